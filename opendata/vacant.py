"""Addresses that are kept free: a 404 as a problem at once, with or without a slash, never a redirect."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, re_path
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from opendata.answering import CORS, language_of
from opendata.problems import not_found_response


@csrf_exempt
def nothing_here(request: HttpRequest, *args: str) -> HttpResponse:
    """Answer 404, whatever the method."""
    language = language_of(request)
    with translation.override(language):
        response = not_found_response()
    for name, value in {**CORS, "Content-Language": language, "Cache-Control": "no-store"}.items():
        response.headers[name] = value
    patch_vary_headers(response, ["Accept-Language"])
    return response


# Outside `/api/`, for the dialects that will live there.
urlpatterns: list[URLPattern] = [re_path(r"^(?:gdp[^/]*|datasets)(?:/.*)?$", nothing_here)]
