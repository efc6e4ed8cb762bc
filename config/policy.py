"""Which policy a page answers with: content security, who may cache it, who of the staff finds it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from wagtail.admin.auth import user_has_any_page_permission


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


# What the admin is to those who only work at the desk, besides the desk itself.
OPEN_TO_THE_DESK = frozenset(
    {
        "wagtailadmin_home",
        "account_in_admin",
        "wagtailadmin_logout",
        "wagtailadmin_dismissibles",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "config.views.admin_sign_in",
    }
)


class DeskOnlyMiddleware:
    """Keep the editors' half of the admin from people who only work at the desk.

    Wagtail's choosers, reports and inner API ask for no more than the right to enter the admin, and would
    name calls and programmes that are still secret to every assessor.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Raise Http404 for what the person has no part in."""
        match = request.resolver_match
        if match is None or not request.path.startswith("/admin/") or not request.user.is_authenticated:
            return
        is_open = match.namespace == "desk" or match.view_name in OPEN_TO_THE_DESK
        if not is_open and _only_enters(request):
            raise Http404


def _only_enters(request: HttpRequest) -> bool:
    """Whether the person's one right in the admin is to enter it."""
    rights = request.user.get_all_permissions()
    return rights == {"wagtailadmin.access_admin"} and not user_has_any_page_permission(request.user)
