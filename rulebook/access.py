"""Who may see and do what, with the reason for a no. The only table of rights.

A person's roles toward one case are worked out by the rooms above (`applications.access`); this
module says what each role may see in each state. What may be *done* stands in `rulebook.workflow`.
"""

from collections.abc import Iterable
from enum import StrEnum

from rulebook.states import State


class StaffRole(StrEnum):
    """What a person does for the funder."""

    OFFICER = "officer"
    ASSESSOR = "assessor"
    DECIDER = "decider"
    REGISTRAR = "registrar"
    EDITOR = "editor"


class Role(StrEnum):
    """What a person is to one case."""

    COORDINATOR = "coordinator"
    PARTNER = "partner"
    OFFICER = "officer"
    DECIDER = "decider"
    REGISTRAR = "registrar"
    ASSIGNED = "assigned"
    CLEARED = "cleared"
    CONFLICTED = "conflicted"
    MACHINE = "machine"


class Part(StrEnum):
    """A part of the case file that is opened or kept shut as a whole."""

    NAMES = "names"
    CONTENT = "content"
    WORKING_COPY = "working_copy"
    OWN_ASSESSMENT = "own_assessment"
    ASSESSMENTS = "assessments"
    PREPARED_DECISION = "prepared_decision"
    DECISION = "decision"
    REPORT = "report"


APPLICANTS = frozenset({Role.COORDINATOR, Role.PARTNER})
FUNDER = frozenset({Role.OFFICER, Role.DECIDER, Role.REGISTRAR})
DECIDED = frozenset(
    {
        State.GRANTED,
        State.REFUSED,
        State.DISMISSED,
        State.STRUCK_OFF,
        State.EARLY_REFUSED,
        State.RESERVE,
        State.DECLINED,
        State.RUNNING,
        State.REPORTED,
        State.CLOSED,
    }
)
RECEIVED = frozenset(set(State) - {State.DRAFT})

# part → (role → the states in which that role may see it)
_SEES: dict[Part, dict[Role, frozenset[State]]] = {
    Part.NAMES: {
        **dict.fromkeys(APPLICANTS, frozenset(State)),
        **dict.fromkeys(FUNDER, RECEIVED),
        **dict.fromkeys({Role.ASSIGNED, Role.CLEARED, Role.CONFLICTED}, RECEIVED),
    },
    Part.WORKING_COPY: dict.fromkeys(APPLICANTS, frozenset(State)),
    Part.CONTENT: {
        **dict.fromkeys(APPLICANTS, frozenset(State)),
        **dict.fromkeys(FUNDER, RECEIVED),
        Role.CLEARED: RECEIVED,
    },
    Part.OWN_ASSESSMENT: {Role.CLEARED: RECEIVED},
    Part.ASSESSMENTS: dict.fromkeys(FUNDER, RECEIVED),
    Part.PREPARED_DECISION: dict.fromkeys(FUNDER, RECEIVED),
    Part.DECISION: {
        **dict.fromkeys(APPLICANTS, DECIDED),
        **dict.fromkeys(FUNDER, DECIDED),
        Role.MACHINE: DECIDED,
    },
    Part.REPORT: {**dict.fromkeys(APPLICANTS, DECIDED), **dict.fromkeys(FUNDER, DECIDED)},
}


def may_see(part: Part, roles: Iterable[Role], state: State) -> bool:
    """Whether somebody with these roles may see this part of a case in this state.

    A conflict of interest shuts everything but the names, whatever other role the person has.
    """
    held = set(roles)
    if Role.CONFLICTED in held and part is not Part.NAMES:
        return False
    return any(state in _SEES[part].get(role, frozenset()) for role in held)
