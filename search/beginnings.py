"""Beginnings of the words in titles and names: what suggestions are found by while somebody types.

They stand in the index as tokens, so that both engines look up one token a word that was typed, however
many words begin so.
"""

from collections.abc import Iterator
from functools import lru_cache

from search.words import clean, fold, words_of

SHORTEST, LONGEST = 2, 10
# Fields besides titles whose words a record is suggested by.
OTHER_TITLES = ("earlier_names",)


def beginnings(text: str) -> Iterator[str]:
    """Yield the beginnings of a text's words, without marks: "Umeå" → um, ume, umea."""
    for word in words_of(clean(text)):
        yield from _beginnings_of(word.text)


def beginning(word: str) -> str:
    """Return the token by which a word that was typed, in lower case, is looked up; empty for one letter."""
    folded = fold(word)[:LONGEST]
    return folded if len(folded) >= SHORTEST else ""


@lru_cache(maxsize=100_000)
def _beginnings_of(word: str) -> tuple[str, ...]:
    folded = fold(word)[:LONGEST]
    return tuple(folded[:end] for end in range(SHORTEST, len(folded) + 1))
