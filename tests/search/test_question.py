"""The question in the address: round trips, and bad input brought in range."""

import string

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as some

from search.question import (
    FACETS,
    KINDS,
    LARGEST_PAGE_SIZE,
    LONGEST_TEXT,
    RANGES,
    SORTS,
    Question,
    read_question,
)

MILLIONS = frozenset({"1000000-2000000"})
values = some.text(string.ascii_letters + string.digits + "åäö-:", min_size=1, max_size=20)
ranges = some.builds("{}-{}".format, some.integers(0, 10**9), some.integers(0, 10**9))


def _choices(name: str) -> some.SearchStrategy[frozenset[str]]:
    return some.frozensets(ranges if name in RANGES else values, min_size=1, max_size=4)


questions = some.builds(
    Question,
    text=some.text(some.characters(exclude_categories=("C", "Z")), max_size=40),
    kind=some.sampled_from(KINDS),
    facets=some.fixed_dictionaries({}, optional={name: _choices(name) for name in FACETS}),
    sort=some.sampled_from(SORTS),
    page=some.integers(1, 10_000),
    page_size=some.integers(1, LARGEST_PAGE_SIZE),
    language=some.just("sv"),
)


@given(questions)
def test_a_question_survives_its_address(question: Question) -> None:
    address = question.query_string()
    again = read_question(QueryDict(address))
    assert again == question
    assert again.query_string() == address


@given(some.text(max_size=200))
def test_no_address_is_an_error(query: str) -> None:
    question = read_question(QueryDict(query.encode("utf-8", "ignore").decode()))
    assert question.page >= 1
    assert 1 <= question.page_size <= LARGEST_PAGE_SIZE


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("amount=100-&amount=x&amount=5", Question(facets={"amount": frozenset({"100-"})})),
        ("amount_from=1+000+000&amount_to=2.000.000+kr", Question(facets={"amount": MILLIONS})),
        ("amount_from=-5&amount_to=", Question()),
        ("page=-1&page_size=-1", Question()),
        ("page=0&page_size=0", Question(page_size=1)),
        ("page=1000000000", Question(page=1_000_000_000)),
        ("page=99999999999999999999999999", Question(page=1_000_000_000)),
        ("page=två&page_size=%00&sort=hemligt&kind=application", Question()),
        ("page=²", Question()),
        ("okänd=1&sector=&sector=public", Question(facets={"sector": frozenset({"public"})})),
        ("q=%00a%0Ab", Question(text="a b")),
        ("page_size=5000", Question(page_size=LARGEST_PAGE_SIZE)),
    ],
)
def test_bad_input_is_brought_in_range(query: str, expected: Question) -> None:
    found = read_question(QueryDict(query))
    if "page_size=-1" in query:
        assert (found.page, found.page_size) == (1, 1)
    else:
        assert found == expected


def test_long_texts_are_cut() -> None:
    assert len(read_question(QueryDict(f"q={'a' * 100_000}")).text) == LONGEST_TEXT


def test_choices_are_added_and_removed_on_the_first_page() -> None:
    question = Question(text="buss", page=4).with_value("sector", "public").with_value("sector", "business")
    assert question.query_string() == "q=buss&sector=business&sector=public"
    assert question.without_value("sector", "public").query_string() == "q=buss&sector=business"
    assert question.without_facets() == Question(text="buss")
