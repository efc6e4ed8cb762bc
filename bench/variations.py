"""Harder known-item queries, made from the projects themselves with a fixed seed: general, no answers.

Every kind is a function of one project that gives a query, or nothing where the project doesn't lend itself.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bench import slips
from search.vocabulary import Vocabulary
from search.words import STOP, clean, language_of, words_of

EACH = 80
Query = dict[str, str]


@dataclass(frozen=True)
class Material:
    """What queries are made of: a project's rare title words and other texts, and a source of chance."""

    number: str
    title: str
    title_en: str
    text: str
    coordinator: str
    rare: list[str]
    rare_en: list[str]
    vocabulary: Vocabulary
    chance: random.Random

    @property
    def is_swedish(self) -> bool:
        """Whether the Swedish title is Swedish, which imported records' are not always."""
        return self.title != self.title_en and language_of(f"{self.title} {self.text}", "sv") == "sv"

    def others(self, *taken: str) -> list[str]:
        """Return one rare word besides those taken, so that a query tells projects apart."""
        return [word for word in self.rare if word not in taken][:1]


Maker = Callable[[Material], str | None]


def harder(projects: list[dict[str, Any]], vocabulary: Vocabulary, each: int = EACH) -> Iterator[Query]:
    """Yield queries: id, kind, query; at most so many of each kind."""
    yield from made(projects, vocabulary, MAKERS, each)


def made(
    projects: list[dict[str, Any]], vocabulary: Vocabulary, makers: dict[str, Maker], each: int
) -> Iterator[Query]:
    """Yield queries of these kinds, from projects in an order of chance."""
    for kind, make in makers.items():
        chance = random.Random(f"5 {kind}")
        count = 0
        for project in chance.sample(projects, len(projects)):
            query = make(_material(project, vocabulary, chance))
            if query and count < each:
                count += 1
                yield {"id": project["Diarienummer"], "kind": kind, "query": query}


def _material(project: dict[str, Any], vocabulary: Vocabulary, chance: random.Random) -> Material:
    title, english = project.get("Ärenderubrik") or "", project.get("ÄrenderubrikEngelska") or ""
    return Material(
        number=project["Diarienummer"],
        title=clean(title),
        title_en=clean(english),
        text=clean(project.get("MalSvenska") or ""),
        coordinator=clean(project.get("KoordinatorOrg") or ""),
        rare=rare_words(title, vocabulary),
        rare_en=rare_words(english, vocabulary),
        vocabulary=vocabulary,
        chance=chance,
    )


def rare_words(text: str, vocabulary: Vocabulary, most: int = 3) -> list[str]:
    """Return the rarest words of a text, in its order."""
    words = [word.text for word in words_of(clean(text)) if word.text.isalpha() and word.text not in STOP]
    words = [word for word in dict.fromkeys(words) if len(word) > 3]
    rarest = sorted(words, key=vocabulary.frequency)[:most]
    return [word for word in words if word in rarest]


# -- Inflections and typing errors ----------------------------------------------------------------------
def _inflected(it: Material) -> str | None:
    return slips.bent(it.rare, lambda word: slips.inflected(word, it.chance), 2) if len(it.rare) > 2 else None


def _inflected_unmarked(it: Material) -> str | None:
    return slips.unmarked(_inflected(it))


def _genitives(it: Material) -> str | None:
    return slips.bent(it.rare, slips.genitive, 2) if it.is_swedish and len(it.rare) > 2 else None


def _longest(words: list[str]) -> str | None:
    return max(words, key=len) if len(words) > 2 else None


def _mistyped(it: Material) -> str | None:
    return slips.one_bent(it.rare, _longest(it.rare), lambda word: slips.mistyped(word, it.chance))


def _mistyped_unmarked(it: Material) -> str | None:
    return slips.unmarked(_mistyped(it))


def _mistyped_first(it: Material) -> str | None:
    def bend(word: str) -> str | None:
        return slips.mistyped(word, it.chance, first=True)

    return slips.one_bent(it.rare, _longest(it.rare), bend)


def _mistyped_compound(it: Material) -> str | None:
    words = [word for word in it.rare if slips.cut(word, it.vocabulary.frequency)]
    if not words:
        return None
    wrong = slips.mistyped(max(words, key=len), it.chance)
    return " ".join([wrong, *it.others(max(words, key=len))]) if wrong else None


def _mistyped_inflected(it: Material) -> str | None:
    longest = _longest(it.rare) if it.is_swedish else None
    bent = slips.inflected(longest, it.chance) if longest else None
    wrong = slips.mistyped(bent, it.chance) if bent else None
    return " ".join(wrong if word == longest else word for word in it.rare) if wrong else None


# -- Compounds ------------------------------------------------------------------------------------------
def _together(it: Material) -> str | None:
    """Two words of the title written as the one compound they would make, if no record writes it so."""
    for one, other in pairwise(it.rare):
        joined = slips.joined(one, other)
        if it.is_swedish and joined and it.vocabulary.frequency(joined) == 0 and len(it.rare) > 2:
            return " ".join([joined, *it.others(one, other)])
    return None


def _of_compound(make: Callable[[Material, str, str], str | None], *, alone: bool = False) -> Maker:
    """Make a maker that rewrites the rarest compound of the title, with another word or alone."""

    def maker(it: Material) -> str | None:
        compounds = [word for word in it.rare if slips.cut(word, it.vocabulary.frequency)]
        if not compounds or not it.is_swedish:
            return None
        word = min(compounds, key=it.vocabulary.frequency)
        parts = slips.cut(word, it.vocabulary.frequency)
        said = make(it, *parts) if parts else None
        if said is None or (alone and it.vocabulary.frequency(word) > 2):
            return None
        return said if alone else " ".join([said, *it.others(word)])

    return maker


def _bent_apart(it: Material, head: str, tail: str) -> str | None:
    bent = slips.inflected(tail, it.chance)
    return f"{slips.without_link(head)} {bent}" if bent else None


def _link_mistaken(_it: Material, head: str, tail: str) -> str | None:
    plain = slips.without_link(head)
    return f"{plain}{tail}" if plain != head else f"{head}s{tail}" if not head.endswith("s") else None


def _three_apart(it: Material) -> str | None:
    for word in it.rare:
        if it.is_swedish and (parts := slips.cut_in_three(word, it.vocabulary.frequency)):
            one, two, three = parts
            said = it.chance.choice((f"{one} {two} {three}", f"{one}{two} {three}", f"{one} {two}{three}"))
            return " ".join([said, *it.others(word)])
    return None


def _hyphens_otherwise(it: Material) -> str | None:
    """A hyphened word of the title ("e-hälsa") in one word or in two."""
    for piece in it.title.lower().split():
        halves = piece.strip('.,:;()"').split("-")
        if len(halves) == 2 and all(half.isalpha() for half in halves) and len(piece) > 5:
            return " ".join([it.chance.choice(("", " ")).join(halves), *it.others(*halves)])
    return None


# -- Other ways to ask ----------------------------------------------------------------------------------
def _text_words(it: Material) -> str | None:
    rare = rare_words(it.text, it.vocabulary, most=3)
    return slips.bent(rare, lambda word: slips.inflected(word, it.chance), 1) if len(rare) > 2 else None


def _phrase(it: Material) -> str | None:
    """Five words in a row around a rare one, as they stand in the text."""
    words = it.text.replace('"', "").split()
    rare = rare_words(it.text, it.vocabulary, most=1)
    places = [place for place, word in enumerate(words) if word.lower() in rare]
    if not places or "<" in it.text:
        return None
    start = max(0, places[0] - 2)
    return f'"{" ".join(words[start : start + 5])}"'


def _name_mistyped(it: Material) -> str | None:
    names = [word.text for word in words_of(it.coordinator) if word.text.isalpha() and len(word.text) > 6]
    wrong = slips.mistyped(max(names, key=len), it.chance) if names else None
    return " ".join([wrong, *it.rare[:2]]) if wrong and len(it.rare) > 1 else None


def _name_and_words(it: Material) -> str | None:
    names = [word.text for word in words_of(it.coordinator) if word.text not in STOP and word.text != "ab"]
    return " ".join([*names[:1], *it.rare[:2]]) if names and len(it.rare) > 1 else None


def _one_word_wrong(it: Material) -> str | None:
    strange = it.chance.choice(("trädgårdsmästare", "sjukhuskö", "vulkan", "ostron", "poesi", "granskning"))
    return " ".join([*it.rare, strange]) if len(it.rare) > 2 else None


def _both_languages(it: Material) -> str | None:
    english = [word for word in it.rare_en if word not in it.rare]
    return " ".join([*it.rare[:1], *english[:2]]) if it.is_swedish and len(english) > 1 else None


def _english_title(it: Material) -> str | None:
    """The English title's words for a record whose texts are Swedish too."""
    english = [word for word in it.rare_en if word not in it.rare]
    return " ".join(english) if it.is_swedish and len(english) > 2 else None


MAKERS: dict[str, Maker] = {
    "other inflections": _inflected,
    "inflected, no å ä ö": _inflected_unmarked,
    "genitives": _genitives,
    "typing error": _mistyped,
    "typing error, no å ä ö": _mistyped_unmarked,
    "typing error, first letter": _mistyped_first,
    "typing error in compound": _mistyped_compound,
    "typing error, inflected": _mistyped_inflected,
    "words together": _together,
    "compound apart": _of_compound(lambda _, head, tail: f"{head} {tail}"),
    "compound apart, alone": _of_compound(lambda _, head, tail: f"{head} {tail}", alone=True),
    "compound apart, no link": _of_compound(lambda _, head, tail: f"{slips.without_link(head)} {tail}"),
    "compound apart, inflected": _of_compound(_bent_apart),
    "compound turned round": _of_compound(lambda _, head, tail: f"{tail} för {slips.without_link(head)}"),
    "compound hyphened": _of_compound(lambda _, head, tail: f"{head}-{tail}"),
    "linking s mistaken": _of_compound(_link_mistaken),
    "last part of compound": _of_compound(lambda _it, _head, tail: tail),
    "three parts apart": _three_apart,
    "hyphens otherwise": _hyphens_otherwise,
    "words of the text, inflected": _text_words,
    "phrase in quotes": _phrase,
    "name with typing error": _name_mistyped,
    "name and words": _name_and_words,
    "one word is wrong": _one_word_wrong,
    "Swedish and English words": _both_languages,
    "words of the English title": _english_title,
    "number without hyphen": lambda it: it.number.replace("-", ""),
    "number with a long dash": lambda it: f"dnr {it.number.replace('-', '–')}",
    "number with a space": lambda it: it.number.replace("-", " "),
    "number without zeros": lambda it: it.number.replace("-0", "-").replace("-0", "-"),
    "beginning of a number": lambda it: it.number[:-1],
}
