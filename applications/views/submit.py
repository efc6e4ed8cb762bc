"""Reading an application as it stands, and submitting it."""

from collections.abc import Iterator
from dataclasses import dataclass
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
from applications.checklist import Check, check_of
from applications.protocol import rule_title
from applications.reading import budget_of, chapters_of, parties_of
from applications.veil import verdict_seen_by
from applications.verdicts import warned_rules
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
            submit_anyway=frozenset(request.POST.getlist("passed")),
            actor=case.user,
            arrived_at=arrived_at(request),
            now=timezone.now(),
        )
    except Refused as refused:
        used = bool(refused.verdict.of_rule("submission_key"))
        return _page(request, case, problems=_reasons(case, refused), key=None if used else key)
    return redirect("applications:receipt", pk, snapshot.number)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _reasons(case: OwnCase, refused: Refused) -> list[Problem]:
    stops = problems_in(case, verdict_seen_by(case.viewer, refused.verdict, case.whole, case.form))
    return stops or [("#warnings", _("Read the warnings, and tick each that you submit in spite of."))]


def _page(
    request: HttpRequest, case: OwnCase, *, problems: list[Problem] | None = None, key: UUID | None = None
) -> HttpResponse:
    checks = case.checklist.checks
    ticked = frozenset(request.POST.getlist("passed"))
    context = {
        "chapters": chapters_of(case.document, case.seen_form),
        "parties": parties_of(case.document),
        "budget": budget_of(case.document),
        "sums": sums_in_all(case.document),
        "stops": [check for check in checks if check.finding.stops],
        "warnings": list(_warnings(case, ticked)),
        "last": case.application.snapshots.order_by("number").last(),
        "may_submit": Action.SUBMIT in case.actions and case.is_open,
        "is_unsent": _is_unsent(case),
        "submission_key": key or uuid4(),
        "problems": problems or [],
    }
    return show(request, case, "submit.html", context, status=422 if problems else 200)


@dataclass(frozen=True)
class Warned:
    """A rule that warns: the key that passes it, its name, what it says to this person."""

    key: str
    title: str
    checks: tuple[Check, ...]
    is_ticked: bool


def _warnings(case: OwnCase, ticked: frozenset[str]) -> Iterator[Warned]:
    told = [check_of(case.application, finding, case.form) for finding in case.verdict.warnings]
    for rule, key in warned_rules(case.judged).items():
        about = tuple(check for check in told if check.finding.rule == rule)
        yield Warned(key, rule_title(rule), about, key in ticked)


def _is_unsent(case: OwnCase) -> bool:
    """Whether what stands in the application now is something else than the version that counts."""
    last = case.application.snapshots.order_by("number").last()
    return last is not None and last.sha256 != sha256_of(case.whole)
