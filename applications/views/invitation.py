"""The page behind an invitation's link: what it is about, signing in and back, saying yes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import has_confirmed
from accounts.models import User
from applications.access import own_cases
from applications.actions.invite import accept, open_invitation
from applications.models import Application, Invitation
from rulebook.verdict import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Say who invites to what; let the person in on POST. A used or old link says so, whoever asks.

    Whoever has not confirmed the invited address is told which step is missing, not which address it is.
    """
    now = timezone.now()
    found = open_invitation(secret, now=now)
    if found is None:
        return _closed(request)
    user = request.user
    step = _missing_step(user, found) if isinstance(user, User) else "sign_in"
    if isinstance(user, User):
        if own_cases(user).filter(pk=found.application_id).exists():
            return redirect("applications:case", found.application_id)
        if request.method == "POST" and not step:
            try:
                accept(secret=secret, actor=user, now=now)
            except (Refused, Application.DoesNotExist):
                return _closed(request)
            return redirect("applications:case", found.application_id)
    context = {"invitation": found, "call": found.application.round.call, "step": step}
    status = 422 if request.method == "POST" else 200
    return render(request, "applications/invitation.html", context, status=status)


def _missing_step(user: User, invitation: Invitation) -> str:
    """Return what is missing before the person can say yes: nothing, `confirm` or `other_address`."""
    if has_confirmed(user, invitation.email):
        return ""
    return "confirm" if user.email.lower() == invitation.email else "other_address"


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "applications/invitation_closed.html", status=410)
