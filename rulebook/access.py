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
    SUPPORT = "support"


# Who works at the officers' desk. Editors write calls; support reads only where an applicant lets it in.
AT_THE_DESK = frozenset(StaffRole) - {StaffRole.EDITOR, StaffRole.SUPPORT}


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
    SUPPORT = "support"
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
    LETTERS = "letters"
    COMPLETIONS = "completions"


class Piece(StrEnum):
    """A piece of the applicants' own work that somebody changes as a whole."""

    ANSWERS = "answers"
    CONSORTIUM = "consortium"
    PARTY = "party"
    BUDGET = "budget"
    COMMON_FILE = "common_file"
    PARTY_FILE = "party_file"
    INVITATION = "invitation"
    PAPER_APPROVAL = "paper_approval"
    OWN_APPROVAL = "own_approval"
    COORDINATION = "coordination"


class Reach(StrEnum):
    """How far somebody reaches within a kind of piece: those of every party, or of the own one."""

    EVERY = "every"
    OWN = "own"


class SeenBy(StrEnum):
    """Which of the applicants see what a section, a slot or a party's page holds. The funder sees all."""

    ALL = "all"
    COORDINATOR = "coordinator"
    OWN_PARTY = "own_party"


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
        State.INVITED,
        State.NOT_INVITED,
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
    Part.WORKING_COPY: {
        **dict.fromkeys(APPLICANTS, frozenset(State)),
        Role.SUPPORT: frozenset({State.DRAFT, State.UNLOCKED}),
    },
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
    Part.LETTERS: {**dict.fromkeys(APPLICANTS, RECEIVED), **dict.fromkeys(FUNDER, RECEIVED)},
    Part.COMPLETIONS: {
        **dict.fromkeys(APPLICANTS, RECEIVED),
        **dict.fromkeys(FUNDER, RECEIVED),
        Role.CLEARED: RECEIVED,
    },
}


def may_see(part: Part, roles: Iterable[Role], state: State) -> bool:
    """Whether somebody with these roles may see this part of a case in this state.

    A conflict of interest shuts everything but the names, whatever other role the person has.
    """
    held = set(roles)
    if Role.CONFLICTED in held and part is not Part.NAMES:
        return False
    return any(state in _SEES[part].get(role, frozenset()) for role in held)


# piece → (role → how far it reaches). What stands nowhere is not allowed. When it may be done at all
# (state of the case, round open) stands in `rulebook.workflow` and `rulebook.window`.
_EDITS: dict[Piece, dict[Role, Reach]] = {
    Piece.ANSWERS: dict.fromkeys(APPLICANTS, Reach.EVERY),
    Piece.CONSORTIUM: {Role.COORDINATOR: Reach.EVERY},
    Piece.PARTY: {Role.COORDINATOR: Reach.EVERY, Role.PARTNER: Reach.OWN},
    Piece.BUDGET: {Role.COORDINATOR: Reach.EVERY, Role.PARTNER: Reach.OWN},
    Piece.COMMON_FILE: dict.fromkeys(APPLICANTS, Reach.EVERY),
    Piece.PARTY_FILE: {Role.COORDINATOR: Reach.EVERY, Role.PARTNER: Reach.OWN},
    Piece.INVITATION: {Role.COORDINATOR: Reach.EVERY, Role.PARTNER: Reach.OWN},
    Piece.PAPER_APPROVAL: {Role.COORDINATOR: Reach.EVERY, Role.PARTNER: Reach.OWN},
    Piece.OWN_APPROVAL: dict.fromkeys(APPLICANTS, Reach.OWN),
    Piece.COORDINATION: {Role.COORDINATOR: Reach.EVERY},
}
_READS: dict[SeenBy, dict[Role, Reach]] = {
    SeenBy.ALL: dict.fromkeys(APPLICANTS, Reach.EVERY),
    SeenBy.COORDINATOR: {Role.COORDINATOR: Reach.EVERY, Role.PARTNER: Reach.OWN},
    SeenBy.OWN_PARTY: dict.fromkeys(APPLICANTS, Reach.OWN),
}


def may_edit(piece: Piece, roles: Iterable[Role], *, is_own: bool) -> bool:
    """Whether somebody with these roles may change a piece; `is_own`: it belongs to the person's party."""
    return _reaches(_EDITS[piece], roles, is_own)


def may_read(seen_by: SeenBy, roles: Iterable[Role], *, is_own: bool) -> bool:
    """Whether an applicant reads what the call keeps to some of them.

    What belongs to no party (a section's answers, a common file) counts as the coordinating party's own.
    """
    return _reaches(_READS[seen_by], roles, is_own)


def _reaches(table: dict[Role, Reach], roles: Iterable[Role], is_own: bool) -> bool:
    reaches = {table[role] for role in roles if role in table}
    return Reach.EVERY in reaches or (is_own and Reach.OWN in reaches)
