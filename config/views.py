"""Small answers that belong to no room: signing in to the admin, and whether the portal is well."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache


@never_cache
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Send everybody who wants into the admin to the one sign-in page, whatever the method."""
    target = request.GET.get("next", "/admin/")
    return HttpResponseRedirect(f"{resolve_url('account_login')}?{urlencode({'next': target})}")


@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"live": True})


@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ready": True})
