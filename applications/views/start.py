"""To come."""

from django.http import HttpRequest, HttpResponse


def start_page(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse()
