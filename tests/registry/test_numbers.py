"""The number series: one a funder and year, skipping what imports brought."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection, connections

from registry.models import Funder, IssuedNumber, NumberPurpose
from registry.numbers import SeriesExhausted, claim_number, issue_number

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def funder(slug: str = "nyttverket") -> Funder:
    return Funder.objects.create(slug=slug, name_sv=slug)


@pytest.mark.django_db
def test_programmes_calls_rounds_and_cases_share_one_series() -> None:
    own = funder()
    purposes = [NumberPurpose.PROGRAMME, NumberPurpose.CALL, NumberPurpose.ROUND, NumberPurpose.CASE]
    assert [issue_number(own, purpose, now=NOW) for purpose in purposes] == [
        "2026-00001",
        "2026-00002",
        "2026-00003",
        "2026-00004",
    ]


@pytest.mark.django_db
def test_each_funder_has_a_series_of_its_own() -> None:
    assert issue_number(funder(), NumberPurpose.CALL, now=NOW) == "2026-00001"
    assert issue_number(funder("other"), NumberPurpose.CALL, now=NOW) == "2026-00001"


@pytest.mark.django_db
def test_the_year_is_the_year_in_stockholm() -> None:
    just_before_utc_midnight = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert issue_number(funder(), NumberPurpose.CASE, now=just_before_utc_midnight) == "2027-00001"


@pytest.mark.django_db
def test_numbers_that_imports_brought_are_skipped() -> None:
    own = funder()
    for number in ("2026-00002", "2026-00003", "2026-00005", "2026-00005"):
        claim_number(own, number, now=NOW)
    issued = [issue_number(own, NumberPurpose.CASE, now=NOW) for _ in range(3)]
    assert issued == ["2026-00001", "2026-00004", "2026-00006"]


@pytest.mark.django_db
def test_what_is_no_case_number_is_not_claimed() -> None:
    with pytest.raises(ValueError, match="YYYY-NNNNN"):
        claim_number(funder(), "26-1", now=NOW)


@pytest.mark.django_db
def test_a_used_up_year_says_so() -> None:
    own = funder()
    IssuedNumber.objects.create(funder=own, year=2026, serial=99_999, purpose="case", issued_at=NOW)
    with pytest.raises(SeriesExhausted):
        issue_number(own, NumberPurpose.CASE, now=NOW)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_forty_at_once_get_forty_numbers() -> None:
    own = funder()
    issued: list[str] = []

    def take() -> None:
        try:
            issued.append(issue_number(own, NumberPurpose.CASE, now=NOW))
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=take) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(issued) == [f"2026-{serial:05d}" for serial in range(1, 41)]
    assert connection.vendor == "postgresql"
