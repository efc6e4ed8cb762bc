"""The other language: what titles in both teach, what is spelt alike, and that both stay below the words."""

import pytest

from search.answers import find_ids
from search.bilingual import TitlePairs
from search.cognates import root
from search.documents import Document
from search.engines.embedded import EmbeddedEngine
from search.question import Question
from search.swedish import Analyser
from search.vocabulary import Translations, Vocabulary

TITLES = (
    ("Kollektivtrafik på landsbygden", "Public transport in rural areas"),
    ("Framtidens kollektivtrafik", "Public transport of the future"),
    ("Skolgårdar på landsbygden", "School yards in rural areas"),
    ("Säkra skolgårdar", "Safe school yards"),
    ("Framtidens sjukhus", "The hospital of the future"),
    ("Ett säkert sjukhus", "A safe hospital"),
    ("Growing houses", "Growing houses"),
)


@pytest.fixture(scope="module")
def learnt() -> Translations:
    """What the titles above teach."""
    titles = TitlePairs()
    for swedish, english in TITLES:
        titles.add(swedish, english)
    return titles.translations(Analyser(Vocabulary()))


def test_words_are_linked_by_the_titles_they_share(learnt: Translations) -> None:
    assert learnt.from_swedish["sjukhus"] == ("hospital",)
    assert set(learnt.from_swedish["kollektivtrafik"]) == {"public", "transport"}
    assert learnt.from_swedish["framtid"] == ("future",)
    assert learnt.from_english["hospital"] == ("sjukhus",)
    assert learnt.from_english["transport"][0] in ("kollektivtrafik", "trafik")
    assert "house" not in learnt.from_english


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("simulering", "simulation"),
        ("mekanisk", "mechanical"),
        ("terapi", "therapy"),
        ("optimering", "optimization"),
        ("frekvens", "frequency"),
        ("fotonik", "photonics"),
        ("komplexitet", "complexity"),
        ("akademisk", "academic"),
    ],
)
def test_words_spelt_alike_share_a_root(swedish: str, english: str) -> None:
    assert root(swedish) == root(english) != ""


def test_words_that_are_not_alike_share_none() -> None:
    assert len({root(word) for word in ("sjukhus", "hospital", "odling", "planet", "plantering")}) == 5
    assert root("is") == ""


def test_vocabulary_keeps_what_was_learnt(learnt: Translations) -> None:
    kept = Vocabulary.of_bytes(Vocabulary({"skola": 2, "gran": 2}, ("skol",), learnt).as_bytes())
    assert [kept.frequency(word) for word in ("skola", "gran", "ek")] == [2, 2, 0]
    assert [kept.has_form(form) for form in ("skol", "skola", "ek")] == [True, True, False]
    assert kept.translations.from_english["hospital"] == ["sjukhus"]


def test_vocabulary_of_another_make_is_refused() -> None:
    with pytest.raises(ValueError, match="another way"):
        Vocabulary.of_bytes(b'{"counts": {}, "forms": []}')


def test_the_rarest_words_are_forgotten_first() -> None:
    vocabulary = Vocabulary({"skola": 3, "gran": 2, "tall": 2, "ek": 1})
    vocabulary.trim(3)
    assert sorted(vocabulary.words()) == ["gran", "skola", "tall"]
    vocabulary.trim(2)
    assert list(vocabulary.words()) == ["skola"]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedEngine:
    """The titles above in both languages, and three records with one: two Swedish, one English."""
    pairs = [
        *TITLES,
        ("Nattöppet sjukhus", ""),
        ("Bussar i kollektivtrafiken", ""),
        ("", "Hospital gardens"),
        ("Sjukhusens trädgårdar", "Gardens"),
    ]
    engine = EmbeddedEngine(tmp_path_factory.mktemp("index"))
    engine.rebuild(
        lambda: [
            Document(
                kind="project",
                record_id=number,
                texts=tuple(
                    (name, text) for name, text in (("title_sv", swedish), ("title_en", english)) if text
                ),
            )
            for number, (swedish, english) in enumerate(pairs, start=1)
        ],
        lambda: None,
    )
    return engine


def ids(engine: EmbeddedEngine, text: str, **given: object) -> tuple[int, ...]:
    """Ask with a text."""
    return find_ids(engine, Question(text=text, **given)).found.record_ids  # type: ignore[arg-type]


def test_a_word_finds_records_in_the_other_language_below_those_that_have_it(engine: EmbeddedEngine) -> None:
    assert set(ids(engine, "hospital")[:3]) == {5, 6, 10}
    assert set(ids(engine, "hospital")[3:]) == {8, 11}
    assert set(ids(engine, "sjukhus")[:4]) == {5, 6, 8, 11}
    assert ids(engine, "sjukhus")[4:] == (10,)
    assert 9 in ids(engine, "public transport")


def test_it_is_told_and_phrases_and_fields_are_taken_at_their_word(engine: EmbeddedEngine) -> None:
    assert find_ids(engine, Question(text="hospital")).is_translated
    assert not find_ids(engine, Question(text="growing houses")).is_translated
    assert ids(engine, "titel:hospital") == ids(engine, "title:hospital")
    assert set(ids(engine, "titel:hospital")) == {5, 6, 10}
    assert ids(engine, '"hospital gardens"') == (10,)
    assert ids(engine, "hospital -gardens") == tuple(
        each for each in ids(engine, "hospital") if each not in (10, 11)
    )


def test_pages_of_such_an_answer_join(engine: EmbeddedEngine) -> None:
    whole = ids(engine, "hospital")
    pages = [ids(engine, "hospital", page=page, page_size=2) for page in (1, 2, 3)]
    assert tuple(each for page in pages for each in page) == whole


def test_of_very_many_titles_an_even_share_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.bilingual.MOST_PAIRS", 4)
    titles = TitlePairs()
    for number in range(30):
        titles.add(f"svensk {number}", f"english {number}")
    assert 2 <= len(titles._kept) <= 4
