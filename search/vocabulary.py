"""The words of a corpus: in how many documents each stands. Learnt at a rebuild, kept beside the index."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path

from search.spelling import Speller

FORMAT = "words of a corpus 2"
MOST_WORDS = 400_000


@dataclass(frozen=True)
class Translations:
    """Base form → base forms in the other language, the surest first; one table a direction."""

    from_swedish: Mapping[str, Sequence[str]] = field(default_factory=dict)
    from_english: Mapping[str, Sequence[str]] = field(default_factory=dict)


class Vocabulary:
    """How many documents hold a word, by its form in lower case; grows while the worker adds records."""

    def __init__(
        self,
        counts: dict[str, int] | None = None,
        forms: Iterable[str] = (),
        translations: Translations | None = None,
    ) -> None:
        self._counts: Counter[str] = Counter(counts or {})
        self._forms = set(forms)
        self.translations = translations or Translations()

    def learn(self, words: set[str]) -> None:
        """Count the words of one document."""
        self._counts.update(words)

    def frequency(self, word: str) -> int:
        """Return in how many documents a word was seen."""
        return self._counts.get(word, 0)

    @property
    def frequencies(self) -> Mapping[str, int]:
        """Word → in how many documents it was seen, until `trim` is called."""
        return self._counts

    def has_form(self, form: str) -> bool:
        """Whether a word or a form of it (see `add_forms`) was seen."""
        return form in self._counts or form in self._forms

    def add_forms(self, forms: Iterable[str]) -> None:
        """Remember base forms and stems of the words that were seen."""
        self._forms.update(form for form in forms if form not in self._counts)

    def trim(self, most: int = MOST_WORDS) -> None:
        """Forget the rarest words of a large corpus, all that are equally rare, until `most` are left.

        They weigh nothing when compounds are split, and are mostly typing errors or met once in a lifetime.
        """
        least = 1
        while len(self._counts) > most:
            least += 1
            self._counts = Counter({word: count for word, count in self._counts.items() if count >= least})

    def words(self) -> Iterable[str]:
        """Return every word that was seen."""
        return self._counts.keys()

    def __len__(self) -> int:
        return len(self._counts)

    def save(self, path: Path) -> None:
        """Write the vocabulary to a file."""
        path.write_bytes(self.as_bytes())

    def as_bytes(self) -> bytes:
        """Write the vocabulary as lines: translations as JSON, forms, then for each count its words."""
        by_count: dict[int, list[str]] = {}
        for word, count in self._counts.items():
            by_count.setdefault(count, []).append(word)
        lines = [FORMAT, json.dumps(asdict(self.translations), ensure_ascii=False)]
        lines += [" ".join(sorted(self._forms))]
        lines += [f"{count} {' '.join(words)}" for count, words in sorted(by_count.items(), reverse=True)]
        return "\n".join(lines).encode()

    @classmethod
    def load(cls, path: Path) -> "Vocabulary":
        """Read a vocabulary from a file."""
        return cls.of_bytes(path.read_bytes())

    @classmethod
    def of_bytes(cls, text: bytes) -> "Vocabulary":
        """Read what `as_bytes` wrote. Raises ValueError for anything else."""
        first, *rest = text.decode().split("\n")
        if first != FORMAT:
            raise ValueError("The words of the index are written in another way.")
        translations, forms, *lines = rest
        counts: dict[str, int] = {}
        for line in lines:
            count, *words = line.split(" ")
            counts.update(dict.fromkeys(words, int(count)))
        return cls(counts, forms.split(), Translations(**json.loads(translations)))

    @cached_property
    def speller(self) -> Speller:
        """What finds the words that a mistyped one was meant as; made when first asked for."""
        return Speller(self._counts)

    def nearest(self, word: str) -> str | None:
        """Return the word that a mistyped one was most likely meant as, if any is near."""
        return next(iter(self.speller.near(word, most=1)), None)
