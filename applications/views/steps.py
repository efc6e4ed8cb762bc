"""To come."""

from django.http import HttpRequest, HttpResponse


def unlock_page(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse()


def relock_page(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse()


def withdraw_page(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse()


def discard_page(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse()


def decline_page(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse()
