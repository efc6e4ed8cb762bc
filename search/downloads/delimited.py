"""CSV in two forms: for programs as RFC 4180 says, for people as Swedish Excel opens it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any

from django.utils.translation import gettext as _

from rulebook.window import STOCKHOLM
from search.downloads.cells import LICENCE, changes_of, safe_text
from search.downloads.kinds import for_people
from search.downloads.tables import Reading, Row, Table

Chunks = Iterable[Iterable[Row]]
Changes = Sequence[tuple[int, Callable[[Any], str]]]


def plain_csv(table: Table, chunks: Chunks, reading: Reading) -> Iterator[bytes]:
    """Write UTF-8 with commas, the API's field names first; each row says licence and moment."""
    said = [LICENCE, f"{reading.now:%Y-%m-%dT%H:%M:%SZ}"]
    head = [*(column.name for column in table.columns), "licence", "retrieved"]
    changes = changes_of(table.columns, for_people=False)
    rows = (_cells(chunk, changes, said) for chunk in chunks)
    return _written(chain([[head]], rows), ",")


def excel_csv(table: Table, chunks: Chunks, reading: Reading) -> Iterator[bytes]:
    """Write as Swedish Excel opens it by a double click: byte order mark, semicolons, words for codes."""
    places, columns = zip(*for_people(table), strict=True)
    said = [LICENCE, f"{reading.now.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}"]
    head = [*(safe_text(str(column.label)) for column in columns), _("Licence"), _("Retrieved")]
    changes = changes_of(columns, for_people=True)
    rows = (_cells(map(itemgetter(*places), chunk), changes, said) for chunk in chunks)
    return chain([b"\xef\xbb\xbf"], _written(chain([[head]], rows), ";"))


def _cells(rows: Iterable[Row], changes: Changes, said: list[str]) -> Iterator[list[object]]:
    for row in rows:
        cells: list[object] = [*row]
        for place, change in changes:
            value = cells[place]
            cells[place] = change(value) if value else ""
        cells += said
        yield cells


def _written(chunks: Iterable[Iterable[Sequence[object]]], delimiter: str) -> Iterator[bytes]:
    for chunk in chunks:
        yield "".join([_line(cells, delimiter) for cells in chunk]).encode()


def _line(cells: Sequence[object], delimiter: str) -> str:
    """Write a line by RFC 4180. The standard library's writer asks of every letter whether it ends a line."""
    fields = []
    for cell in cells:
        if isinstance(cell, str):
            if delimiter in cell or '"' in cell or "\n" in cell or "\r" in cell:
                cell = '"' + cell.replace('"', '""') + '"'
            fields.append(cell)
        else:
            fields.append("" if cell is None else str(cell))
    return f"{delimiter.join(fields)}\r\n"
