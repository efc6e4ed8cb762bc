"""What is known of Swedish and English words before any record is read: base forms by dictionary.

The data are simplemma's (MIT licence), some hundred megabytes when loaded; each language is read once a
process, when first needed (under two seconds).
"""

from collections.abc import Mapping
from functools import cache, lru_cache

from simplemma.strategies import DefaultDictionaryFactory

REMEMBERED = 100_000
_FACTORY = DefaultDictionaryFactory(cache_max_size=2)


@cache
def dictionary(language: str) -> Mapping[str, str]:
    """Return inflected form → base form of a language, "sv" or "en"."""
    found: Mapping[str, str] = _FACTORY.get_dictionary(language)
    return found


@lru_cache(REMEMBERED)
def base_form(word: str, language: str) -> str | None:
    """Return the base form of a word in lower case, or None if the dictionary doesn't know the word.

    Names stand with a capital in the dictionary; they are known only as such and give None here.
    """
    found = dictionary(language).get(word)
    return found.lower() if found else None
