"""How every answer of the API behaves: its language, who may read and keep it, and when it is unchanged."""

import hashlib
from datetime import UTC
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

SECONDS_FRESH = 60
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, Content-Language",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Accept-Language, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def language_of(request: HttpRequest) -> str:
    """Return the best language that `Accept-Language` asks for; Swedish when it asks for none of ours."""
    for wanted, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(wanted)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


class AlwaysJson(BaseContentNegotiation):
    """JSON whatever `Accept` says: a browser's or a careless client's header is no reason to refuse."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        """Take the first parser; nothing is ever posted."""
        return parsers[0]

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Take the first renderer."""
        return renderers[0], renderers[0].media_type


class Answering(APIView):
    """A view whose answers are open to every site, in the reader's language, and tagged for asking again."""

    content_negotiation_class = AlwaysJson
    http_method_names = ["get", "head", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, and write the words of the answer, in the language that was asked for."""
        language = language_of(request)
        with translation.override(language), timezone.override(UTC):
            response = super().dispatch(request, *args, **kwargs)
            if isinstance(response, Response):
                response = _unless_known(request, response.render())
        response.headers["Content-Language"] = language
        for name, value in CORS.items():
            response.headers[name] = value
        patch_vary_headers(response, ["Accept-Language"])
        return response

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """Tell a browser that scripts of other sites may read this."""
        return Response(status=204, headers=PREFLIGHT)


def _unless_known(request: HttpRequest, response: Response) -> HttpResponse:
    """Tag a good answer by its content; answer 304 to those who have it already."""
    if response.status_code != 200:
        patch_cache_control(response, no_store=True)
        return response
    response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    patch_cache_control(response, public=True, max_age=SECONDS_FRESH)
    known = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    return known or response
