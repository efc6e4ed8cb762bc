"""Small answers that belong to no room: signing in to the admin, and whether the portal is well."""

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache


@never_cache
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Send everybody who wants into the admin to the one sign-in page, whatever the method.

    Somebody who is signed in and still ends up here may not enter: nothing is here for them (404). The
    sign-in page would send them straight back, for ever.
    """
    target = request.GET.get("next", "/admin/")
    if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
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
