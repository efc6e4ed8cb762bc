"""When mails about saved searches leave: at seven in the morning by Swedish clocks."""

from datetime import UTC, datetime, time, timedelta

from rulebook.window import STOCKHOLM
from search.models import Pace

HOUR = time(7)
_MONDAY = 0


def next_after(moment: datetime, pace: str) -> datetime:
    """Return the first hour of a pace after a moment, in UTC: tomorrow's at the latest, or Monday's."""
    local = moment.astimezone(STOCKHOLM)
    day = local.date() if local.time() < HOUR else local.date() + timedelta(days=1)
    if pace == Pace.WEEKLY:
        day += timedelta(days=(_MONDAY - day.weekday()) % 7)
    return datetime.combine(day, HOUR, STOCKHOLM).astimezone(UTC)
