"""Hours as people type them, and what an hour may cost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.facts import Cost, CostCategory, Sector
from rulebook.hours import MOST_HOURS, read_hours
from rulebook.verdict import Sentence
from tests.rulebook.cast import JUDGE, MET, NOT_MET, UNKNOWN, answers, application, clause, party, told


@pytest.mark.parametrize(
    ("typed", "hours"),
    [("0", 0), ("120", 120), ("1 720 h", 1_720), ("1.720 timmar", 1_720), ("80 tim.", 80), ("007", 7)],
)
def test_hours_that_can_be_read(typed: str, hours: int) -> None:
    assert read_hours(typed) == hours


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "in digits"),
        ("h", "in digits"),
        ("-5", "below zero"),
        ("37,5", "decimals"),
        ("37:30", "decimals"),
        ("en vecka", "digits only"),
        ("1e3", "digits only"),
        ("9" * 5000, "more than 999999 hours"),
    ],
)
def test_what_is_refused(typed: str, said: str) -> None:
    read = read_hours(typed)
    assert isinstance(read, Sentence)
    assert said in str(read)


@given(st.integers(0, MOST_HOURS))
def test_hours_shown_can_be_typed_again(hours: int) -> None:
    assert read_hours(f"{hours:,}".replace(",", "\u202f")) == hours


def of_hours(*rows: tuple[int, int | None]) -> tuple[Cost, ...]:
    """Personnel costs, each as (kronor, hours)."""
    return tuple(
        Cost(year=2027 + place, category=CostCategory.PERSONNEL, amount=amount, hours=hours)
        for place, (amount, hours) in enumerate(rows)
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(80_000, 100)], MET),
        ([(80_001, 100)], NOT_MET),
        ([(100_000, 100), (60_000, 100)], MET),
        ([(100_000, 100), (60_001, 100)], NOT_MET),
    ],
)
def test_an_hour_may_cost_so_much_on_average(rows: list[tuple[int, int | None]], expected: str) -> None:
    facts = application(party("Vik kommun", Sector.MUNICIPALITY, costs=of_hours(*rows)))
    assert answers(facts, clause("hourly_rate"))["hourly_rate"] == expected


def test_a_krona_too_much_is_told_with_the_sum_that_is_allowed() -> None:
    facts = application(party("Vik kommun", Sector.MUNICIPALITY, costs=of_hours((80_001, 100))))
    sentence = told(facts, "hourly_rate", clause("hourly_rate"))
    assert "80 001 kr for 100 hours" in sentence
    assert "here 80 000 kr: 1 kr too much" in sentence


def test_a_sum_without_hours_is_for_people_unless_the_call_demands_hours() -> None:
    facts = application(party("Vik kommun", Sector.MUNICIPALITY, costs=of_hours((80_000, 100), (1, None))))
    assert answers(facts, clause("hourly_rate"))["hourly_rate"] == JUDGE
    assert answers(facts, clause("hourly_rate", hours_needed=True))["hourly_rate"] == UNKNOWN


def test_each_party_has_its_own_average_and_no_personnel_has_none() -> None:
    dear = party("Vik kommun", Sector.MUNICIPALITY, costs=of_hours((90_000, 100)))
    cheap = party("Ås förening", Sector.ASSOCIATION, costs=of_hours((1_000, 100)))
    assert answers(application(dear, cheap), clause("hourly_rate"))["hourly_rate"] == NOT_MET
    assert "hourly_rate" not in answers(application(party("Ö", Sector.MUNICIPALITY)), clause("hourly_rate"))


def test_sums_outside_the_projects_time_are_told_by_year() -> None:
    late = (*of_hours((5, None)), Cost(year=2031, category=CostCategory.EQUIPMENT, amount=5))
    facts = application(party("Vik kommun", Sector.MUNICIPALITY, 10, costs=late))
    assert answers(facts)["costs_in_time"] == NOT_MET
    assert "2027–2028: 2031" in told(facts, "costs_in_time")
    inside = application(party("Vik kommun", Sector.MUNICIPALITY, 10))
    assert "costs_in_time" not in answers(inside)
