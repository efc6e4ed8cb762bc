"""A person's applications in a list: where each stands and since when, what to do next, by when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, Min, OuterRef, Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from applications.access import own_cases, with_titles
from applications.models import Application, Decision, Letter, Report
from applications.stages import Stage, stages_of, tag_for, word_for
from registry.models import Round
from rulebook.access import DECIDED
from rulebook.states import State
from rulebook.window import swedish_day
from wording.speak import day, moment

SOON = timedelta(days=7)
MISSED = 9
_READ = gettext_lazy("Read the decision.")
_AT_REST = {
    State.WITHDRAWN: gettext_lazy("The case is being struck off. There is nothing more to do."),
    State.RUNNING: gettext_lazy("Write the final report when the project has ended."),
    State.REPORTED: gettext_lazy("We are reading the final report."),
    State.DECLINED: gettext_lazy("There is nothing more to do."),
    State.CLOSED: gettext_lazy("There is nothing more to do."),
}
_OPEN_FIRST = {State.DRAFT: 0, State.UNLOCKED: 0, State.INVITED: 1, State.GRANTED: 1, State.RUNNING: 1}


@dataclass(frozen=True)
class Own:
    """One line of the list. `due` is the day that binds the applicants next, `is_late` once it is past."""

    application: Application
    state: str
    tag: str
    stages: tuple[Stage, ...]
    next: str
    due: date | None
    is_soon: bool
    is_late: bool
    rank: int


def overview_of(user: User, *, now: datetime) -> list[Own]:
    """Every case that the person takes part in, those that wait for them first. A fixed number of queries."""
    lines = [_own(case, now) for case in _cases(user)]
    return sorted(lines, key=lambda one: (one.rank, -one.application.changed_at.timestamp()))


def _cases(user: User) -> Iterator[Any]:
    told = Round.objects.filter(withdrawn_at__isnull=True)
    signed = Decision.objects.filter(signed_at__isnull=False).order_by("number")
    asked = Letter.objects.filter(answer_by__isnull=False, replies__isnull=True)
    followed = told.filter(follows=OuterRef("round"))
    continued = Application.objects.filter(copied_from=OuterRef("pk"), round__follows=OuterRef("round"))
    cases = with_titles(own_cases(user)).annotate(
        reviewed_from=Min("assignments__assigned_at"), is_sketch=Exists(followed), goes_on=Exists(continued)
    )
    return cases.prefetch_related(
        Prefetch("decisions", signed, to_attr="signed"),
        Prefetch("reports", Report.objects.order_by("number"), to_attr="all_reports"),
        Prefetch("letters", asked.order_by("answer_by"), to_attr="asked"),
        Prefetch(
            "round__followed_by", Round.objects.filter(withdrawn_at__isnull=True), to_attr="next_rounds"
        ),
    ).iterator(chunk_size=200)


def _own(case: Any, now: datetime) -> Own:
    state: State = case.stands
    closes = case.round.closes_at
    missed = state is State.DRAFT and closes < now
    writes = state in (State.DRAFT, State.UNLOCKED) and not missed
    due = _due(case, writes)
    late = due is not None and due < swedish_day(now)
    asked = _waiting(case)
    return Own(
        application=case,
        state=_("Not submitted") if missed else word_for(state),
        tag="tag--quiet" if missed else tag_for(state),
        stages=() if case.submitted_at is None else _stages(case),
        next=_next(case, missed, now),
        due=due,
        is_soon=due is not None and not late and due - swedish_day(now) <= SOON,
        is_late=late,
        rank=MISSED if missed else 0 if asked else _OPEN_FIRST.get(state, 5),
    )


def _decision(case: Any) -> Decision | None:
    """The signed decision, once the applicants may see it."""
    signed: list[Decision] = case.signed
    return signed[-1] if signed and case.stands in DECIDED else None


def _stages(case: Any) -> tuple[Stage, ...]:
    decision = _decision(case)
    report: Report | None = case.all_reports[-1] if decision and case.all_reports else None
    return stages_of(case, decision, report, reviewed_from=case.reviewed_from, is_sketch=case.is_sketch)


def _waiting(case: Any) -> Letter | None:
    """The request for completion that must be answered first."""
    asked: list[Letter] = case.asked
    return asked[0] if asked and case.stands not in DECIDED and case.stands is not State.WITHDRAWN else None


def _due(case: Any, writes: bool) -> date | None:
    asked, decision = _waiting(case), _decision(case)
    if asked is not None:
        return asked.answer_by
    if writes:
        return swedish_day(case.round.closes_at)
    if case.stands is State.RUNNING and decision is not None:
        return decision.final_report_due
    if case.stands is State.INVITED and case.round.next_rounds and not case.goes_on:
        return swedish_day(case.round.next_rounds[-1].closes_at)
    return None


def _next(case: Any, missed: bool, now: datetime) -> str:
    closes = moment(case.round.closes_at)
    if missed:
        return _("The round closed %(moment)s, and the application was not submitted.") % {"moment": closes}
    asked = _waiting(case)
    if asked is not None and asked.answer_by is not None:
        told = _("Complete the application: read our letter and answer it no later than %(day)s.")
        return told % {"day": day(asked.answer_by)}
    match case.stands:
        case State.DRAFT:
            return _("Fill it in and submit it no later than %(moment)s.") % {"moment": closes}
        case State.UNLOCKED:
            return _(
                "The version that you submitted counts until you submit again, no later than %(moment)s."
            ) % {"moment": closes}
        case State.SUBMITTED | State.IN_REVIEW | State.PREPARED:
            return _handled(case, now)
        case State.INVITED:
            return _invited(case)
        case state:
            return str(_AT_REST.get(state, _READ))


def _handled(case: Any, now: datetime) -> str:
    if now <= case.round.closes_at:
        told = _("You can unlock it and change it until %(moment)s. We begin when the round has closed.")
        return told % {"moment": moment(case.round.closes_at)}
    expected = case.round.decision_expected
    if expected and expected >= swedish_day(now):
        told = _("We are handling the application. A decision is expected %(day)s, and we mail you then.")
        return told % {"day": day(expected)}
    return _("We are handling the application. We mail you when there is a decision.")


def _invited(case: Any) -> str:
    if case.goes_on:
        return _("You are invited, and the full application is begun.")
    if not case.round.next_rounds:
        return _("You are invited. We tell you when the full round opens.")
    told = _("Begin the full application, and submit it no later than %(moment)s.")
    return told % {"moment": moment(case.round.next_rounds[-1].closes_at)}
