"""Support in a draft: the applicant lets it in and sees what it read; support finds what is open."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications.access import is_on_staff, open_visits
from applications.actions.support import let_in, note_reading, show_out
from applications.document import document_of
from applications.facts import form_of, verdict_on
from applications.models import SupportVisit
from applications.reading import budget_of, chapters_of, parties_of
from applications.veil import verdict_seen_by
from applications.views.own import own_case, signed_in
from applications.views.pages import short_name, show
from applications.visibility import document_seen_by, sections_seen, viewer_of
from applications.visits import code_of, readings_of
from rulebook.access import StaffRole
from rulebook.verdict import Refused
from rulebook.window import swedish_day
from rulebook.workflow import Action
from wording.speak import sentence


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_visits(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let support in for an hour or show it out (`do`: open, end); show what it has read."""
    case = own_case(request, pk)
    if request.method == "POST":
        try:
            if request.POST.get("do") == "open":
                let_in(application_id=pk, actor=case.user, now=case.now)
            elif show_out(application_id=pk, actor=case.user, now=case.now):
                messages.success(request, _("Support no longer sees the application."))
        except Refused as refused:
            messages.error(request, " ".join(sentence(one.sentence) for one in refused.verdict.findings))
        return redirect("applications:own_visits", pk)
    standing = open_visits(case.now).filter(application=case.application).first()
    context = {
        "visit": standing,
        "code": code_of(standing) if standing else "",
        "may_open": Action.LET_IN in case.actions,
        "readings": readings_of(case.application),
    }
    return show(request, case, "support/own.html", context)


@login_required
@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """List the codes of the drafts that are open to support now: neither titles nor names."""
    _require_support(request)
    now = timezone.now()
    rows = [(code_of(visit), visit) for visit in open_visits(now).order_by("until")]
    return render(request, "applications/support/visits.html", {"visits": rows})


@login_required
@require_safe
def visit(request: HttpRequest, code: str) -> HttpResponse:
    """Show a draft to support as the one who let it in sees it. Every reading is journalled."""
    _require_support(request)
    now = timezone.now()
    found = next((one for one in open_visits(now) if code_of(one) == code), None)
    if found is None:
        raise Http404
    try:
        open_now = note_reading(visit_id=found.pk, actor=signed_in(request), now=now)
    except SupportVisit.DoesNotExist:
        raise Http404 from None
    application = open_now.application
    form, whole = form_of(application.round), document_of(application)
    viewer = viewer_of(application, open_now.opened_by)
    document = document_seen_by(viewer, whole, form)
    verdict = verdict_seen_by(viewer, verdict_on(whole, application.round, at=now), whole, form)
    context = {
        "visit": open_now,
        "code": code,
        "application": application,
        "call": application.round.call,
        "title": short_name(document["sections"].get("project", {})),
        "chapters": chapters_of(document, sections_seen(document, form)),
        "parties": parties_of(document),
        "budget": budget_of(document),
        "stops": verdict.stops,
    }
    return render(request, "applications/support/visit.html", context)


def _require_support(request: HttpRequest) -> None:
    """Raise Http404 for everybody but support: the page is not there for them."""
    if not is_on_staff(signed_in(request), StaffRole.SUPPORT, today=swedish_day(timezone.now())):
        raise Http404
