"""What a word is called in the other language, learnt from the titles that records carry in both.

Words are linked within each pair of titles, the surest first; a word's translations are those it was linked
with most of the time. No dictionary is needed: what is learnt is the register's own manner of speaking.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from search.cognates import root
from search.lexicon import base_form
from search.swedish import Analyser
from search.vocabulary import Translations, Vocabulary
from search.words import STOP, clean, language_of, words_of

# So many pairs of titles teach what can be taught; more would only cost time.
MOST_PAIRS = 4_000
MOST_WORDS = 14
FEWEST_LINKS = 2
MOST_TRANSLATIONS = 3
MOST_COGNATES = 20_000
# Words that never stood in titles together are taken for the same by a root of so many letters.
LONG_ROOT = 5
# The least share of a word's titles in which it was linked with the other.
LEAST_SHARE = 0.2
Words = tuple[tuple[str, int], ...]


class TitlePairs:
    """Titles in both languages, gathered while a corpus is read; at most `MOST_PAIRS`, evenly drawn."""

    def __init__(self) -> None:
        self._kept: list[tuple[str, str]] = []
        self._seen = 0
        self._every = 1

    def add(self, swedish: str, english: str) -> None:
        """Keep a pair, or leave it out when there are many."""
        if not swedish or not english or swedish == english:
            return
        self._seen += 1
        if self._seen % self._every == 0:
            self._kept.append((swedish, english))
            if len(self._kept) >= MOST_PAIRS:
                self._kept, self._every = self._kept[::2], self._every * 2

    def translations(self, analyser: Analyser) -> Translations:
        """Learn what words are called in the other language."""
        pairs = [pair for titles in self._kept if (pair := _pair(*titles, analyser))]
        return _learnt(pairs, analyser.vocabulary)


@dataclass(frozen=True)
class _Pair:
    """The words of two titles, the Swedish ones with how many English ones each can stand for.

    A compound is read as a whole, which two words may render ("public transport"), and by its parts.
    """

    whole: Words
    parts: Words
    english: Words


def _pair(swedish: str, english: str, analyser: Analyser) -> _Pair | None:
    """Read two titles; None when they are not in two languages."""
    swedish, english = clean(swedish), clean(english)
    if language_of(swedish, "sv") != "sv" or language_of(english, "en") != "en" or _is_english(swedish):
        return None
    whole: dict[str, int] = {}
    parts: dict[str, int] = {}
    for word in _meaningful(swedish):
        split = analyser.splitter.split(word)
        base = analyser.forms(word, "sv").base
        whole[base] = max(1, len(split))
        parts |= dict.fromkeys((part.base for part in split), 1) if split else {base: 1}
    theirs = dict.fromkeys((analyser.forms(word, "en").base for word in _meaningful(english)), 1)
    same = (whole.keys() | parts.keys()) & theirs.keys()
    if len(same) * 2 > len(theirs):
        return None
    return _Pair(_without(same, whole), _without(same, parts), _without(same, theirs))


def _without(same: Set[str], words: Mapping[str, int]) -> Words:
    return tuple((word, room) for word, room in words.items() if word not in same)[:MOST_WORDS]


def _is_english(title: str) -> bool:
    """Whether most words of a title are English ones only: short titles have no small words to tell by."""
    words = list(_meaningful(title))
    return 2 * sum(
        base_form(word, "en") is not None and base_form(word, "sv") is None for word in words
    ) > len(words)


def _meaningful(text: str) -> Iterable[str]:
    words = dict.fromkeys(word.text for word in words_of(text))
    return (word for word in words if word not in STOP and len(word) > 2 and word.isalpha())


def _learnt(pairs: list[_Pair], vocabulary: Vocabulary) -> Translations:
    ours = Counter(word for pair in pairs for word in _swedish(pair))
    theirs = Counter(word for pair in pairs for word, _ in pair.english)
    likeness = _likeness(pairs, ours, theirs)
    links: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        links.update(_links(pair, likeness))
    from_swedish = _surest(((one, other, count) for (one, other), count in links.items()), ours)
    from_english = _surest(((other, one, count) for (one, other), count in links.items()), theirs)
    for one, other in _cognates(vocabulary):
        from_swedish.setdefault(one, []).append(other)
        from_english.setdefault(other, []).append(one)
    return Translations(_first_few(from_swedish), _first_few(from_english))


def _links(pair: _Pair, likeness: Mapping[tuple[str, str], float]) -> Set[tuple[str, str]]:
    """Link the words of two titles; a part of a compound only where it is more alike than the whole."""
    found = set(_linked(pair.whole, pair.english, likeness))
    if pair.parts != pair.whole:
        sure: dict[str, float] = {}
        for link in found:
            sure[link[1]] = max(sure.get(link[1], 0.0), likeness[link])
        found |= {
            link
            for link in _linked(pair.parts, pair.english, likeness)
            if likeness[link] > sure.get(link[1], 0.0)
        }
    return found


def _swedish(pair: _Pair) -> Iterable[str]:
    return dict.fromkeys(word for word, _ in (*pair.whole, *pair.parts))


def _first_few(found: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return {word: tuple(dict.fromkeys(others))[:MOST_TRANSLATIONS] for word, others in found.items()}


def _likeness(
    pairs: list[_Pair], ours: Mapping[str, int], theirs: Mapping[str, int]
) -> Mapping[tuple[str, str], float]:
    """How often words stand in the titles of the same record, of all the times they stand in any: 0 to 1."""
    together = Counter(
        (one, other)
        for pair in pairs
        for one in _swedish(pair)
        if ours[one] >= FEWEST_LINKS
        for other, _ in pair.english
        if theirs[other] >= FEWEST_LINKS
    )
    return {
        (one, other): 1.0 if _are_cognates(one, other) else 2 * count / (ours[one] + theirs[other])
        for (one, other), count in together.items()
        if count >= FEWEST_LINKS
    }


def _are_cognates(one: str, other: str) -> bool:
    return bool(root(one)) and root(one) == root(other)


def _cognates(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield base forms that only one of the languages has, and that are spelt alike; the most used first."""
    used = sorted(
        ((count, word) for word in vocabulary.words() if (count := vocabulary.frequency(word)) > 1),
        reverse=True,
    )
    by_root: dict[str, list[str]] = {}
    english = []
    for _, word in used[:MOST_COGNATES]:
        swedish_base, english_base = base_form(word, "sv"), base_form(word, "en")
        if swedish_base and not english_base:
            by_root.setdefault(root(swedish_base), []).append(swedish_base)
        elif english_base and not swedish_base:
            english.append(english_base)
    for other in dict.fromkeys(english):
        if len(root(other)) >= LONG_ROOT:
            yield from ((one, other) for one in by_root.get(root(other), ()))


def _linked(
    swedish: Words, english: Words, likeness: Mapping[tuple[str, str], float]
) -> Iterable[tuple[str, str]]:
    """Link the words of two titles, the most alike first, until each stands for as many as it can."""
    room, other_room = dict(swedish), dict(english)
    ways = sorted(
        (-likeness[one, other], one, other)
        for one in room
        for other in other_room
        if (one, other) in likeness
    )
    for _, one, other in ways:
        if room[one] and other_room[other]:
            room[one] -= 1
            other_room[other] -= 1
            yield one, other


def _surest(links: Iterable[tuple[str, str, int]], seen: Mapping[str, int]) -> dict[str, list[str]]:
    found: dict[str, list[tuple[float, str]]] = {}
    for word, other, count in links:
        share = count / seen[word]
        if count >= FEWEST_LINKS and share >= LEAST_SHARE:
            found.setdefault(word, []).append((-share, other))
    return {word: [other for _, other in sorted(ways)] for word, ways in found.items()}
