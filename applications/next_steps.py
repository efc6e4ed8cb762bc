"""What somebody at the desk can do to a case now, and for what they cannot, why not."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from applications.actions.decide import obstacle_to_signing, prepared_decision
from applications.models import Application
from rulebook.access import Role
from rulebook.states import State
from rulebook.workflow import Action, may, roles_for, states_for
from wording.speak import listed, moment, sentence

LABELS = {
    Action.ASSIGN: gettext_lazy("Assign assessors"),
    Action.PREPARE: gettext_lazy("Prepare a decision"),
    Action.SIGN: gettext_lazy("Read and sign the decision"),
    Action.RETURN: gettext_lazy("Send the decision back"),
    Action.APPROVE_REPORT: gettext_lazy("Read the final report"),
    Action.WRITE_LETTER: gettext_lazy("Write to the applicants"),
    Action.ASSESS: gettext_lazy("Assess"),
    Action.DECLARE: gettext_lazy("Declare conflicts of interest"),
}
PAGES = {
    Action.ASSIGN: "desk:assign",
    Action.PREPARE: "desk:prepare",
    Action.SIGN: "desk:sign",
    Action.RETURN: "desk:sign",
    Action.APPROVE_REPORT: "desk:report",
    Action.WRITE_LETTER: "desk:letter",
    Action.ASSESS: "desk:assess",
    Action.DECLARE: "desk:declare",
}
_STATES = dict(Application.STATES)
_ASIDE = {Action.DECLARE, Action.WRITE_LETTER}
_AFTER_CLOSING = {Action.ASSIGN, Action.PREPARE}


@dataclass(frozen=True)
class Step:
    """One thing to do: the name of its page, and the reason why it cannot be done now, if so."""

    action: Action
    label: str
    page: str
    reason: str = ""
    is_main: bool = False


def steps_for(
    application: Application, user: User, roles: frozenset[Role], *, now: datetime
) -> tuple[Step, ...]:
    """Every step that one of the person's roles ever takes at the desk, in the order of the work."""
    reasons = {
        action: _reason(application, user, roles, action, now)
        for action in LABELS
        if roles & roles_for(action) and not _is_double(application, action, roles)
    }
    main = _main(application, [action for action, reason in reasons.items() if not reason])
    return tuple(
        Step(action, str(LABELS[action]), PAGES[action], reason, action is main)
        for action, reason in reasons.items()
    )


def _main(application: Application, possible: list[Action]) -> Action | None:
    """The one thing to do: assign first, decide once somebody is assigned; else what is possible first."""
    if {Action.ASSIGN, Action.PREPARE} <= set(possible):
        return Action.PREPARE if application.stands is State.IN_REVIEW else Action.ASSIGN
    return next((action for action in possible if action not in _ASIDE), None)


def _is_double(application: Application, action: Action, roles: frozenset[Role]) -> bool:
    """Sending back is a step of its own only for those who cannot sign anyway."""
    if action is Action.RETURN:
        return Role.DECIDER in roles or application.stands is not State.PREPARED
    return False


def _reason(
    application: Application, user: User, roles: frozenset[Role], action: Action, now: datetime
) -> str:
    allowed = may(action, roles, application.stands)
    if Role.CONFLICTED in roles and not allowed and allowed.reason:
        return sentence(allowed.reason)
    if not allowed:
        states = sorted(states_for(action), key=list(State).index)
        names = listed([str(_STATES[state.value]) for state in states])
        return _("Possible when the case is: %(states)s.") % {"states": names}
    if action in _AFTER_CLOSING and now <= application.round.closes_at and not application.withdrawn_at:
        return _("Possible when the round has closed: %(moment)s.") % {
            "moment": moment(application.round.closes_at)
        }
    if action is Action.SIGN:
        obstacle = obstacle_to_signing(prepared_decision(application), application, user, now=now)
        return sentence(obstacle.sentence) if obstacle else ""
    return ""
