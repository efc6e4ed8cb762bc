"""Where a case stands, in the applicants' words: never more than they may see."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from applications.models import Application, Decision, Report
from rulebook.states import State

# A prepared decision is the funder's own matter until it is signed.
WORDS = {
    State.DRAFT: _("Draft"),
    State.SUBMITTED: _("Received"),
    State.UNLOCKED: _("Unlocked for changes"),
    State.WITHDRAWN: _("Withdrawn"),
    State.IN_REVIEW: _("In review"),
    State.PREPARED: _("In review"),
    State.GRANTED: _("Granted"),
    State.RESERVE: _("Reserve"),
    State.INVITED: _("Invited to the full application"),
    State.NOT_INVITED: _("Not invited to the full application"),
    State.REFUSED: _("Refused"),
    State.EARLY_REFUSED: _("Refused on formal grounds"),
    State.DISMISSED: _("Dismissed"),
    State.STRUCK_OFF: _("Struck off"),
    State.DECLINED: _("Declined by you"),
    State.RUNNING: _("Project running"),
    State.REPORTED: _("Final report submitted"),
    State.CLOSED: _("Case closed"),
}
_TAGS = {
    State.DRAFT: "tag--soon",
    State.UNLOCKED: "tag--soon",
    State.SUBMITTED: "tag--running",
    State.IN_REVIEW: "tag--running",
    State.PREPARED: "tag--running",
    State.GRANTED: "tag--good",
    State.INVITED: "tag--good",
    State.RUNNING: "tag--good",
    State.REPORTED: "tag--running",
}
_REVIEWED = frozenset(
    {State.IN_REVIEW, State.PREPARED, State.GRANTED, State.RESERVE, State.REFUSED, State.EARLY_REFUSED}
    | {State.DISMISSED, State.DECLINED, State.RUNNING, State.REPORTED, State.CLOSED}
    | {State.INVITED, State.NOT_INVITED}
)


@dataclass(frozen=True)
class Stage:
    """One step on the way: its name, when it was or will be, whether it is past, present or to come."""

    name: str
    when: date | datetime | None
    is_past: bool = False
    is_now: bool = False


def word_for(state: State) -> str:
    """Return the applicants' word for a state."""
    return str(WORDS[state])


def tag_for(state: State) -> str:
    """Return the class of the state's tag."""
    return _TAGS.get(state, "tag--quiet")


def review_began(application: Application) -> datetime | None:
    """When somebody was first asked to assess the case; None before that."""
    first = application.assignments.order_by("assigned_at").first()
    return first.assigned_at if first else None


def stages_of(
    application: Application,
    decision: Decision | None,
    report: Report | None,
    *,
    reviewed_from: datetime | None = None,
    is_sketch: bool = False,
) -> tuple[Stage, ...]:
    """Return the way of a received case: received, in review, decided, running, report due, closed.

    `decision` is the signed one and `report` the latest, if the person may see them.
    """
    state = application.stands
    found = [Stage(str(_("Received")), application.submitted_at, is_past=True)]
    if application.withdrawn_at:
        return (*found, Stage(str(_("Withdrawn")), application.withdrawn_at, is_past=True, is_now=True))
    reviewed = state in _REVIEWED
    when = reviewed_from if reviewed else None
    found.append(Stage(str(_("In review")), when, is_past=reviewed, is_now=reviewed and decision is None))
    expected = application.round.decision_expected
    name = str(_("Decided: %(kind)s")) % {"kind": _kind(decision)} if decision else str(_("Decision"))
    found.append(Stage(name, decision.signed_at if decision else expected, is_past=decision is not None))
    if is_sketch:
        return tuple(found)  # what comes after a decided sketch is another case
    if decision is None or state in (State.GRANTED, State.RUNNING, State.REPORTED, State.CLOSED):
        found += _after_grant(application, decision, report)
    elif state is State.DECLINED:
        found.append(Stage(word_for(state), None, is_past=True))
    return tuple(found)


def _after_grant(application: Application, decision: Decision | None, report: Report | None) -> list[Stage]:
    state = application.stands
    running = state in (State.RUNNING, State.REPORTED, State.CLOSED)
    reported = state in (State.REPORTED, State.CLOSED)
    return [
        Stage(
            str(_("Project running")),
            (decision.published_at or decision.publish_at) if decision else None,
            is_past=running,
            is_now=state is State.RUNNING,
        ),
        Stage(
            str(_("Final report submitted") if reported else _("Final report due")),
            (report.submitted_at if reported and report else decision.final_report_due) if decision else None,
            is_past=reported,
            is_now=state is State.REPORTED,
        ),
        Stage(
            str(_("Case closed")),
            report.approved_at if report else None,
            is_past=state is State.CLOSED,
            is_now=state is State.CLOSED,
        ),
    ]


def _kind(decision: Decision) -> str:
    return str(WORDS[State(decision.kind)]).lower()
