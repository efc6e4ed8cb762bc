"""To come."""

from django.http import HttpRequest, HttpResponse


def case(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse()
