"""The pages for following a call by mail: ask, confirm, end. None of them tells who follows."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.actions.follow import confirm, follow
from accounts.actions.unfollow import unfollow
from accounts.address_form import AddressForm
from accounts.following import Watched, to_confirm, to_end
from accounts.limits import Limit, client_of
from registry.models import Call
from rulebook.verdict import Refused

BY_CLIENT = Limit("follow-client", 20, 60 * 60)
BY_ADDRESS = Limit("follow-address", 5, 60 * 60 * 24)
_READS = require_http_methods(["GET", "HEAD", "POST"])


@_READS
@never_cache
@sensitive_post_parameters()
def follow_call(request: HttpRequest, funder: str, number: str) -> HttpResponse:
    """Show the form, and mail a link to what is posted; the answer is the same for every address."""
    told = Call.objects.filter(withdrawn_at__isnull=True).select_related("funder")
    call = get_object_or_404(told, funder__slug=funder, diarienummer=number)
    now = timezone.now()
    if not Watched.of(call).can_be_followed(now):
        return HttpResponseRedirect(call.get_absolute_url())
    form = AddressForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "accounts/follow.html", {"call": call, "form": form})
    if not BY_CLIENT.spend(client_of(request)):
        return render(request, "accounts/follow_too_often.html", {"call": call}, status=429)
    address = form.cleaned_data["email"]
    if BY_ADDRESS.spend(address):
        language = (get_language() or "sv")[:2]
        follow(call_id=call.pk, email=address, language=language, now=now)
    return HttpResponseRedirect(resolve_url("accounts:follow_asked"))


@never_cache
def asked(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way, if it is."""
    return render(request, "accounts/follow_asked.html")


@_READS
@never_cache
def confirm_following(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more, for links are opened by machines too; then begin."""
    follower = to_confirm(token)
    if follower is None:
        return render(request, "accounts/follow_too_old.html", status=404)
    if request.method != "POST":
        return render(request, "accounts/follow_confirm.html")
    try:
        followed = confirm(follower_id=follower, now=timezone.now())
    except Refused:
        return render(request, "accounts/follow_too_old.html", status=404)
    return render(request, "accounts/follow_begun.html", {"call": followed.call})


# One click in a mail programme posts here without a cookie (RFC 8058); the link itself is the proof.
@csrf_exempt
@_READS
@never_cache
def end_following(request: HttpRequest, token: str) -> HttpResponse:
    """End the mails by one POST. Ending again, or by a link that is none of ours, looks the same."""
    if request.method != "POST":
        return render(request, "accounts/follow_end.html")
    follower = to_end(token)
    if follower is not None:
        unfollow(follower_id=follower, now=timezone.now())
    return render(request, "accounts/follow_ended.html")
