"""To come."""

from django.http import HttpRequest, HttpResponse


def party_budget(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse()
