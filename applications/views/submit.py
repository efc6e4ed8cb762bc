"""To come."""

from django.http import HttpRequest, HttpResponse


def submit_page(request: HttpRequest, **kw: object) -> HttpResponse:
    return HttpResponse()
