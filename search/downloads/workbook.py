"""A workbook (XLSX) written as a stream: nothing is kept, neither in memory nor on disk.

Texts stand in their cells as inline strings, which no program takes for formulas. Sheets are cut at what
Excel takes (rows) and what a part of a plain zip file holds (bytes), so that there is no cap.
"""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from operator import itemgetter
from typing import IO, Any

from django.utils.translation import gettext as _

from rulebook.window import STOCKHOLM
from search.downloads import workbook_parts as parts
from search.downloads.cells import LICENCE, LICENCE_ADDRESS, changes_of, is_risky, joined
from search.downloads.kinds import for_people
from search.downloads.tables import Column, Reading, Row, Table
from search.downloads.xml_text import fit_for_xml

MOST_ROWS = 1_048_576
MOST_BYTES = 1_800_000_000
LONGEST_TEXT = 32_767
_DAY_ZERO = date(1899, 12, 30).toordinal()
_FIRST_SAFE_DAY = "1900-03-01"


class _Sink:
    """Takes what the zip file writes and hands it on: a file that can neither be sought in nor read."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def taken(self) -> bytes:
        """Return what has come since the last time."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data


@dataclass(frozen=True)
class About:
    """What the sheet about the data says besides licence and moment."""

    sheet: str
    address: str
    notice: str = ""


@dataclass(frozen=True)
class _Words:
    """What the workbook says in the reader's language, looked up before the first piece is written."""

    sheet: str
    heads: Sequence[tuple[Column, str]]
    about_sheet: str
    about: Sequence[tuple[str, str]]


def workbook(
    table: Table, chunks: Iterable[Iterable[Row]], reading: Reading, about: About
) -> Iterator[bytes]:
    """Write the workbook, piece by piece: the rows' sheets first, then what says which sheets there are."""
    heads = [(column, str(column.label)) for _place, column in for_people(table)]
    words = _Words(about.sheet, heads, _("About the data"), _about(about, reading))
    take = itemgetter(*(place for place, _column in for_people(table)))
    return _pieces((take(row) for chunk in chunks for row in chunk), words)


def _pieces(lines: Iterator[Row], words: _Words) -> Iterator[bytes]:
    sink = _Sink()
    names: list[str] = []
    first = next(lines, None)
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:  # type: ignore[call-overload]
        while first is not None or not names:
            names.append(words.sheet if not names else f"{words.sheet} {len(names) + 1}")
            with book.open(parts.sheet_name(len(names)), "w") as part:
                sheet = _Sheet(part, words.heads)
                for line in chain([] if first is None else [first], lines):
                    sheet.add(line)
                    if sheet.has_much:
                        sheet.flush()
                        yield sink.taken()
                    if sheet.is_full:
                        break
                sheet.end()
            first = next(lines, None)
        parts.finish(book, [*names, words.about_sheet], words.about)
    yield sink.taken()


class _Sheet:
    """A sheet being written: rows are added, written in pieces, and ended."""

    def __init__(self, part: IO[bytes], heads: Sequence[tuple[Column, str]]) -> None:
        self._part, self._rows, self._bytes = part, 1, 0
        self._letters = [parts.letter(at) for at in range(len(heads))]
        columns = [column for column, _label in heads]
        worded = dict(changes_of(columns, for_people=True))
        self._cells = [
            (f'<c r="{letter}', _writer(column, worded.get(at)))
            for at, (letter, column) in enumerate(zip(self._letters, columns, strict=True))
        ]
        head = "".join(
            parts.text_cell(f"{letter}1", _fit(label), parts.BOLD)
            for letter, (_column, label) in zip(self._letters, heads, strict=True)
        )
        widths = [column.width for column, _label in heads]
        self._waiting = [f'{parts.sheet_start(widths)}<row r="1">{head}</row>']
        self._length = 0

    @property
    def is_full(self) -> bool:
        return self._rows >= MOST_ROWS or self._bytes >= MOST_BYTES

    @property
    def has_much(self) -> bool:
        return self._length > 200_000

    def add(self, line: Row) -> None:
        self._rows += 1
        number = self._rows
        cells = [
            f"{start}{number}{write(value)}"
            for (start, write), value in zip(self._cells, line, strict=True)
            if value is not None and value != "" and value != ()
        ]
        written = f'<row r="{number}">{"".join(cells)}</row>'
        self._waiting.append(written)
        self._length += len(written)

    def flush(self) -> None:
        data = "".join(self._waiting).encode()
        self._bytes += len(data)
        self._waiting.clear()
        self._length = 0
        self._part.write(data)

    def end(self) -> None:
        self._waiting.append(parts.sheet_end(self._letters[-1], self._rows))
        self.flush()


def _about(about: About, reading: Reading) -> list[tuple[str, str]]:
    moment = f"{reading.now.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}"
    told = [
        (_("The search"), about.address),
        (_("Retrieved"), moment),
        (_("Licence"), f"{LICENCE}, {LICENCE_ADDRESS}"),
        (_("Sums"), _("Whole kronor. An empty cell means that the sum is unknown.")),
        (_("Several values in a cell"), _("They are separated by |.")),
    ]
    return [*told, (_("Note"), about.notice)] if about.notice else told


def _fit(text: str) -> str:
    """Cut a text to what a cell holds, without what XML can't hold."""
    fitting = text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
    return fit_for_xml(fitting)


# What follows a cell's place: its style, its type and its value.
def _writer(column: Column, worded: Callable[[Any], str] | None) -> Callable[[Any], str]:
    if column.kind in ("text", "texts"):
        return _text
    if column.kind in _WRITERS:
        return _WRITERS[column.kind]
    return (lambda value: parts.text_after(_fit(worded(value)), parts.PLAIN)) if worded else _code


def _code(value: Any) -> str:
    return parts.text_after(_fit(str(value)), parts.PLAIN)


def _text(value: Any) -> str:
    text = _fit(joined(value) if isinstance(value, tuple) else str(value))
    return parts.text_after(text, parts.QUOTED if is_risky(text) else parts.PLAIN)


def _number(value: Any) -> str:
    return f'"><v>{value}</v></c>'


def _kronor(value: Any) -> str:
    return f'" s="{parts.MONEY}"><v>{value}</v></c>'


def _day(value: Any) -> str:
    if value < _FIRST_SAFE_DAY:
        return parts.text_after(value, parts.PLAIN)
    return f'" s="{parts.DAY}"><v>{date.fromisoformat(value).toordinal() - _DAY_ZERO}</v></c>'


_WRITERS: dict[str, Callable[[Any], str]] = {"number": _number, "kronor": _kronor, "day": _day}
