"""Starting an application in an open round."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from applications.access import own_cases
from applications.actions.start import start
from applications.arrival import arrived_at
from applications.facts import form_of
from applications.sketches import invitations_of
from applications.views.own import signed_in
from registry.models import Round
from registry.openings import OpeningState, state_of
from rulebook.verdict import Refused
from wording.speak import sentence


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start_page(request: HttpRequest, round_id: int) -> HttpResponse:
    """Say what is about to begin: call, round, closing moment, what happens; start on POST."""
    rounds = Round.objects.select_related("call__funder", "form", "follows").filter(
        withdrawn_at__isnull=True, call__withdrawn_at__isnull=True, call__funder__is_own=True
    )
    round_ = rounds.filter(pk=round_id).first()
    if round_ is None:
        raise Http404
    user, now, problems = signed_in(request), arrived_at(request), []
    if request.method == "POST":
        try:
            application = start(round_id=round_.pk, actor=user, now=now)
            return redirect("applications:case", application.pk)
        except Refused as refused:
            problems = [("", sentence(finding.sentence)) for finding in refused.verdict.findings]
        except Round.DoesNotExist:
            raise Http404 from None
    sketches = invitations_of(user, round_) if round_.follows_id else []
    context = {
        "is_shut": bool(round_.follows_id) and not sketches,
        "sketches": sketches,
        "round": round_,
        "call": round_.call,
        "sections": form_of(round_),
        "is_open": state_of(round_, now) is OpeningState.OPEN,
        "begun": own_cases(user).filter(round=round_).order_by("-changed_at")[:5],
        "problems": problems,
    }
    return render(request, "applications/start.html", context, status=422 if problems else 200)
