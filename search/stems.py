"""Stems: what is left of a word when its inflection is cut off, by suffix rules alone.

Swedish follows the published rules of the Snowball family (suffixes in the region after the first
vowel–consonant pair, then doubled consonants); English cuts plurals, -ed, -ing and -ly only, since
heavier rules merge words that readers keep apart.
"""

import re
from functools import lru_cache

REMEMBERED = 50_000
_VOWELS = frozenset("aeiouyåäö")
_VOWEL_AND_CONSONANT = re.compile("[aeiouyåäö][^aeiouyåäö]")
_SWEDISH_SUFFIXES = frozenset(
    """a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or as arnas
    ernas ornas es ades andes ens arens hetens erns at andet het ast et ets""".split()
)
_LONGEST_SUFFIX = max(map(len, _SWEDISH_SUFFIXES))
_LAST_LETTERS = tuple({suffix[-1] for suffix in _SWEDISH_SUFFIXES})
_SWEDISH_S_BEFORE = frozenset("bcdfghjklmnoprtvy")
_SWEDISH_DOUBLED = ("dd", "gd", "nn", "dt", "gt", "kt", "tt")
_SWEDISH_DERIVED = (("fullt", "full"), ("löst", "lös"), ("els", ""), ("lig", ""), ("ig", ""))
_DERIVED_ENDINGS = tuple(suffix for suffix, _ in _SWEDISH_DERIVED)


@lru_cache(REMEMBERED)
def swedish_stem(word: str) -> str:
    """Return the stem of a Swedish word in lower case."""
    region = _region(word)
    word = _cut_inflection(word, region)
    if word.endswith(_SWEDISH_DOUBLED) and len(word) - 1 >= region:
        word = word[:-1]
    for suffix, kept in _SWEDISH_DERIVED if word.endswith(_DERIVED_ENDINGS) else ():
        if word.endswith(suffix) and len(word) - len(suffix) >= region:
            return word[: -len(suffix)] + kept
    return word


def _region(word: str) -> int:
    """Where suffixes may begin: after the first consonant that follows a vowel, three letters in at least."""
    found = _VOWEL_AND_CONSONANT.search(word)
    return max(found.end(), 3) if found else len(word)


def _cut_inflection(word: str, region: int) -> str:
    if not word.endswith(_LAST_LETTERS):
        return word
    for start in range(max(region, len(word) - _LONGEST_SUFFIX), len(word)):
        if word[start:] in _SWEDISH_SUFFIXES:
            return word[:start]
    if word.endswith("s") and len(word) - 1 >= region and word[-2] in _SWEDISH_S_BEFORE:
        return word[:-1]
    return word


def english_stem(word: str) -> str:
    """Return the light stem of an English word in lower case."""
    word = _without_plural(word)
    for suffix in ("ingly", "edly", "ing", "ed", "ly"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            stem = word[: -len(suffix)]
            if _VOWELS.isdisjoint(stem):
                return word
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
                return stem[:-1]
            return stem.removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word


def _without_plural(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
