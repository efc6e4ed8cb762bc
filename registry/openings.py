"""When a call can be applied for: what its rounds say at a given moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from registry.models import Round
from rulebook.facts import RoundFacts
from rulebook.window import phase

SOON = timedelta(days=7)
LAST = timedelta(hours=72)


class OpeningState(StrEnum):
    """Where a call or a round stands in time."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Opening:
    """Where a call stands: its state, the round that decides it, and whether it closes within a week.

    `left` is the time until it closes, in its last three days only.
    """

    state: OpeningState
    round: Round | None
    is_soon: bool = False
    left: timedelta | None = None


def state_of(one: Round, now: datetime) -> OpeningState:
    """Say where one round stands. Its opening and closing moments themselves are open (`rulebook.window`)."""
    return OpeningState(phase(RoundFacts(opens_at=one.opens_at, closes_at=one.closes_at), now).value)


def opening_of(rounds: Sequence[Round], now: datetime) -> Opening:
    """Say where a call stands: an open round first, then the next to open, then the last that closed."""
    told = [one for one in rounds if one.withdrawn_at is None]
    open_now = [one for one in told if state_of(one, now) is OpeningState.OPEN]
    if open_now:
        first = min(open_now, key=lambda one: (one.closes_at, one.pk))
        left = first.closes_at - now
        return Opening(OpeningState.OPEN, first, left <= SOON, left if left <= LAST else None)
    coming = [one for one in told if state_of(one, now) is OpeningState.UPCOMING]
    if coming:
        return Opening(OpeningState.UPCOMING, min(coming, key=lambda one: (one.opens_at, one.pk)))
    last = max(told, key=lambda one: (one.closes_at, one.pk), default=None)
    return Opening(OpeningState.CLOSED, last)
