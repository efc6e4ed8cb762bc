"""The states of a case, and the kinds of decision that end it."""

from enum import StrEnum


class State(StrEnum):
    """Where a case is. Officers see none that is a draft."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNLOCKED = "unlocked"
    WITHDRAWN = "withdrawn"
    IN_REVIEW = "in_review"
    PREPARED = "prepared"
    GRANTED = "granted"
    RESERVE = "reserve"
    INVITED = "invited"
    NOT_INVITED = "not_invited"
    REFUSED = "refused"
    EARLY_REFUSED = "early_refused"
    DISMISSED = "dismissed"
    STRUCK_OFF = "struck_off"
    DECLINED = "declined"
    RUNNING = "running"
    REPORTED = "reported"
    CLOSED = "closed"


class DecisionKind(StrEnum):
    """How a case can be decided: different decisions, letters and statistics."""

    GRANTED = "granted"
    REFUSED = "refused"
    RESERVE = "reserve"
    INVITED = "invited"
    NOT_INVITED = "not_invited"
    EARLY_REFUSED = "early_refused"
    DISMISSED = "dismissed"
    STRUCK_OFF = "struck_off"


# What a sketch round is decided with, and what every other round is. The rest fits both.
OF_A_SKETCH = frozenset({DecisionKind.INVITED, DecisionKind.NOT_INVITED})
OF_MONEY = frozenset({DecisionKind.GRANTED, DecisionKind.REFUSED, DecisionKind.RESERVE})


def kinds_for(*, is_sketch: bool) -> tuple[DecisionKind, ...]:
    """The decisions that can be taken in a round: a sketch is invited or not, never granted money."""
    out = OF_MONEY if is_sketch else OF_A_SKETCH
    return tuple(kind for kind in DecisionKind if kind not in out)


STATE_AFTER_DECISION: dict[DecisionKind, State] = {
    DecisionKind.GRANTED: State.GRANTED,
    DecisionKind.REFUSED: State.REFUSED,
    DecisionKind.RESERVE: State.RESERVE,
    DecisionKind.INVITED: State.INVITED,
    DecisionKind.NOT_INVITED: State.NOT_INVITED,
    DecisionKind.EARLY_REFUSED: State.EARLY_REFUSED,
    DecisionKind.DISMISSED: State.DISMISSED,
    DecisionKind.STRUCK_OFF: State.STRUCK_OFF,
}
