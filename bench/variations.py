"""Harder known-item queries, made from the projects themselves with a fixed seed.

Other inflections than the record's, one typing error, a compound apart and words together.
"""

import random
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from search.lexicon import base_form, dictionary
from search.vocabulary import Vocabulary
from search.words import STOP, clean, words_of

EACH = 80
_ALPHABET = "abcdefghijklmnoprstuvyåäö"


def harder(projects: list[dict[str, Any]], vocabulary: Vocabulary) -> Iterator[dict[str, str]]:
    """Yield queries: id, kind, query."""
    chance = random.Random(5)
    inflections = _inflections()
    makers: dict[str, Callable[[list[str]], str | None]] = {
        "other_inflections": lambda words: _inflected(words, inflections, chance),
        "one_typing_error": lambda words: _mistyped(words, chance),
        "words_together": lambda words: _together(words, vocabulary),
    }
    for kind, make in makers.items():
        made = 0
        for project in chance.sample(projects, len(projects)):
            rare = _rare_words(project["Ärenderubrik"] or "", vocabulary)
            query = make(rare) if len(rare) >= 3 else None
            if query and made < EACH:
                made += 1
                yield {"id": project["Diarienummer"], "kind": kind, "query": query}


def _rare_words(title: str, vocabulary: Vocabulary) -> list[str]:
    words = [word.text for word in words_of(clean(title)) if word.text.isalpha() and word.text not in STOP]
    words = [word for word in dict.fromkeys(words) if len(word) > 3]
    rarest = sorted(words, key=vocabulary.frequency)[:3]
    return [word for word in words if word in rarest]


def _inflections() -> dict[str, list[str]]:
    """Base form → its inflected forms, from the dictionary."""
    found: dict[str, list[str]] = {}
    words = dictionary("sv")
    for form in words:
        base = words[form]
        if form.islower() and form.isalpha() and form != base:
            found.setdefault(base, []).append(form)
    return found


def _inflected(words: list[str], inflections: dict[str, list[str]], chance: random.Random) -> str | None:
    changed = 0
    out = []
    for word in words:
        base = base_form(word, "sv")
        # Endings only: forms that begin alike, so that the dictionary's own mix-ups stay out.
        others = [
            form
            for form in inflections.get(base or "", [])
            if form != word and form[:-1].startswith(word[: max(4, len(word) - 4)])
        ]
        changed += bool(others)
        out.append(chance.choice(sorted(others)) if others else word)
    return " ".join(out) if changed >= 2 else None


def _mistyped(words: list[str], chance: random.Random) -> str | None:
    longest = max(words, key=len)
    if len(longest) < 6:
        return None
    place = chance.randrange(1, len(longest) - 1)
    wrong = chance.choice(
        (
            longest[:place] + longest[place + 1 :],
            longest[:place] + longest[place + 1] + longest[place] + longest[place + 2 :],
            longest[:place] + chance.choice(_ALPHABET) + longest[place + 1 :],
            longest[:place] + longest[place] + longest[place:],
        )
    )
    return " ".join(wrong if word == longest else word for word in words) if wrong != longest else None


def _together(words: list[str], vocabulary: Vocabulary) -> str | None:
    """Two words of the title written as the one compound they would make, if no record writes it so."""
    for one, other in pairwise(words):
        head = base_form(one, "sv") or one
        joined = head + ("s" if head.endswith(("ing", "ion", "het", "skap")) else "") + other
        if vocabulary.frequency(joined) == 0 and len(head) > 3:
            rest = [word for word in words if word not in (one, other)]
            return " ".join([joined, *rest])
    return None
