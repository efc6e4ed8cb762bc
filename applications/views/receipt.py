"""To come."""

from django.http import HttpRequest, HttpResponse


def receipt(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse()


def version(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse()
