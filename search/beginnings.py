"""Beginnings of the words in titles and names: what suggestions are found by while somebody types.

They stand in the index as tokens, so that both engines look up one token a word that was typed, however
many words begin so.
"""

from functools import lru_cache

from search.words import fold, lowered

SHORTEST, LONGEST = 2, 10
# Fields besides titles whose words a record is suggested by.
OTHER_TITLES = ("earlier_names",)


def beginning(word: str) -> str:
    """Return the token by which a word that was typed, in lower case, is looked up; empty for one letter."""
    folded = fold(word)[:LONGEST]
    return folded if len(folded) >= SHORTEST else ""


@lru_cache(maxsize=100_000)
def beginnings_of(written: str) -> str:
    """Return the beginnings of a word, without marks, a space before each: "Umeå" → " um ume umea"."""
    folded = fold(lowered(written))[:LONGEST]
    return "".join(f" {folded[:end]}" for end in range(SHORTEST, len(folded) + 1))
