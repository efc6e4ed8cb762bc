"""To come."""

from django.http import HttpRequest, HttpResponse


def section(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse()
