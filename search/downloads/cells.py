"""A value as a cell: one line, and nothing that a spreadsheet takes for a formula."""

from collections.abc import Callable, Mapping
from datetime import date

from search.downloads.tables import Column, Value

LICENCE = "CC0-1.0"
LICENCE_ADDRESS = "https://creativecommons.org/publicdomain/zero/1.0/"
BETWEEN = " | "
# What starts a formula in a spreadsheet, the full-width signs among it.
_STARTS_A_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")

Written = str | int | date | None


def is_risky(text: str) -> bool:
    """Whether a spreadsheet could take a text for a formula."""
    return text[:1] in _STARTS_A_FORMULA or (text[:1].isspace() and text.lstrip()[:1] in _STARTS_A_FORMULA)


def safe_text(text: str) -> str:
    """Write a text in one line; an apostrophe goes before what could be taken for a formula."""
    line = " ".join(text.split()) if "\n" in text or "\r" in text or "\t" in text else text
    return f"'{line}" if line and is_risky(line) else line


def cell_of(value: Value) -> Written:
    """Return a value as one cell: lists are joined, texts made safe."""
    if isinstance(value, str):
        return safe_text(value)
    if isinstance(value, tuple):
        return safe_text(BETWEEN.join(part.replace("|", "/") for part in value))
    return value


def in_words(column: Column) -> Callable[[Value], Value]:
    """Return what turns a column's codes into words of the active language, once for all rows."""
    words: Mapping[str, str] = column.words() if column.words else {}

    def worded(value: Value) -> Value:
        if isinstance(value, tuple):
            return tuple(words.get(part, part) for part in value)
        return words.get(value, value) if isinstance(value, str) else value

    return worded
