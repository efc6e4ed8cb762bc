"""What people write is understood as words, phrases, refusals, fields and alternatives."""

import pytest

from search.grammar import MOST_CLAUSES, Clause, understand


def word(text: str, field: str = "", *, is_negative: bool = False) -> Clause:
    return Clause((text,), False, field, is_negative)


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("ny belysning", [[word("ny")], [word("belysning")]], []),
        ("ny och ny", [[word("ny")]], []),
        ("och", [[word("och")]], []),
        ('"två ord" tre', [[Clause(("två", "ord"), True)], [word("tre")]], []),
        ('"ett', [[word("ett")]], []),
        ("system -odling", [[word("system")]], [word("odling", is_negative=True)]),
        ('-"en fras"', [], [Clause(("en", "fras"), True, "", True)]),
        ("modellering och -simulering", [[word("modellering")], [word("simulering")]], []),
        ("buss ELLER tåg", [[word("buss"), word("tåg")]], []),
        ("ELLER", [], []),
        ("buss OR", [[word("buss")]], []),
        ("titel:buss", [[word("buss", "title")]], []),
        ("Part:ek", [[word("ek", "names")]], []),
        ("password:hemligt", [[word("password")], [word("hemligt")]], []),
        ("dnr:2016-00451", [[word("2016-00451", "number")]], []),
        ("e-hälsa", [[word("e")], [word("hälsa")]], []),
        ("(buss AND tåg)", [[word("buss")], [word("tåg")]], []),
        ("***", [], []),
    ],
)
def test_a_text_is_understood(text: str, wanted: list[list[Clause]], unwanted: list[Clause]) -> None:
    asked = understand(text)
    assert ([list(group) for group in asked.wanted], list(asked.unwanted)) == (wanted, unwanted)


def test_only_so_many_clauses_are_used() -> None:
    asked = understand(" ".join(f"ord{number}" for number in range(5_000)))
    assert (len(asked.wanted), asked.is_cut) == (MOST_CLAUSES, True)
