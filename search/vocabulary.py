"""The words of a corpus: in how many documents each stands. Learnt at a rebuild, kept beside the index."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

_LETTERS = "abcdefghijklmnopqrstuvwxyzåäöéü"


class Vocabulary:
    """How many documents hold a word, by its form in lower case; grows while the worker adds records."""

    def __init__(self, counts: dict[str, int] | None = None, forms: Iterable[str] = ()) -> None:
        self._counts: Counter[str] = Counter(counts or {})
        self._forms = set(forms)

    def learn(self, words: set[str]) -> None:
        """Count the words of one document."""
        self._counts.update(words)

    def frequency(self, word: str) -> int:
        """Return in how many documents a word was seen."""
        return self._counts.get(word, 0)

    def has_form(self, form: str) -> bool:
        """Whether a word or a form of it (see `add_forms`) was seen."""
        return form in self._counts or form in self._forms

    def add_forms(self, forms: Iterable[str]) -> None:
        """Remember base forms and stems of the words that were seen."""
        self._forms.update(forms)

    def words(self) -> Iterable[str]:
        """Return every word that was seen."""
        return self._counts.keys()

    def __len__(self) -> int:
        return len(self._counts)

    def save(self, path: Path) -> None:
        """Write the vocabulary to a file."""
        path.write_bytes(self.as_bytes())

    def as_bytes(self) -> bytes:
        """Write the vocabulary as JSON."""
        kept = {"counts": self._counts, "forms": sorted(self._forms)}
        return json.dumps(kept, ensure_ascii=False).encode()

    @classmethod
    def load(cls, path: Path) -> "Vocabulary":
        """Read a vocabulary from a file."""
        return cls.of_bytes(path.read_bytes())

    @classmethod
    def of_bytes(cls, text: bytes) -> "Vocabulary":
        """Read what `as_bytes` wrote."""
        kept = json.loads(text)
        return cls(kept["counts"], kept["forms"])

    def nearest(self, word: str) -> str | None:
        """Return the most used word that is one typing error away (two for words of eight letters on).

        Numbers and words under four letters are never corrected.
        """
        if len(word) < 4 or not word.isalpha() or len(word) > 30:
            return None
        once = _edits(word)
        found = [(self._counts[other], other) for other in once if other in self._counts]
        if not found and len(word) >= 8:
            found = [
                (self._counts[other], other)
                for other in self._counts
                if abs(len(other) - len(word)) <= 2
                and (other[0] == word[0] or other[-2:] == word[-2:])
                and _within_two(word, other)
            ]
        return max(found)[1] if found else None


def _edits(word: str) -> set[str]:
    """Every text that is one letter dropped, swapped, changed or added away."""
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    dropped = {left + right[1:] for left, right in halves if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    changed = {left + letter + right[1:] for left, right in halves if right for letter in _LETTERS}
    added = {left + letter + right for left, right in halves for letter in _LETTERS}
    return (dropped | swapped | changed | added) - {word}


def _within_two(one: str, other: str) -> bool:
    """Whether two words are at most two slips apart: a letter dropped, added, changed, or two swapped."""
    before = list(range(len(other) + 1))
    earlier: list[int] = []
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, opposite in enumerate(other, start=1):
            best = min(before[column] + 1, now[-1] + 1, before[column - 1] + (letter != opposite))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == opposite:
                best = min(best, earlier[column - 2] + 1)
            now.append(best)
        if min(now) > 2:
            return False
        earlier, before = before, now
    return before[-1] <= 2
