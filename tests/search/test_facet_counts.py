"""Counts of facets with many values: true whether few or most are found, on every engine."""

from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest

from search.compiling import compile_question
from search.documents import Document
from search.engines.base import SHORT_LIST, Engine, Request
from search.grammar import understand
from tests.search.places import new_place

# A word and of how many of ten projects it is; "knappt" is of a few.
WORDS = {"alla": 10, "nästan": 9, "drygt": 6, "hälften": 5, "knappt": 1}
ORGANISATIONS = [f"55{number:08d}" for number in range(120)]


def _documents() -> tuple[Document, ...]:
    draw = Random(7)
    made = []
    for number in range(1, 301):
        words = " ".join(word for word, of_ten in WORDS.items() if number % 10 < of_ten)
        # The first organisations are in many projects, most of the others in one or two.
        weights = [1 / (place + 1) for place in range(len(ORGANISATIONS))]
        parties = tuple(sorted(set(draw.choices(ORGANISATIONS, weights, k=3))))
        facets = {"organisation": parties, "year": (str(2015 + number % 7),)}
        texts = (("title_sv", f"{words} försök"),)
        made.append(
            Document(kind="project", record_id=number, texts=texts, facets=facets, amount=number * 1000)
        )
    return tuple(made)


DOCUMENTS = _documents()
CALL = Document(kind="call", record_id=1, texts=(("title_sv", "Alla nästan drygt"),))


@pytest.fixture(scope="module")
def engine(kind_of_engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine with the documents in it, to be asked only."""
    with new_place(kind_of_engine, tmp_path_factory.mktemp("index")) as place:
        engine = place.open()
        engine.rebuild(lambda: [*DOCUMENTS, CALL], lambda: None)
        yield engine


def _true(word: str, name: str) -> Counter[str]:
    found = [each for each in DOCUMENTS if word in each.text("title_sv")]
    return Counter(value for each in found for value in each.facets[name])


def _request(engine: Engine, word: str, shortened: frozenset[str] = frozenset()) -> Request:
    return Request(
        kind="project",
        wanted=compile_question(understand(word), engine.analyser()),
        facet_names=("organisation", "year"),
        summed=frozenset({"year"}),
        shortened=shortened,
    )


@pytest.mark.parametrize("word", [*WORDS, ""])
def test_every_value_has_its_true_count(engine: Engine, word: str) -> None:
    found = engine.find(_request(engine, word))
    assert found.facets == {name: dict(_true(word, name)) for name in ("organisation", "year")}
    money: Counter[str] = Counter()
    for each in DOCUMENTS:
        if word in each.text("title_sv"):
            money[each.facets["year"][0]] += each.amount or 0
    assert found.sums == {"year": dict(money)}


@pytest.mark.parametrize("word", [*WORDS, ""])
def test_a_shortened_list_has_the_most_common_with_their_true_counts(engine: Engine, word: str) -> None:
    found = engine.find(_request(engine, word, frozenset({"organisation"})))
    true = _true(word, "organisation")

    def first(counts: Counter[str]) -> list[tuple[str, int]]:
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:SHORT_LIST]

    assert first(Counter(found.facets["organisation"])) == first(true)
    assert found.facets["year"] == dict(_true(word, "year"))


def test_what_is_chosen_from_is_counted_whole(engine: Engine) -> None:
    rare = min(ORGANISATIONS, key=lambda each: (_true("", "organisation")[each] or 999, each))
    asked = Request(
        kind="project",
        wanted=compile_question(understand("alla"), engine.analyser()),
        facets={"organisation": frozenset({rare})},
        facet_names=("organisation",),
        shortened=frozenset({"organisation"}),
    )
    assert engine.find(asked).facets["organisation"] == dict(_true("alla", "organisation"))
