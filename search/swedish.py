"""Morphology, once, for every engine: a word → its tokens of each kind.

Records and questions go through the same analyser, so that what a person writes meets what a record
says: "odlings system", "odlingssystemet" and "system för odling" share tokens.
"""

from dataclasses import dataclass
from functools import lru_cache

from search import lexicon
from search.compounds import Part, Splitter
from search.stems import english_stem, swedish_stem
from search.vocabulary import Vocabulary
from search.words import STOP, fold

REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Forms:
    """The tokens of one word: base form, stems, parts of a compound, and the same without å ä ö."""

    base: str
    stems: tuple[str, ...]
    parts: tuple[str, ...]
    folded: tuple[str, ...]


class Analyser:
    """Turns words into forms, remembering those it has met lately. Bound to the corpus's vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.splitter = Splitter(vocabulary.frequencies)
        # What `search.analysis` keeps of the words that it has made tokens of, by language.
        self.lines: dict[str, dict[str, tuple[str, str, str, str, str, str]]] = {}
        self._swedish = lru_cache(REMEMBERED)(self._swedish_forms)

    def forms(self, word: str, language: str) -> Forms:
        """Return the forms of a word in lower case under the rules of "sv" or "en"."""
        return english_forms(word) if language == "en" else self._swedish(word)

    def _swedish_forms(self, word: str) -> Forms:
        if word in STOP or not word.isalpha():
            # A dictionary gives small words the base forms of great ones: "ska" is a form of "skola".
            return Forms(word, (word,), (), (fold(word),))
        split = self.splitter.split(word)
        base = lexicon.base_form(word, "sv")
        if base is None and split:
            # The last part's base form gives the whole its own: medborgarbudgeten → medborgarbudget.
            base = word[: len(word) - len(split[-1].text)] + split[-1].base
        base = base or word
        stems = _unique(swedish_stem(base), swedish_stem(word))
        parts = _unique(*_part_tokens(split), *_last_two(split)) if split else ()
        folded = _unique(*map(fold, stems), swedish_stem(fold(word)))
        return Forms(base, stems, _unique(*parts, *map(fold, parts)) if parts else (), folded)


def _part_tokens(split: tuple[Part, ...]) -> list[str]:
    return [swedish_stem(form) for part in split for form in (part.word, part.base, part.text)]


def _last_two(split: tuple[Part, ...]) -> tuple[str, ...]:
    """Of three parts and more, the first two and the last two joined are words people search for too."""
    texts = [part.text for part in split]
    if len(texts) < 3:
        return ()
    bases = [part.base for part in split]
    return (
        swedish_stem("".join(texts[:-2]) + bases[-2]),
        swedish_stem("".join(texts[1:-1]) + bases[-1]),
    )


@lru_cache(REMEMBERED)
def english_forms(word: str) -> Forms:
    """Return the forms of an English word; English writes its compounds apart."""
    base = lexicon.base_form(word, "en") if word.isalpha() else None
    base = base or word
    stems = _unique(english_stem(base), english_stem(word))
    return Forms(base, stems, (), _unique(*map(fold, stems)))


def _unique(*tokens: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, tokens)))
