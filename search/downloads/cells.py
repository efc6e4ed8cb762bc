"""A value as a cell: one line, and nothing that a spreadsheet takes for a formula."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from search.downloads.tables import Column

LICENCE = "CC0-1.0"
LICENCE_ADDRESS = "https://creativecommons.org/publicdomain/zero/1.0/"
BETWEEN = " | "
# What starts a formula in a spreadsheet, the full-width signs among it.
_STARTS_A_FORMULA = frozenset("=+-@|%\t\r\n＝＋－＠")
_SUSPECT = _STARTS_A_FORMULA | {chr(code) for code in range(0x3001) if chr(code).isspace()}


def is_risky(text: str) -> bool:
    """Whether a spreadsheet could take a text for a formula."""
    return text[:1] in _STARTS_A_FORMULA or (text[:1].isspace() and text.lstrip()[:1] in _STARTS_A_FORMULA)


def safe_text(text: str) -> str:
    """Write a text in one line; an apostrophe goes before what could be taken for a formula."""
    # Most texts are neither: this is asked some ten times a row.
    if text[:1] not in _SUSPECT and "\n" not in text and "\r" not in text and "\t" not in text:
        return text
    line = " ".join(text.split()) if text[:1].isspace() or not text.isprintable() else text
    return f"'{line}" if is_risky(line) else line


def joined(values: tuple[str, ...]) -> str:
    """Write several values in one cell."""
    text = BETWEEN.join(values)
    if text.count("|") >= len(values) > 1:  # one of them has the sign itself
        return BETWEEN.join(value.replace("|", "/") for value in values)
    return text


def _safe_list(values: tuple[str, ...]) -> str:
    return safe_text(joined(values))


def changes_of(columns: Sequence[Column], *, for_people: bool) -> list[tuple[int, Callable[[Any], str]]]:
    """Return what has to be done to a row's values before they are cells: place → how it is written.

    The words of codes are looked up once, in the active language. Values not named here stay as they are.
    """
    changes: list[tuple[int, Callable[[Any], str]]] = []
    for place, column in enumerate(columns):
        words = column.words() if for_people and column.words else None
        if words is not None:
            changes.append((place, partial(_in_words, words)))
        elif column.kind in _WAYS:
            changes.append((place, _WAYS[column.kind]))
    return changes


def _in_words(words: Mapping[str, str], value: str | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return joined(tuple(words.get(part, part) for part in value))
    return words.get(value, value)


_WAYS: Mapping[str, Callable[[Any], str]] = {"text": safe_text, "texts": _safe_list, "codes": joined}
