"""To come."""

from django.http import HttpRequest, HttpResponse


def invitation(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse()
