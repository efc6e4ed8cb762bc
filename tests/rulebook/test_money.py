"""Sums as people type them, and shares in whole kronor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.money import HIGHEST, holds_share, least_of, most_of, reaches_share, read_kronor
from rulebook.verdict import Sentence


@pytest.mark.parametrize(
    ("typed", "kronor"),
    [
        ("0", 0),
        ("1250000", 1_250_000),
        ("1 250 000 kr", 1_250_000),
        ("1\u00a0250\u00a0000 kronor", 1_250_000),
        ("1\u2009250\u202f000 SEK", 1_250_000),
        ("1.250.000", 1_250_000),
        ("1,250,000", 1_250_000),
        ("1'250'000 kr.", 1_250_000),
        ("500:-", 500),
        ("500,- kr", 500),
        ("007", 7),
        ("0" * 5000, 0),
    ],
)
def test_sums_that_can_be_read(typed: str, kronor: int) -> None:
    assert read_kronor(typed) == kronor


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "whole kronor"),
        ("   kr", "whole kronor"),
        ("-5", "below zero"),
        ("−5", "below zero"),
        ("12,50", "decimals"),
        ("12.5 kr", "decimals"),
        ("1,250", "decimals"),
        ("2 Mkr", "all its digits"),
        ("1,2 milj", "all its digits"),
        ("1.2 miljoner kr", "all its digits"),
        ("500 tkr", "all its digits"),
        ("två miljoner", "digits only"),
        ("1e6", "digits only"),
        ("٣", "digits only"),
        ("9" * 13, "larger than 999 999 999 999 kr"),
        ("9" * 5000, "larger than"),
    ],
)
def test_what_is_refused(typed: str, told: str) -> None:
    read = read_kronor(typed)
    assert isinstance(read, Sentence)
    assert told in str(read)


@given(st.integers(0, HIGHEST))
def test_a_sum_shown_can_be_typed_again(kronor: int) -> None:
    for shown in (f"{kronor:,}".replace(",", "\u202f") + " kr", f"{kronor:,}".replace(",", "."), str(kronor)):
        assert read_kronor(shown) == kronor


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(typed: str) -> None:
    assert isinstance(read_kronor(typed), int | Sentence)


@given(st.integers(0, 10**12), st.integers(0, 100))
def test_the_limits_told_are_the_limits_held(whole: int, percent: int) -> None:
    assert holds_share(most_of(whole, percent), whole, percent)
    assert not holds_share(most_of(whole, percent) + 1, whole, percent)
    assert reaches_share(least_of(whole, percent), whole, percent)
    assert least_of(whole, percent) == 0 or not reaches_share(least_of(whole, percent) - 1, whole, percent)
