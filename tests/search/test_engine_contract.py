"""What every engine must do alike: the same hits, counts, facets and order for the same documents.

The cluster joins when SEARCH_CLUSTER names one (`make test-cluster` starts one of three nodes).
"""

from collections.abc import Iterator
from datetime import date

import pytest

from search.amounts import band_of
from search.compiling import Match, Wanted, compile_question
from search.documents import Document, values_of
from search.engines.base import Engine, EngineDown, Found, Request
from search.grammar import understand
from tests.search.places import Place, new_place

DOCUMENTS = tuple(
    Document(
        kind="project",
        record_id=number,
        texts=(("number", f"2025-{number:05d}"), ("title_sv", title), ("summary_sv", summary)),
        facets={
            "sector": sectors,
            "year": (str(2020 + number % 3),),
            "amount": values_of([band_of(amount)]),
        },
        day=date(2025, 1, number) if number != 4 else None,
        amount=amount,
        version=number,
    )
    for number, title, summary, sectors, amount in (
        (1, "Odlingssystem på tak", "Grönsaker i lådor.", ("public",), 100),
        (2, "System för odling", "Sallad i källare.", ("public", "business"), 300),
        (3, "Gatubelysning", "Lampor i parken.", ("business",), 300),
        (4, "Lampor i hissen", "Belysning.", ("unknown",), None),
        (5, "Lampor i hissen", "Belysning.", ("unknown",), 50),
        (6, "Lampor i hissen", "Belysning.", ("academia",), 50),
    )
)
CALL = Document(kind="call", record_id=1, texts=(("title_sv", "Lampor"),))


@pytest.fixture(scope="module")
def engine(kind_of_engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine with the documents in it, to be asked only."""
    with new_place(kind_of_engine, tmp_path_factory.mktemp("index")) as place:
        engine = place.open()
        assert engine.rebuild(lambda: [*DOCUMENTS, CALL], lambda: None) == 7
        yield engine


def find(engine: Engine, text: str = "", **given: object) -> Found:
    """Ask an engine for projects."""
    wanted: Wanted = compile_question(understand(text), engine.analyser())
    return engine.find(Request(kind="project", wanted=wanted, **given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("odlingssystem", (1, 2)),
        ("odling", (2, 1)),
        ("gronsak", (1,)),
        ("lampa hiss", (4, 5, 6)),
        ("belysning", (4, 5, 6, 3)),
        ("belysning -hiss", (3,)),
        ('"lampor i"', (3, 4, 5, 6)),
        ("titel:lampor", (4, 5, 6)),
        ("grönsaker ELLER sallad", (1, 2)),
        ("2025-00003", (3,)),
        ("xylofon", ()),
    ],
)
def test_hits_and_order(engine: Engine, text: str, ids: tuple[int, ...]) -> None:
    found = find(engine, text)
    assert (found.record_ids, found.count) == (ids, len(ids))


def test_ties_are_broken_by_id_on_every_page(engine: Engine) -> None:
    pages = [find(engine, "hiss", offset=offset, limit=1).record_ids for offset in range(4)]
    assert pages == [(4,), (5,), (6,), ()]


def test_names_are_found_by_the_beginnings_of_their_words(engine: Engine) -> None:
    def begun(*tokens: str) -> tuple[int, ...]:
        wanted = Wanted(tuple(Match("begins", token, 1.0) for token in tokens), (), len(tokens))
        return engine.find(Request(kind="project", wanted=wanted, sort="newest")).record_ids

    assert begun("od") == begun("odling") == (2, 1)
    assert begun("odlingssys") == (1,)
    assert begun("hi", "lamp") == (6, 5, 4)
    # Running text is not suggested, and a single letter begins too much.
    assert begun("gronsaker") == begun("l") == ()


def test_several_questions_are_answered_in_their_order(engine: Engine) -> None:
    texts = ("hiss", "xylofon", "")
    requests = [
        Request(
            kind=kind,
            wanted=compile_question(understand(text), engine.analyser()),
            facet_names=("sector",),
            sort=sort,
        )
        for kind in ("project", "call")
        for text in texts
        for sort in ("relevance", "newest")
    ]
    assert engine.find_each(requests) == tuple(engine.find(request) for request in requests)
    assert engine.find_each([]) == ()


def test_order_by_day_and_amount_with_the_unknown_last(engine: Engine) -> None:
    assert find(engine, sort="newest").record_ids == (6, 5, 3, 2, 1, 4)
    assert find(engine, sort="largest").record_ids == (2, 3, 1, 5, 6, 4)
    assert find(engine, sort="largest", offset=2, limit=2).record_ids == (1, 5)


def test_facets_are_counted_over_everything_found(engine: Engine) -> None:
    found = find(engine, "", facet_names=("sector", "year"), limit=1)
    assert found.facets == {
        "sector": {"public": 2, "business": 2, "unknown": 2, "academia": 1},
        "year": {"2020": 2, "2021": 2, "2022": 2},
    }
    chosen = find(
        engine, "", facet_names=("sector", "year"), facets={"sector": frozenset({"public", "unknown"})}
    )
    assert chosen.count == 4
    assert chosen.facets == {
        "sector": {"public": 2, "business": 2, "unknown": 2, "academia": 1},
        "year": {"2021": 2, "2022": 2},
    }


def test_sums_are_chosen_by_bands_by_any_range_and_as_unknown(engine: Engine) -> None:
    def ids(*values: str) -> tuple[int, ...]:
        return find(engine, sort="newest", facets={"amount": frozenset(values)}).record_ids

    assert ids("0-99999") == (6, 5, 3, 2, 1)
    assert ids("100-299") == (1,)
    assert ids("51-300") == (3, 2, 1)
    assert ids("unknown", "50-50") == (6, 5, 4)
    assert ids("301-") == ()


def test_money_is_added_up_for_each_year(engine: Engine) -> None:
    found = find(engine, facet_names=("year", "amount"), summed=frozenset({"year"}), limit=1)
    assert found.sums == {"year": {"2020": 350, "2021": 100, "2022": 350}}
    assert found.facets["amount"] == {"0-99999": 5, "unknown": 1}


def test_every_kind_is_counted(engine: Engine) -> None:
    def kinds(text: str) -> dict[str, int]:
        return dict(engine.kinds(compile_question(understand(text), engine.analyser())))

    assert kinds("lampor") == {"project": 4, "call": 1}
    assert kinds("") == {"project": 6, "call": 1}
    assert kinds("xylofon") == {}


def test_documents_are_replaced_and_deleted_and_other_processes_see_it(place: Place) -> None:
    engine, other = place.open(), place.open()
    engine.rebuild(lambda: [*DOCUMENTS, CALL], lambda: None)
    assert find(other, "hiss").count == 3
    changed = Document(kind="project", record_id=4, texts=(("title_sv", "Cykelgarage"),), version=9)
    for _ in range(2):
        engine.apply([changed], ["project-5", "project-99"])
    assert (find(other, "hiss").record_ids, find(other, "cykelgaraget").record_ids) == ((6,), (4,))
    assert list(other.versions("project")) == [(1, 1), (2, 2), (3, 3), (4, 9), (6, 6)]
    assert (list(other.versions("call")), list(other.versions("programme"))) == ([(1, 1)], [])
    assert other.size() == 6

    # A rebuild replaces everything for those who have the index open.
    before = other.version()
    calls: list[str] = []
    engine.rebuild(lambda: DOCUMENTS[:2], lambda: calls.append(engine.version()))
    assert other.version() == calls[0] != before
    assert (find(other, "hiss").count, find(other, "odling").count) == (0, 2)


def test_without_an_index_the_engine_is_down(place: Place) -> None:
    engine = place.open()
    assert engine.version() == ""
    with pytest.raises(EngineDown):
        engine.analyser()


def every(engine: Engine, text: str = "", among: list[int] | None = None, **given: object) -> list[int]:
    """Ask an engine for all ids of what is found."""
    wanted = compile_question(understand(text), engine.analyser())
    return list(engine.every(Request(kind="project", wanted=wanted, **given), among))  # type: ignore[arg-type]


def test_every_id_comes_newest_first_or_largest_first(engine: Engine) -> None:
    assert every(engine) == [6, 5, 3, 2, 1, 4]
    assert every(engine, sort="largest", limit=1) == [2, 3, 1, 5, 6, 4]
    assert every(engine, "belysning -hiss") == [3]
    assert every(engine, facets={"sector": frozenset({"public", "unknown"})}) == [5, 2, 1, 4]
    assert every(engine, "xylofon") == []


def test_of_given_ids_those_that_are_found(engine: Engine) -> None:
    assert sorted(every(engine, "lampor", among=[6, 99, 3, 1])) == [3, 6]
    assert every(engine, "lampor", among=[1, 2]) == []
    assert every(engine, "lampor", among=[]) == []
    assert sorted(every(engine, among=list(range(5_000, 0, -1)))) == [1, 2, 3, 4, 5, 6]


def test_every_id_over_many_turns_once_each(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.tantivy_every.AT_A_TIME", 7)
    monkeypatch.setattr("search.engines.cluster_every.AT_A_TIME", 7)
    engine = place.open()
    many = [
        Document(
            kind="project",
            record_id=number,
            texts=(("title_sv", "Lampor"),),
            day=date(2025, 1, 1 + number % 3),
            amount=number % 2 or None,
        )
        for number in range(1, 50)
    ]
    engine.rebuild(lambda: many, lambda: None)
    newest = sorted(range(1, 50), key=lambda number: (-(number % 3), number))
    largest = sorted(range(1, 50), key=lambda number: (-(number % 2), number))
    assert every(engine, "lampor") == newest
    assert every(engine, "lampor", sort="largest") == largest


def test_every_id_is_of_the_index_as_the_walk_began(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.tantivy_every.AT_A_TIME", 2)
    monkeypatch.setattr("search.engines.cluster_every.AT_A_TIME", 2)
    engine = place.open()
    engine.rebuild(lambda: DOCUMENTS, lambda: None)
    walk = engine.every(Request(kind="project", wanted=compile_question(understand(""), engine.analyser())))
    first = next(walk)
    place.open().apply([], ["project-3"])
    rest = [first, *walk]
    assert [each for each in rest if each != 3] == [6, 5, 2, 1, 4]
