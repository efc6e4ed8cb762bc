"""CSV in two forms: for programs as RFC 4180 says, for people as Swedish Excel opens it."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain

from django.utils.translation import gettext as _

from rulebook.window import STOCKHOLM
from search.downloads.cells import LICENCE, cell_of, in_words, safe_text
from search.downloads.kinds import for_people
from search.downloads.tables import Reading, Row, Table

Chunks = Iterable[Iterable[Row]]


def plain_csv(table: Table, chunks: Chunks, reading: Reading) -> Iterator[bytes]:
    """Write UTF-8 with commas, the API's field names first; each row says licence and moment."""
    said = (LICENCE, f"{reading.now:%Y-%m-%dT%H:%M:%SZ}")
    head = (*(column.name for column in table.columns), "licence", "retrieved")
    rows = (([cell_of(value) for value in row] + [*said] for row in chunk) for chunk in chunks)
    return _written(chain([[head]], rows), ",")


def excel_csv(table: Table, chunks: Chunks, reading: Reading) -> Iterator[bytes]:
    """Write as Swedish Excel opens it by a double click: byte order mark, semicolons, words for codes."""
    shown = [(place, in_words(column)) for place, column in for_people(table)]
    said = (LICENCE, f"{reading.now.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}")
    labels = (safe_text(str(column.label)) for _place, column in for_people(table))
    head = (*labels, _("Licence"), _("Retrieved"))
    rows = (
        ([cell_of(words(row[place])) for place, words in shown] + [*said] for row in chunk)
        for chunk in chunks
    )
    return chain([b"\xef\xbb\xbf"], _written(chain([[head]], rows), ";"))


def _written(chunks: Iterable[Iterable[Iterable[object]]], delimiter: str) -> Iterator[bytes]:
    for chunk in chunks:
        page = StringIO(newline="")
        csv.writer(page, delimiter=delimiter).writerows(chunk)
        yield page.getvalue().encode()
