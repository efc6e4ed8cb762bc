"""Swedish closing moments across 28 March and 31 October 2027, when the clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import translation

from rulebook.window import STOCKHOLM, WallTime, read_wall_time
from wording.speak import moment

FORWARD, BACK = date(2027, 3, 28), date(2027, 10, 31)
DAY = timedelta(days=1)
EVERY_MINUTE = [time(hour, minute) for hour in range(24) for minute in range(60)]


def occurs(day: date, clock: time) -> WallTime:
    """Say how often a wall time occurs, as the almanac has it."""
    if clock.hour != 2 or day not in (FORWARD, BACK):
        return WallTime.ONCE
    return WallTime.NEVER if day == FORWARD else WallTime.TWICE


@pytest.mark.parametrize("change", [FORWARD, BACK])
def test_every_minute_around_a_change_is_read_as_the_almanac_has_it(change: date) -> None:
    for day in (change - DAY, change, change + DAY):
        for clock in EVERY_MINUTE:
            found = read_wall_time(day, clock)
            assert found.occurs is occurs(day, clock), (day, clock)
            assert found.later - found.earlier == timedelta(hours=found.occurs is not WallTime.ONCE)
            local = found.kindest.astimezone(STOCKHOLM)
            if found.occurs is WallTime.NEVER:
                assert (local.date(), local.time()) == (day, clock.replace(hour=3))
            else:
                assert (local.date(), local.time()) == (day, clock)


@pytest.mark.parametrize(
    ("before", "hours"), [(FORWARD - DAY, 23), (FORWARD, 24), (BACK - DAY, 25), (BACK, 24)], ids=str
)
def test_a_day_later_is_the_same_time_on_the_wall(before: date, hours: int) -> None:
    for clock in (time(3), time(12), time(14), time(23, 59)):
        closes, extended = (read_wall_time(day, clock).kindest for day in (before, before + DAY))
        assert extended - closes == timedelta(hours=hours)
        assert extended.astimezone(STOCKHOLM).time() == clock


@pytest.mark.parametrize(
    ("closes", "told"),
    [
        (datetime(2027, 3, 27, 13, tzinfo=UTC), "lördag 27 mars 2027 kl. 14.00 (svensk tid)"),
        (datetime(2027, 3, 28, 12, tzinfo=UTC), "söndag 28 mars 2027 kl. 14.00 (svensk tid)"),
        (datetime(2027, 10, 30, 12, tzinfo=UTC), "lördag 30 oktober 2027 kl. 14.00 (svensk tid)"),
        (datetime(2027, 10, 31, 13, tzinfo=UTC), "söndag 31 oktober 2027 kl. 14.00 (svensk tid)"),
    ],
)
def test_what_was_set_months_ahead_is_shown_as_it_was_written(closes: datetime, told: str) -> None:
    day = closes.astimezone(STOCKHOLM).date()
    assert read_wall_time(day, time(14)).kindest == closes
    with translation.override("sv"):
        assert moment(closes).replace("\xa0", " ") == told
