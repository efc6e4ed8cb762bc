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
    EARLY_REFUSED = "early_refused"
    DISMISSED = "dismissed"
    STRUCK_OFF = "struck_off"


STATE_AFTER_DECISION: dict[DecisionKind, State] = {
    DecisionKind.GRANTED: State.GRANTED,
    DecisionKind.REFUSED: State.REFUSED,
    DecisionKind.RESERVE: State.RESERVE,
    DecisionKind.EARLY_REFUSED: State.EARLY_REFUSED,
    DecisionKind.DISMISSED: State.DISMISSED,
    DecisionKind.STRUCK_OFF: State.STRUCK_OFF,
}
