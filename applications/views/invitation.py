"""The page behind an invitation's link: what it is about, signing in and back, saying yes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import User
from applications.access import own_cases
from applications.actions.invite import accept, open_invitation
from applications.models import Application
from rulebook.verdict import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Say who invites to what; let the person in on POST. A used or old link says so, whoever asks."""
    now = timezone.now()
    found = open_invitation(secret, now=now)
    if found is None:
        return _closed(request)
    user = request.user
    if isinstance(user, User):
        if own_cases(user).filter(pk=found.application_id).exists():
            return redirect("applications:case", found.application_id)
        if request.method == "POST":
            try:
                accept(secret=secret, actor=user, now=now)
            except (Refused, Application.DoesNotExist):
                return _closed(request)
            return redirect("applications:case", found.application_id)
    context = {"invitation": found, "call": found.application.round.call}
    return render(request, "applications/invitation.html", context)


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "applications/invitation_closed.html", status=410)
