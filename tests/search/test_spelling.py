"""Typing errors: which of a corpus's words are near, and which of those the rest of a question speaks for."""

import pytest

from search.compiling import compile_question
from search.documents import Document
from search.engines.base import Request
from search.engines.embedded import EmbeddedEngine
from search.grammar import Asked, understand
from search.mending import Mended, mended
from search.spelling import Speller
from search.vocabulary import Vocabulary

WORDS = {
    "odlingssystem": 1,
    "medborgarbudget": 3,
    "kollektivtrafik": 2,
    "kollektivtrafiken": 9,
    "lekmiljöer": 1,
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("odlingsystem", "odlingssystem"),
        ("odlingsystme", "odlingssystem"),
        ("medborgrabudget", "medborgarbudget"),
        ("nedborgarbudget", "medborgarbudget"),
        ("edborgarbudget", "medborgarbudget"),
        ("kolektivtraffik", "kollektivtrafik"),
        ("lekmiljer", "lekmiljöer"),
        ("lekmiljoerr", "lekmiljöer"),
        ("lekmiljöre", "lekmiljöer"),
    ],
)
def test_one_slip_and_in_long_words_two(typed: str, meant: str) -> None:
    assert Speller(WORDS).near(typed)[:1] == (meant,)
    assert Vocabulary(WORDS).nearest(typed) == meant


def test_the_nearest_come_first_then_those_that_begin_alike_then_the_most_used() -> None:
    assert Speller({"lampa": 1, "lampor": 5, "lampar": 2}).near("lampra") == ("lampar", "lampa")
    assert Speller({"karta": 4, "parta": 9, "kanta": 7}).near("kasta") == ("kanta", "karta")
    assert Speller({"karta": 4, "parta": 9}).near("arta") == ("parta", "karta")


def test_short_words_numbers_and_strangers_have_none() -> None:
    speller = Speller({"bil": 1, "2016": 1, "kollektivtrafik": 2, "hus": 3})
    assert [speller.near(word) for word in ("bal", "2017", "xylofonorkester", "", "a" * 41)] == [()] * 5


def test_in_a_large_corpus_two_slips_lead_only_to_words_that_several_records_have() -> None:
    many = {f"{'abcdefghij'[number % 10]}x{number}": 1 for number in range(100_001)}
    counts = {**many, "grannsamverkan": 1, "granskningsplan": 2}
    speller = Speller(counts)
    assert (speller.near("gransamvrkan"), speller.near("granskningspaln")) == ((), ("granskningsplan",))
    assert speller.near("granskninsgplna") == ("granskningsplan",)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedEngine:
    """Three records: two whose words are near the same slip, and one with a word like another's."""
    titles = (
        "Kartor över skog",
        "Kanter vid vatten",
        "Kanter och murar",
        "Lampor i tunnlar",
        "Lampor i hissar",
    )
    engine = EmbeddedEngine(tmp_path_factory.mktemp("index"))
    engine.rebuild(
        lambda: [
            Document(kind="project", record_id=number, texts=(("title_sv", title),))
            for number, title in enumerate(titles, start=1)
        ],
        lambda: None,
    )
    return engine


def mend(engine: EmbeddedEngine, text: str) -> Mended | None:
    """Mend a question."""

    def finds(asked: Asked) -> bool:
        wanted = compile_question(asked, engine.analyser())
        return engine.find(Request(kind="project", wanted=wanted, limit=1)).count > 0

    return mended(engine, understand(text), text, finds)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # "kanter" is the more used; the other word speaks for "kartor".
        ("kator skog", "kartor skog"),
        ("kater vatten", "kanter vatten"),
        ("Lampr (hissar)", "lampor (hissar)"),
        ("titel:lampr", "titel:lampor"),
        ("lampr tunnlr", "lampor tunnlar"),
        # Every word is a word here, but none has them together: one is a slip.
        ("murar tunnlar lampor", None),
        ("kartor", None),
    ],
)
def test_of_several_near_words_the_one_that_finds_something_is_meant(
    engine: EmbeddedEngine, typed: str, meant: str | None
) -> None:
    found = mend(engine, typed)
    assert (found.text if found else None) == meant


def test_a_long_question_is_not_mended(engine: EmbeddedEngine) -> None:
    words = "kator skog " + " ".join(f"{letter * 5}" for letter in "abcdefghijk")
    assert mend(engine, words) is None


def test_phrases_numbers_and_refused_words_are_left_as_they_are(engine: EmbeddedEngine) -> None:
    assert mend(engine, '"kator över" -lampr 2016-00451') is None
