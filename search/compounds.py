"""Swedish compounds: "odlingssystemet" → odling + system, by dictionary and by what the corpus holds.

A word is split only when its parts are words on their own, and, for a word that the dictionary knows
whole ("sjukdom"), only when its rarest part is clearly more frequent in the corpus than the word.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from search import lexicon

REMEMBERED = 100_000
SHORTEST_WORD = 6
SHORTEST_PART = 3
MOST_PARTS = 4
# Documents that make a word of what the dictionary doesn't know.
FEWEST = 3
LONGEST_END = 5
# A word that the dictionary knows whole is split into parts of this length without asking the corpus.
LONG_PART = 4
LONG_WHOLE = 10
# Endings that make words of words; they look like words but are never the last part of a compound.
_DERIVING = frozenset(
    """het heten heter heterna dom domen domar skap skapet skapen skaper lös lösa löst bar bara bart sam
    samt samma vis visa aktig aktiga ning ningen ningar ande anden andet ende are arna arnas else elsen
    elser mässig mässiga mässigt ist isten ister ism ismen tion tionen ering eringen ing ingen ingar lig
    liga ligt ligen ligare ligaste isk iska iskt graf logi logen en er ar or et na erna orna ens ers ska
    ade ats ast era erar erat erade ten den des des rar lar tar kar sar nar dar gar var fil dera tera
    ring ringen ringar ringarna rade rades rat rats kare karna mare mast tande barhet enhet enheter enheten
    variga varig klar tals sikts""".split()
)
# Beginnings that are no words of their own here, or that change the meaning rather than carry one.
_NO_HEAD = frozenset(
    """för mot med vid upp ner ned tal till fram per par kom gen des dis pre pro non ett
    den det der man kan ska var vad hur när och att era ert sin oss han hon fig vet ser ger tar bli sig ens
    del van ana ari bes ber ver mis""".split()
)
# Words of three letters that compounds are made of everywhere, whatever the corpus holds.
_SHORT = frozenset(
    "bil båt hus väg tåg sol mat trä bro hav sjö tak snö ost kök bok nät rum hud bad gas".split()
)
# The one word of two letters that begins new words every year: elbil, elnät, elflyg.
_SHORTEST_HEAD = "el"
# How a first part changes where it is joined: its ending there → the word's own, and how sure that is.
_JOINTS = (
    ("s", ("",), 0.9),
    ("u", ("a",), 0.9),
    ("o", ("a",), 0.9),
    ("e", ("a", ""), 0.7),
    ("", ("a", "e"), 0.6),
)


class Part(NamedTuple):
    """A part of a compound: as it stands there, as a word of its own, and that word's base form."""

    text: str
    word: str
    base: str


class _Known(NamedTuple):
    """How strongly a text is known as a word: the word and its base form. Nothing known is 0."""

    strength: float
    word: str
    base: str


_NOTHING = _Known(0.0, "", "")


class Splitter:
    """Splits compounds, knowing how many documents of the corpus hold a word (by its surface form)."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._frequency = frequencies.get
        self._dictionary = lexicon.dictionary("sv")
        # How a text is known as a last part; and as a first or middle one, as it stands or its joint undone.
        self._last = lru_cache(REMEMBERED)(self._find_last)
        self._head = lru_cache(REMEMBERED)(self._find_head)

    def split(self, word: str) -> tuple[Part, ...]:
        """Return the parts of a compound in lower case, or nothing when the word is none."""
        if len(word) < SHORTEST_WORD - word.startswith(_SHORTEST_HEAD) or not word.isalpha():
            return ()
        tails = self._tails(word)
        for many in range(2, MOST_PARTS + 1) if tails else ():
            # Fewer parts are better; among equals the one whose parts are most used.
            if ways := list(self._ways(word, 0, tails, many)):
                parts, strength = max(ways, key=itemgetter(1))
                return parts if self._is_worth(word, parts, strength) else ()
        return ()

    def _is_worth(self, word: str, parts: tuple[Part, ...], strength: float) -> bool:
        own = self._frequency(word, 0)
        if not _is_known_whole(word):
            if lexicon.base_form(word, "en") is not None:
                return False
            return strength >= 0.15 and (own < 20 or strength > own / 2)
        if lexicon.base_form(word, "sv") is None:
            # A name ("Stockholm") is split only where the corpus speaks for it.
            return strength > max(1.5 * own, 3)
        long_parts = len(word) >= LONG_WHOLE and all(len(part.text) >= LONG_PART for part in parts)
        return strength >= 0.25 and (long_parts or strength > 1.5 * own)

    def _tails(self, word: str) -> dict[int, _Known]:
        """Return where a last part may begin. Most words have no such place, and are done with."""
        tails, dictionary, frequency = {}, self._dictionary.get, self._frequency
        for place in range(SHORTEST_PART - 1, len(word) - SHORTEST_PART + 1):
            text = word[place:]
            # Short ends come again and again and are remembered. Of the long ones, most are no words at all,
            # and are done with here.
            if len(text) > LONGEST_END and frequency(text, 0) < FEWEST and not dictionary(text):
                continue
            if (last := self._last(text)).strength:
                tails[place] = last
        return tails

    def _ways(
        self, word: str, start: int, tails: Mapping[int, _Known], many: int
    ) -> Iterator[tuple[tuple[Part, ...], float]]:
        """Yield the ways to cut a word from a place on into so many parts, and their least strength."""
        if many == 1:
            last = tails[start]
            yield (Part(word[start:], last.word, last.base),), last.strength
            return
        first = start + SHORTEST_PART - word.startswith(_SHORTEST_HEAD, start)
        for cut in tails if many == 2 else range(first, max(tails)):
            if cut >= first and (head := self._head(word[start:cut])).strength:
                part = Part(word[start:cut], head.word, head.base)
                for rest, other in self._ways(word, cut, tails, many - 1):
                    yield (part, *rest), min(head.strength, other)

    def _find_last(self, text: str) -> _Known:
        return _NOTHING if text in _DERIVING else self._known(text)

    def _find_head(self, text: str) -> _Known:
        if text in _NO_HEAD:
            return _NOTHING
        direct = self._known(text)
        if direct.strength:
            # A genitive is a joint: "odlings" is the word "odling".
            if text.endswith("s") and lexicon.base_form(text[:-1], "sv") == direct.base:
                return _Known(direct.strength, text[:-1], direct.base)
            return direct
        best = _NOTHING
        for joint, endings, sure in _JOINTS:
            if text.endswith(joint):
                for ending in endings:
                    if len(text) - len(joint) + len(ending) > SHORTEST_PART:
                        known = self._known(text[: len(text) - len(joint)] + ending)
                        if sure * known.strength > best.strength:
                            best = _Known(sure * known.strength, known.word, known.base)
        return best

    def _known(self, text: str) -> _Known:
        """Strength: documents with the word or its base form, and a little for standing in the dictionary."""
        # Asked of the dictionary itself: what is sought here is remembered by what it is part of.
        base = self._dictionary.get(text)
        used = self._frequency(text, 0)
        if base is None and used < FEWEST:
            return _NOTHING
        base = base and base.lower()
        if base is not None and base != text and base[: len(text) - 2] == text[: len(base)][: len(text) - 2]:
            used = max(used, self._frequency(base, 0))
        if base is None and len(text) < 5 and lexicon.base_form(text, "en") is not None:
            return _NOTHING
        if len(text) <= SHORTEST_PART:
            known = (
                used if used >= FEWEST and base else 0.3 if text in _SHORT or text == _SHORTEST_HEAD else 0
            )
            return _Known(float(known), text, base or text)
        prior = 0.0 if base is None else 0.5 if len(text) > 4 else 0.3
        return _Known(used + prior, text, base or text)


def _is_known_whole(word: str) -> bool:
    """Whether the dictionary has the word whole, as a word or as a name."""
    return lexicon.base_form(word, "sv") is not None or lexicon.base_form(word.capitalize(), "sv") is not None
