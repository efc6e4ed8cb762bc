"""How amounts, dates and sentences read in Swedish and English."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from rulebook.verdict import Bilingual, Kronor, say
from wording import speak


@pytest.mark.parametrize(
    ("language", "shown"), [("sv", "1\u202f250\u202f000\u00a0kr"), ("en", "SEK\u00a01,250,000")]
)
def test_kronor(language: str, shown: str) -> None:
    with translation.override(language):
        assert speak.kronor(1_250_000) == shown


def test_a_moment_that_binds_has_weekday_and_swedish_time() -> None:
    closes = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)
    with translation.override("sv"):
        assert speak.moment(closes) == "torsdag 26 november 2026 kl.\u00a014.00 (svensk tid)"
    with translation.override("en"):
        assert speak.moment(closes) == "Thursday 26 November 2026 14:00 (Swedish time)"


def test_a_day_in_utc_is_the_day_in_sweden() -> None:
    with translation.override("sv"):
        assert speak.day(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == "1 juli 2026"
        assert speak.month_and_year(date(2015, 12, 1)) == "december 2015"


@pytest.mark.parametrize(
    ("language", "items", "shown"),
    [
        ("sv", ["a", "b", "c"], "a, b och c"),
        ("en", ["a", "b"], "a and b"),
        ("sv", ["a"], "a"),
        ("sv", [], ""),
    ],
)
def test_words_are_joined_as_people_do(language: str, items: list[str], shown: str) -> None:
    with translation.override(language):
        assert speak.listed(items) == shown


def test_a_sentence_formats_its_parameters_in_the_language() -> None:
    spoken = say("{what}: {sum}", what=Bilingual("Budget", "The budget"), sum=Kronor(2_000_000))
    with translation.override("en"):
        assert speak.sentence(spoken) == "The budget: SEK\u00a02,000,000"
    assert str(spoken) == "The budget: 2 000 000 kr"


@pytest.mark.parametrize(
    ("language", "swedish", "english", "shown"),
    [
        ("sv", "Hej", "Hello", "Hej"),
        ("en", "Hej", "Hello", "Hello"),
        ("en", "Hej", "", "Hej"),
        ("sv", "", "Hello", "Hello"),
    ],
)
def test_the_readers_language_or_the_one_there_is(
    language: str, swedish: str, english: str, shown: str
) -> None:
    with translation.override(language):
        assert speak.in_language(swedish, english) == shown
