"""Moments and days: when a round is open, what a Swedish wall time means, how long a project is.

No clock is read here: `now` is always an argument. Moments are aware UTC datetimes, days are calendar days
in Sweden.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from rulebook.facts import RoundFacts
from rulebook.verdict import Sentence, say

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_SATURDAY = 5


class Phase(StrEnum):
    """Where a round stands."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"


def phase(round_facts: RoundFacts, now: datetime) -> Phase:
    """Return where a round stands at `now`. The opening and closing moments themselves are open.

    "At the latest 14:00" means that 14:00:00.000000 is in time and a microsecond later is not.
    """
    if now < round_facts.opens_at:
        return Phase.UPCOMING
    return Phase.OPEN if now <= round_facts.closes_at else Phase.CLOSED


def is_open(round_facts: RoundFacts, now: datetime) -> bool:
    """Whether applications are received at `now`."""
    return phase(round_facts, now) is Phase.OPEN


def swedish_day(moment: datetime) -> date:
    """Return the calendar day in Sweden of an aware moment: the day of receipt."""
    return moment.astimezone(STOCKHOLM).date()


class WallTime(StrEnum):
    """How often a wall time occurs: clocks go forward in March and back in October."""

    ONCE = "once"
    TWICE = "twice"
    NEVER = "never"


@dataclass(frozen=True)
class Moments:
    """What a Swedish wall time means (aware UTC). For an ordinary time both moments are the same.

    A time that occurs twice has an earlier (summer time) and a later (normal time) moment. A time that
    never occurs is read with the offset after and before the change.
    """

    occurs: WallTime
    earlier: datetime
    later: datetime

    @property
    def kindest(self) -> datetime:
        """The later of the two: the reading that shuts nobody out when it is a closing moment."""
        return self.later


def read_wall_time(day: date, clock: time) -> Moments:
    """Return what a day and a wall time in Sweden mean."""
    wall = datetime.combine(day, clock.replace(tzinfo=None, fold=0))
    first = wall.replace(tzinfo=STOCKHOLM, fold=0).astimezone(UTC)
    second = wall.replace(tzinfo=STOCKHOLM, fold=1).astimezone(UTC)
    if first == second:
        return Moments(WallTime.ONCE, first, second)
    back = first.astimezone(STOCKHOLM).replace(tzinfo=None)
    occurs = WallTime.TWICE if back == wall else WallTime.NEVER
    return Moments(occurs, min(first, second), max(first, second))


def closing_on_holiday(closes_at: datetime, holidays: AbstractSet[date]) -> Sentence | None:
    """Warn if a round closes on a Saturday, a Sunday or one of the holidays; None if it doesn't.

    The extension that a statute gives to time limits covers limits in law, not those of calls.
    """
    day = swedish_day(closes_at)
    if day.weekday() < _SATURDAY and day not in holidays:
        return None
    return say(
        "The round closes {day}, when offices are closed and nobody answers questions. Choose a working day.",
        day=day,
    )


def add_months(day: date, count: int) -> date:
    """Return the same day `count` months later; the first of the next month where there is no such day.

    After the last day that a calendar has there is none: it stands for all that would come later.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if year > date.max.year:
        return date.max
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return add_months(date(year, month + 1, 1), 1)


def last_day_of(starts: date, count: int) -> date:
    """Return the last day of a project of exactly `count` months: 24 from 1 Jan 2027 end 31 Dec 2028."""
    return add_months(starts, count) - timedelta(days=1)


def full_months(starts: date, ends: date) -> int:
    """Return how many whole months a project has, first and last day included."""
    count = max((ends.year - starts.year) * 12 + ends.month - starts.month + 1, 0)
    while count > 0 and last_day_of(starts, count) > ends:
        count -= 1
    return count
