"""Small answers that belong to no room: the way into the admin, published files, whether all is well."""

import mimetypes

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views import csrf
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model

from accounts.kept import keep, wants_json
from config.clock import MOST_APART, apart
from registry.models import CallDocument


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


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a post whose token is not of this session, without losing what was written in it.

    The token of a page is too old when its writer has signed in anew since, in another window say.
    """
    if wants_json(request):
        return JsonResponse({"problem": "token"}, status=403)
    if not keep(request):
        return csrf.csrf_failure(request, reason)
    if not request.user.is_authenticated:
        messages.warning(
            request,
            _("You had been signed out. What you wrote is kept: sign in, and it is in the form again."),
        )
        return redirect_to_login(request.path)
    return HttpResponseRedirect(request.path)


@require_safe
def call_file(request: HttpRequest, name: str) -> FileResponse:
    """Hand out a file that a call published, never shown inside the portal; a withdrawn call's is gone."""
    told = CallDocument.objects.filter(call__withdrawn_at__isnull=True)
    document = get_object_or_404(told, file=f"calls/{name}")
    response = FileResponse(
        document.file.open("rb"), as_attachment=True, filename=name, content_type=document.media_type
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """Show a picture as the pages show it; the originals that editors keep are nobody else's."""
    shown = get_image_model().get_rendition_model().objects
    kind = mimetypes.guess_type(name)[0] or ""
    if not kind.startswith("image/"):
        raise Http404
    rendition = get_object_or_404(shown, file=f"images/{name}")
    return FileResponse(rendition.file.open("rb"), content_type=kind)


@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"live": True})


@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers too, and its clock and this machine's say the same within a second."""
    if apart() > MOST_APART:
        return JsonResponse({"ready": False, "problem": "clock"}, status=503)
    return JsonResponse({"ready": True})
