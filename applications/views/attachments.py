"""To come."""

from django.http import HttpRequest, HttpResponse


def add(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse()


def download(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse()


def remove(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse()
