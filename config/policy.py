"""Which policy a page answers with: its content security policy and who may cache it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control


class AdminPolicyMiddleware:
    """Give the Wagtail admin a content security policy of its own; everything else keeps the strict one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            directives = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
            response._csp_config = directives  # type: ignore[attr-defined]
        return response


class PrivateCacheMiddleware:
    """Answers to a signed-in person are kept by nobody but the browser's own window."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not request.path.startswith(settings.STATIC_URL):
            patch_cache_control(response, private=True, no_store=True)
        return response
