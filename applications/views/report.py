"""To come."""

from django.http import HttpRequest, HttpResponse


def report(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse()
