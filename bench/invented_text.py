"""Invented Swedish and English of realistic length, skew and growth of vocabulary, from a seed.

Small words make 38 % of the running text; other words follow Zipf's law over some hundred that grant texts
use and ten thousands of dictionary forms in drawn order. A part of the words are compounds joined anew, so
that the number of different words grows with the corpus as it does in real ones.
"""

from collections.abc import Mapping, Sequence
from random import Random

from bench.word_lists import COMMON_ENGLISH, COMMON_SWEDISH, HEADS, TAILS
from search.lexicon import dictionary
from search.words import ENGLISH_STOP, SWEDISH_STOP

TABLE = 400_000
SMALL_WORDS = 0.38
DICTIONARY_WORDS = 40_000
SKEW = 1.25
COMPOUNDS = 0.03
TOPICS = 5


class Writer:
    """Writes texts. The same seed writes the same, call by call."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        swedish = _dictionary_words(dictionary("sv"), self._random)
        english = _dictionary_words(dictionary("en"), self._random)
        self._swedish = self._table(COMMON_SWEDISH, swedish, SWEDISH_STOP)
        self._english = self._table(COMMON_ENGLISH, english, ENGLISH_STOP)
        short = [word for word in swedish if 4 <= len(word) <= 8]
        self._heads = self._skewed([*HEADS, *short[:4_000]], TABLE // 4)
        self._tails = self._skewed([*TAILS, *short[4_000:10_000]], TABLE // 4)
        self._topics = self._skewed([*COMMON_SWEDISH[20:], *swedish[:8_000]], TABLE // 4)

    def topics(self) -> list[str]:
        """Return the words a project is about: some of the language's, two compounds."""
        return [*self._random.choices(self._topics, k=TOPICS - 2), self._compound(), self._compound()]

    def swedish(self, words: int, topics: Sequence[str]) -> str:
        """Return so many words of Swedish in sentences, the topics among them more than once."""
        draw = self._random
        text = draw.choices(self._swedish, k=words)
        for _ in range(int(words * COMPOUNDS + draw.random())):
            text[int(draw.random() * words)] = self._compound()
        for _ in range(words // 12):
            text[int(draw.random() * words)] = topics[int(draw.random() * len(topics))]
        return self._in_sentences(text)

    def english(self, words: int) -> str:
        """Return so many words of English in sentences."""
        return self._in_sentences(self._random.choices(self._english, k=words))

    def swedish_title(self, topics: Sequence[str]) -> str:
        """Return a title: topics, tied with small words."""
        draw = self._random
        text = [topics[-1], "för", *draw.choices(self._swedish, k=2), topics[0], "och", topics[1]]
        return " ".join(text).capitalize()[:250]

    def english_title(self) -> str:
        """Return a title in English."""
        return " ".join(self._random.choices(self._english, k=7)).capitalize()[:250]

    def place(self) -> str:
        """Return the name of a place that isn't there."""
        draw = self._random
        return (draw.choice(_PLACE_HEADS) + draw.choice(_PLACE_MIDDLES) + draw.choice(_PLACE_TAILS)).title()

    def _compound(self) -> str:
        draw = self._random.random
        return self._heads[int(draw() * len(self._heads))] + self._tails[int(draw() * len(self._tails))]

    def _in_sentences(self, text: list[str]) -> str:
        step = 9 + int(self._random.random() * 9)
        text[0] = text[0].capitalize()
        for at in range(step, len(text) - 1, step):
            text[at] += "."
            text[at + 1] = text[at + 1].capitalize()
        return " ".join(text) + "."

    def _table(self, common: Sequence[str], others: Sequence[str], small: frozenset[str]) -> list[str]:
        content = self._skewed([*common, *others], int(TABLE * (1 - SMALL_WORDS)))
        return content + self._skewed(sorted(small, key=len), int(TABLE * SMALL_WORDS))

    def _skewed(self, words: Sequence[str], size: int) -> list[str]:
        weights = [(rank + 8) ** -SKEW for rank in range(len(words))]
        return self._random.choices(words, weights, k=size)


def _dictionary_words(known: Mapping[str, str], draw: Random) -> list[str]:
    """Return forms of a dictionary's own words, in drawn order."""
    words = [word for word, base in known.items() if word.isalpha() and word.islower() and base.islower()]
    fitting = [word for word in words if 3 < len(word) < 13]
    return draw.sample(sorted(fitting), DICTIONARY_WORDS)


_PLACE_HEADS = (
    "ek björk sjö ljung sten berg klöver hav ask rönn äng vind grön kall lin hag väst öst nord".split()
)
_PLACE_MIDDLES = ["", "by", "a", "inge", "mar", "torp", "vall"]
_PLACE_TAILS = "holm sund stad näs köping vik hed lunda dal forsa tuna berga vi fors borg".split()
