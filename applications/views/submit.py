"""Reading an application as it stands, and submitting it."""

from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.actions.submit import submit
from applications.arrival import arrived_at
from applications.budgets import sums_in_all
from applications.checklist import check_of
from applications.reading import budget_of, chapters_of, parties_of
from applications.views.own import OwnCase, own_case
from applications.views.pages import Problem, problems_in, show
from journal.canonical import sha256_of
from rulebook.verdict import Refused
from rulebook.workflow import Action


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def submit_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show everything as it will be sent, what stops it and what warns; submit it on POST."""
    case = own_case(request, pk)
    if request.method != "POST":
        return _page(request, case)
    key = _key(request.POST.get("submission_key", ""))
    if key is None:
        return _page(
            request, case, problems=[("", _("The page was too old. Look through it and submit again."))]
        )
    try:
        snapshot = submit(
            application_id=pk,
            submission_key=key,
            submit_anyway=request.POST.get("submit_anyway") == "yes",
            actor=case.user,
            arrived_at=arrived_at(request),
            now=timezone.now(),
        )
    except Refused as refused:
        return _page(request, case, problems=_reasons(case, refused), key=key)
    return redirect("applications:receipt", pk, snapshot.number)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _reasons(case: OwnCase, refused: Refused) -> list[Problem]:
    stops = problems_in(case, refused.verdict)
    return stops or [
        ("#id_submit_anyway", _("Read the warnings, and tick that you submit in spite of them."))
    ]


def _page(
    request: HttpRequest, case: OwnCase, *, problems: list[Problem] | None = None, key: UUID | None = None
) -> HttpResponse:
    checks = case.checklist.checks
    warnings = [check_of(case.application, finding, case.form) for finding in case.verdict.warnings]
    context = {
        "chapters": chapters_of(case.document, case.seen_form),
        "parties": parties_of(case.document),
        "budget": budget_of(case.document),
        "sums": sums_in_all(case.document),
        "stops": [check for check in checks if check.finding.stops],
        "warnings": warnings,
        "may_submit": Action.SUBMIT in case.actions and case.is_open,
        "is_unsent": _is_unsent(case),
        "submission_key": key or uuid4(),
        "problems": problems or [],
    }
    return show(request, case, "submit.html", context, status=422 if problems else 200)


def _is_unsent(case: OwnCase) -> bool:
    """Whether what stands in the application now is something else than the version that counts."""
    last = case.application.snapshots.order_by("number").last()
    return last is not None and last.sha256 != sha256_of(case.whole)
