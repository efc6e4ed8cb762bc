"""Single steps with a case: unlock, keep the submitted version, withdraw, discard, decline a grant."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications.actions.decide import decline
from applications.actions.unlock import relock, unlock
from applications.actions.withdraw import discard, withdraw
from applications.arrival import arrived_at
from applications.forms.typed import typed
from applications.views.own import OwnCase, own_case
from applications.views.pages import show
from rulebook.verdict import Refused
from rulebook.workflow import Action
from wording.speak import sentence


@login_required
@require_POST
def unlock_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the form again; the submitted version counts meanwhile."""
    case = own_case(request, pk)
    moment = arrived_at(request)
    done = _("The application is unlocked. The version that you submitted counts until you submit again.")
    return _step(
        request,
        case,
        lambda: unlock(application_id=pk, actor=case.user, arrived_at=moment, now=case.now),
        done,
    )


@login_required
@require_POST
def relock_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Lock the form without submitting again."""
    case = own_case(request, pk)
    done = _("The application is locked. The version that you submitted counts.")
    return _step(request, case, lambda: relock(application_id=pk, actor=case.user, now=case.now), done)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask why, and withdraw the application."""
    case = own_case(request, pk)
    if request.method != "POST":
        return _ask(request, case, "withdraw.html", Action.WITHDRAW)
    reason = typed(request.POST.get("reason", ""))
    try:
        withdraw(application_id=pk, reason=reason, actor=case.user, now=case.now)
    except Refused as refused:
        problems = [
            ("#id_reason" if finding.field == "reason" else "", sentence(finding.sentence))
            for finding in refused.verdict.findings
        ]
        context = {"problems": problems, "reason": reason}
        return show(request, case, "withdraw.html", context, status=422)
    messages.success(request, _("The application is withdrawn."))
    return redirect("applications:case", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def discard_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, and throw a draft away."""
    case = own_case(request, pk)
    if request.method != "POST":
        return _ask(request, case, "discard.html", Action.DISCARD)
    try:
        discard(application_id=pk, actor=case.user, now=case.now)
    except Refused as refused:
        return _refused(request, case, refused)
    messages.success(request, _("The draft is gone."))
    return redirect("applications:mine")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decline_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, and decline a grant or a place in reserve."""
    case = own_case(request, pk)
    if request.method != "POST":
        return _ask(request, case, "decline.html", Action.DECLINE)
    done = _("You have declined.")
    return _step(request, case, lambda: decline(application_id=pk, actor=case.user, now=case.now), done)


def _ask(request: HttpRequest, case: OwnCase, template: str, action: Action) -> HttpResponse:
    if action not in case.actions:
        return redirect("applications:case", case.application.pk)
    return show(request, case, template, {})


def _step(request: HttpRequest, case: OwnCase, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        return _refused(request, case, refused)
    messages.success(request, done)
    return redirect("applications:case", case.application.pk)


def _refused(request: HttpRequest, case: OwnCase, refused: Refused) -> HttpResponse:
    for finding in refused.verdict.findings:
        messages.error(request, sentence(finding.sentence))
    return redirect("applications:case", case.application.pk)
