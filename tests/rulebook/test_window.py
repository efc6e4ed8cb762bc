"""Opening and closing moments, Swedish wall time and the length of projects."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.facts import RoundFacts
from rulebook.window import (
    STOCKHOLM,
    Moments,
    Phase,
    WallTime,
    add_months,
    closing_on_holiday,
    full_months,
    is_open,
    last_day_of,
    phase,
    read_wall_time,
    swedish_day,
)

OPENS = datetime(2027, 1, 15, 8, tzinfo=UTC)
CLOSES = datetime(2027, 3, 2, 13, tzinfo=UTC)
ROUND = RoundFacts(opens_at=OPENS, closes_at=CLOSES)
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (OPENS - MOMENT, Phase.UPCOMING),
        (OPENS, Phase.OPEN),
        (CLOSES, Phase.OPEN),
        (CLOSES + MOMENT, Phase.CLOSED),
    ],
)
def test_a_round_is_open_from_its_opening_to_its_closing_moment(now: datetime, expected: Phase) -> None:
    assert phase(ROUND, now) is expected
    assert is_open(ROUND, now) == (expected is Phase.OPEN)


def test_the_day_of_receipt_is_the_day_in_sweden() -> None:
    assert swedish_day(datetime(2026, 12, 31, 22, 59, tzinfo=UTC)) == date(2026, 12, 31)
    assert swedish_day(datetime(2026, 12, 31, 23, 0, tzinfo=UTC)) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        (
            date(2027, 3, 2),
            time(14),
            Moments(
                WallTime.ONCE, datetime(2027, 3, 2, 13, tzinfo=UTC), datetime(2027, 3, 2, 13, tzinfo=UTC)
            ),
        ),
        (
            date(2027, 10, 31),
            time(2, 30),
            Moments(
                WallTime.TWICE,
                datetime(2027, 10, 31, 0, 30, tzinfo=UTC),
                datetime(2027, 10, 31, 1, 30, tzinfo=UTC),
            ),
        ),
        (
            date(2027, 3, 28),
            time(2, 30),
            Moments(
                WallTime.NEVER,
                datetime(2027, 3, 28, 0, 30, tzinfo=UTC),
                datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
            ),
        ),
    ],
)
def test_wall_times_when_clocks_change(day: date, clock: time, expected: Moments) -> None:
    assert read_wall_time(day, clock) == expected
    assert expected.kindest == expected.later


@given(st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis wants naive limits
def test_every_moment_is_one_of_those_its_wall_time_means(moment: datetime) -> None:
    wall = moment.astimezone(STOCKHOLM)
    found = read_wall_time(wall.date(), wall.time())
    assert found.occurs is not WallTime.NEVER
    assert moment in (found.earlier, found.later)


@pytest.mark.parametrize(
    ("day", "warned"),
    [
        (date(2027, 3, 2), False),
        (date(2027, 3, 6), True),
        (date(2027, 3, 7), True),
        (date(2027, 6, 25), True),
    ],
)
def test_closing_on_a_day_off(day: date, warned: bool) -> None:
    closes = read_wall_time(day, time(14)).later
    found = closing_on_holiday(closes, {date(2027, 6, 25)})
    assert (found is not None) == warned
    assert found is None or day.isoformat() in str(found)


@pytest.mark.parametrize(
    ("starts", "ends", "count"),
    [
        (date(2027, 1, 1), date(2028, 12, 31), 24),
        (date(2027, 1, 1), date(2028, 12, 30), 23),
        (date(2027, 1, 1), date(2029, 1, 1), 24),
        (date(2027, 1, 15), date(2027, 2, 14), 1),
        (date(2027, 1, 31), date(2027, 2, 28), 1),
        (date(2028, 1, 31), date(2028, 2, 28), 0),
        (date(2028, 1, 31), date(2028, 2, 29), 1),
        (date(2027, 1, 1), date(2027, 1, 1), 0),
        (date(2027, 1, 2), date(2027, 1, 1), 0),
    ],
)
def test_whole_months(starts: date, ends: date, count: int) -> None:
    assert full_months(starts, ends) == count


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 240))
def test_a_project_of_so_many_months_has_so_many(starts: date, count: int) -> None:
    assert full_months(starts, last_day_of(starts, count)) == count
    assert full_months(starts, last_day_of(starts, count) - timedelta(days=1)) == count - 1
    assert add_months(starts, count) > starts


def test_the_calendar_has_a_last_day() -> None:
    assert last_day_of(date(9999, 12, 1), 24) == date(9999, 12, 30)
    assert full_months(date(9999, 12, 1), date(9999, 12, 31)) == 1
