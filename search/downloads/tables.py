"""What a download consists of: its columns, and how rows are read for ids."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.conf import settings
from django.utils.functional import Promise

from wording.addresses import address_pattern

Value = str | int | tuple[str, ...] | None
Row = Sequence[Value]
# A day is written YYYY-MM-DD. Texts are what people wrote;
# codes are the portal's own words, which no spreadsheet can take for formulas.
ColumnKind = Literal["text", "texts", "code", "codes", "number", "kronor", "day"]


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column: `name` for machines as in the API, `label` for people; `words` are what codes mean to people.

    `for_machines` columns are left out of the files that people open in a spreadsheet. `width` in characters.
    """

    name: str
    label: str | Promise
    kind: ColumnKind = "text"
    words: Callable[[], Mapping[str, str]] | None = None
    for_machines: bool = False
    width: int = 16


@dataclass(frozen=True)
class Reading:
    """Who reads: the language of names and addresses, and the moment (UTC) the data was taken out."""

    language: str
    now: datetime


@dataclass(frozen=True)
class Table:
    """A kind of record as a table. `rows`: ids → a row for each that is public now, in the order of the ids.

    `nested`: the same as JSON's objects, with more than a cell can hold.
    """

    kind: str
    label: str | Promise
    columns: tuple[Column, ...]
    rows: Callable[[Sequence[int], Reading], Iterable[Row]]
    nested: Callable[[Sequence[int], Reading], Iterable[dict[str, Any]]] | None = None


def in_the(reading: Reading, swedish: str, english: str) -> str:
    """Choose the reader's text, or the one there is."""
    return (swedish or english) if reading.language == "sv" else (english or swedish)


def pattern_of(reading: Reading, name: str, parts: int) -> str:
    """Return the absolute address of a kind of page in the reader's language, with {0}, {1} for its parts."""
    return f"{settings.PUBLIC_URL}{address_pattern(name, reading.language, parts)}"


def page_of(reading: Reading, name: str, *parts: object) -> str:
    """Return the absolute address of a record's page in the reader's language."""
    return pattern_of(reading, name, len(parts)).format(*parts)


def in_order(ids: Sequence[int], rows: Mapping[int, Any]) -> list[Any]:
    """Return what there is of the rows, in the order of the ids."""
    return [rows[each] for each in ids if each in rows]


def told_part(part: Sequence[Any], reading: Reading) -> tuple[str, str]:
    """Return number and title of a programme or call; nothing of one that there is not, or no longer.

    `part` is diarienummer, title_sv, title_en and withdrawn_at, as read.
    """
    number, swedish, english, withdrawn_at = part
    if number is None or withdrawn_at is not None:
        return "", ""
    return number, in_the(reading, swedish, english)
