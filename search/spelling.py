"""What a mistyped word may have been meant as, out of a corpus's words; å, ä and ö count as a, a and o."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.words import fold, fold_all

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST = 4
SHORTEST_FOR_TWO = 8
LONGEST = 40
# In a corpus of so many words those that stand in one document only are mostly typing errors themselves.
LARGE = 100_000


class Speller:
    """Finds words near another one. What it needs is made when first asked for."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts

    def near(self, word: str, most: int = 5, slips: int = 2) -> tuple[str, ...]:
        """Return the words that are one slip away, or two for words of eight letters on: the nearest first,
        then the most used.

        A slip is a letter dropped, added or changed, or two swapped. Numbers and words under four letters
        have none.
        """
        if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
            return ()
        folded = fold(word)
        found = set(self._one_slip_away(folded))
        if not found and slips > 1 and len(word) >= SHORTEST_FOR_TWO:
            found = set(self._two_slips_away(folded))
        found.discard(word)
        return tuple(sorted(found, key=lambda other: self._order(word, folded, other))[:most])

    def prepare(self) -> None:
        """Make what is needed now: a second for some hundred thousand words that nobody should wait for."""
        _ = self._marked, self._by_length

    def _order(self, word: str, folded: str, other: str) -> tuple[int, int, int, str]:
        """Nearest first; people rarely err in the first letter, and seldom mean a word nobody uses."""
        distance = OSA.distance(folded, fold(other))
        return distance, int(word[0] != other[0]), -self._counts[other], other

    def _one_slip_away(self, folded: str) -> Iterator[str]:
        for text in (*edits(folded), folded):
            if text in self._counts:
                yield text
            yield from self._marked.get(text, ())

    def _two_slips_away(self, folded: str) -> Iterator[str]:
        for length in range(len(folded) - 2, len(folded) + 3):
            texts, words = self._by_length.get(length, ((), ()))
            for _, _, place in process.extract(
                folded, texts, scorer=OSA.distance, score_cutoff=2, limit=None, processor=None
            ):
                yield words[place]

    @cached_property
    def _marked(self) -> Mapping[str, list[str]]:
        """Words with marks by what they are without."""
        found: dict[str, list[str]] = {}
        words = [word for word in self._counts if not word.isascii()]
        for folded, word in zip(fold_all(words), words, strict=True):
            found.setdefault(folded, []).append(word)
        return found

    @cached_property
    def _by_length(self) -> Mapping[int, tuple[list[str], list[str]]]:
        """Words by their length without marks: as they are without, and as they are."""
        found: dict[int, tuple[list[str], list[str]]] = {}
        words = _worth_meaning(self._counts)
        for folded, word in zip(fold_all(words), words, strict=True):
            texts, kept = found.setdefault(len(folded), ([], []))
            texts.append(folded)
            kept.append(word)
        return found


def _worth_meaning(counts: Mapping[str, int]) -> list[str]:
    least = 2 if len(counts) > LARGE else 1
    shortest = SHORTEST_FOR_TWO - 2
    return [
        word
        for word, count in counts.items()
        if count >= least and shortest <= len(word) <= LONGEST + 2 and word.isalpha()
    ]


def edits(word: str) -> set[str]:
    """Every text that is one letter dropped, swapped, changed or added away."""
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    dropped = {left + right[1:] for left, right in halves if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    changed = {left + letter + right[1:] for left, right in halves if right for letter in _LETTERS}
    added = {left + letter + right for left, right in halves for letter in _LETTERS}
    return (dropped | swapped | changed | added) - {word}
