"""Ranges of sums: every sum has one band, and what a person writes is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from search.amounts import BANDS, band_of, range_label, read_range, written_range


@given(some.integers(0, 10**11))
def test_every_sum_lies_in_exactly_one_band(amount: int) -> None:
    holding = [band for band in BANDS if (read := read_range(band)) and read[0] <= amount <= read[1]]
    assert holding == [band_of(amount)]


def test_an_unknown_sum_has_no_band() -> None:
    assert band_of(None) is None


@pytest.mark.parametrize(
    ("least", "most", "expected"),
    [
        ("1 000 000", "2 000 000 kr", "1000000-2000000"),
        ("2000000", "1000000", "1000000-2000000"),
        ("500.000", "", "500000-"),
        ("", "300000", "0-300000"),
        ("", "", ""),
        ("många", "-3", ""),
        ("½", "٣", ""),
    ],
)
def test_two_written_ends_are_a_range(least: str, most: str, expected: str) -> None:
    assert written_range(least, most) == expected


@pytest.mark.parametrize("value", ["", "-", "x", "1", "1-2-3", "1-x", " 1-2", "9" * 13 + "-"])
def test_what_is_no_range_is_none(value: str) -> None:
    assert read_range(value) is None


def test_ranges_have_labels_in_words() -> None:
    assert [range_label(value) for value in ("0-99999", "100000-499999", "50000000-")] == [
        "högst 99\u202f999 kr",
        "100\u202f000–499\u202f999 kr",
        "minst 50\u202f000\u202f000 kr",
    ]
