"""Morphology: inflections meet, compounds come apart, and words that are none stay whole."""

import pytest

from search.swedish import Analyser, english_forms
from search.vocabulary import Vocabulary
from search.words import clean, fold, language_of, words_of


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    """Knows nothing of a corpus: dictionary and rules alone."""
    return Analyser(Vocabulary())


@pytest.mark.parametrize(
    "family",
    [
        "projekt projektet projekten projektens projektets",
        "kommun kommunen kommuner kommunerna kommunernas",
        "medborgarbudget medborgarbudgeten medborgarbudgetar",
        "odlingssystem odlingssystemet odlingssystemen odlingssystemens",
        "bok böcker böckerna bokens",
        "hållbar hållbara hållbart",
        "skog skogar skogarna skogens",
        "utveckling utvecklingen utvecklingens",
        "tjänst tjänster tjänsterna",
        "vätgasbuss vätgasbussar vätgasbussarna",
    ],
)
def test_inflections_share_a_stem(analyser: Analyser, family: str) -> None:
    first, *others = (set(analyser.forms(word, "sv").stems) for word in family.split())
    assert all(stems & first for stems in others)


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("odlingssystemet", ["odling", "systemet"]),
        ("medborgarbudget", ["medborgar", "budget"]),
        ("gatubelysning", ["gatu", "belysning"]),
        ("kollektivtrafiken", ["kollektiv", "trafiken"]),
        ("batteriåtervinning", ["batteri", "återvinning"]),
        ("tillverkningsindustrin", ["tillverkning", "industrin"]),
        ("skolungdomar", ["skol", "ungdomar"]),
        ("kvalitetsregister", ["kvalitet", "register"]),
        ("riskhantering", ["risk", "hantering"]),
        ("elbilar", ["el", "bilar"]),
        ("trähus", ["trä", "hus"]),
        ("snöröjning", ["snö", "röjning"]),
    ],
)
def test_compounds_come_apart(analyser: Analyser, compound: str, parts: list[str]) -> None:
    assert [part.word for part in analyser.splitter.split(compound)] == parts


@pytest.mark.parametrize(
    "word",
    "sjukdom utveckling forskning framtid myndighet samhälle digitalisering verksamhet resultat "
    "användare Stockholm supervisors landscape sustainability vänskap möjlighet elever element elegant "
    "matris vägran soldat havande brodera bilda taktik".lower().split(),
)
def test_words_that_are_no_compounds_stay_whole(analyser: Analyser, word: str) -> None:
    assert analyser.splitter.split(word) == ()


@pytest.mark.parametrize(
    ("part", "base"),
    [("gatubelysning", "gata"), ("kvinnohälsan", "kvinna"), ("medborgardialog", "medborgare")],
)
def test_a_first_part_is_found_by_its_own_word(analyser: Analyser, part: str, base: str) -> None:
    asked = set(analyser.forms(base, "sv").stems)
    assert asked & set(analyser.forms(part, "sv").parts)


def test_a_word_is_split_by_what_the_corpus_holds() -> None:
    knows = Vocabulary({"laxtrappa": 1, "lax": 9, "trappa": 4})
    assert [part.word for part in Analyser(knows).splitter.split("laxtrappa")] == ["lax", "trappa"]
    assert Analyser(Vocabulary()).splitter.split("laxtrappa") == ()


def test_a_small_word_is_no_form_of_a_great_one(analyser: Analyser) -> None:
    school = analyser.forms("skola", "sv")
    for small in ("ska", "skall", "skulle"):
        assert analyser.forms(small, "sv").base == small
        assert not set(analyser.forms(small, "sv").stems) & {*school.stems, school.base}


def test_english_follows_english_rules() -> None:
    for family in ("measure measures measured measuring", "company companies", "plan planned planning"):
        first, *others = (set(english_forms(word).stems) for word in family.split())
        assert all(stems & first for stems in others), family
    assert english_forms("university").parts == ()


def test_folding_takes_marks_off() -> None:
    assert [fold(word) for word in ("smörgås", "ärende", "résumé", "ø", "data")] == [
        "smorgas",
        "arende",
        "resume",
        "o",
        "data",
    ]


def test_numbers_are_one_word_each() -> None:
    text = "Se 2016-00451 och 556498-0455, inte 12-34."
    assert [word.text for word in words_of(text)] == [
        "se",
        "2016-00451",
        "och",
        "556498-0455",
        "inte",
        "12",
        "34",
    ]


def test_text_is_cleaned_and_told_apart() -> None:
    assert clean("a\0b\ud800c\u0061\u030a") == "a bcå"
    assert (
        language_of("The project will develop a tool that is used by many of the cities in the north", "sv")
        == "en"
    )
    assert (
        language_of("Projektet ska ta fram ett verktyg som används av många av städerna i norr", "en") == "sv"
    )
    assert language_of("Data platform", "sv") == "sv"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("odlingsystem", "odlingssystem"),
        ("medborgrabudget", "medborgarbudget"),
        ("kolektivtraffik", "kollektivtrafik"),
        ("odlingsystme", "odlingssystem"),
    ],
)
def test_typing_errors_lead_to_the_corpus_word(typed: str, meant: str) -> None:
    vocabulary = Vocabulary({"odlingssystem": 1, "medborgarbudget": 3, "kollektivtrafik": 2})
    assert vocabulary.nearest(typed) == meant


def test_short_words_numbers_and_strangers_are_not_corrected() -> None:
    vocabulary = Vocabulary({"bil": 1, "2016": 1, "kollektivtrafik": 2})
    assert [vocabulary.nearest(word) for word in ("bal", "2017", "xylofonorkester", "")] == [None] * 4
