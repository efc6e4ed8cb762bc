"""How people write words otherwise than a record does: inflected, mistyped, apart, joined. Fixed by a seed.

Compounds are cut here by the dictionary's words alone and not by the portal's own splitter, which is what
is measured.
"""

import random
from collections.abc import Callable
from functools import cache

from search.lexicon import base_form, dictionary
from search.words import fold

_ALPHABET = "abcdefghijklmnoprstuvyåäö"
_LINKED = ("ing", "ion", "het", "skap", "tet")
SHORTEST_PART = 4
LONG_WHOLE = 12


@cache
def _inflections() -> dict[str, list[str]]:
    """Base form → its inflected forms, from the dictionary."""
    found: dict[str, list[str]] = {}
    words = dictionary("sv")
    for form in words:
        base = words[form]
        if form.islower() and form.isalpha() and form != base:
            found.setdefault(base, []).append(form)
    return found


def inflected(word: str, chance: random.Random) -> str | None:
    """Return another form of a Swedish word; a compound that the dictionary lacks bends its last part."""
    base = base_form(word, "sv")
    if base is None:
        for cut in range(3, len(word) - 3):
            tail = word[cut:]
            if base_form(tail, "sv") and (bent := inflected(tail, chance)):
                return word[:cut] + bent
        return None
    # Endings only: forms that begin alike, so that the dictionary's own mix-ups stay out.
    others = [
        form
        for form in (*_inflections().get(base, []), base)
        if form != word and form[:-1].startswith(word[: max(4, len(word) - 4)])
    ]
    return chance.choice(sorted(others)) if others else None


def genitive(word: str) -> str | None:
    """Return a word with a genitive s."""
    return None if word.endswith(("s", "x", "z")) or base_form(word, "sv") is None else f"{word}s"


def mistyped(word: str, chance: random.Random, *, first: bool = False) -> str | None:
    """Return a word with one slip: a letter dropped, doubled or changed, or two swapped."""
    if len(word) < 6:
        return None
    place = 0 if first else chance.randrange(1, len(word) - 1)
    wrong = chance.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            word[:place] + chance.choice(_ALPHABET) + word[place + 1 :],
            word[:place] + word[place] + word[place:],
        )
    )
    return wrong if wrong != word else None


Frequency = Callable[[str], int]


def cut(word: str, frequency: Frequency) -> tuple[str, str] | None:
    """Cut a compound in two words as they stand in it ("odlings", "system"), as evenly as can be.

    Both are in the dictionary and in at least two of the corpus's documents. Short words that the dictionary
    has whole ("framtiden") are left so: nobody writes them apart.
    """
    if len(word) < LONG_WHOLE and base_form(word, "sv") is not None:
        return None
    ways = [
        (min(place, len(word) - place), word[:place], word[place:])
        for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
        if _is_word(word[:place], frequency) and _is_word(word[place:], frequency)
    ]
    return max(ways)[1:] if ways else None


def cut_in_three(word: str, frequency: Frequency) -> tuple[str, str, str] | None:
    """Cut a compound in three words."""
    for place in range(SHORTEST_PART, len(word) - 2 * SHORTEST_PART + 1):
        if _is_word(word[:place], frequency) and (rest := cut(word[place:], frequency)):
            return (word[:place], *rest)
    return None


def _is_word(text: str, frequency: Frequency) -> bool:
    plain = without_link(text)
    return len(plain) >= SHORTEST_PART and frequency(plain) > 1 and base_form(plain, "sv") is not None


def without_link(head: str) -> str:
    """Take the linking s off a compound's first part."""
    return head[:-1] if head.endswith("s") and base_form(head[:-1], "sv") is not None else head


def joined(one: str, other: str) -> str | None:
    """Return two words as the one compound they would make."""
    head = base_form(one, "sv") or one
    return f"{head}{'s' if head.endswith(_LINKED) else ''}{other}" if len(head) > 3 else None


def bent(words: list[str], bend: Callable[[str], str | None], least: int) -> str | None:
    """Bend every word that can be, and return them if at least so many were."""
    out = [bend(word) for word in words]
    if sum(each is not None for each in out) < least:
        return None
    return " ".join(other or word for other, word in zip(out, words, strict=True))


def one_bent(words: list[str], word: str | None, bend: Callable[[str], str | None]) -> str | None:
    """Bend one of the words and leave the others."""
    other = bend(word) if word else None
    return " ".join(other if each == word else each for each in words) if other else None


def unmarked(text: str | None) -> str | None:
    """Return a text without å ä ö, or None where it has none."""
    return fold(text) if text and fold(text) != text else None
