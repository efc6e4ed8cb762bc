"""A download as an answer: its forms and addresses, its file's name, how many large ones may run at once."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from rulebook.window import swedish_day
from search.downloads.delimited import excel_csv, plain_csv
from search.downloads.lines import json_lines
from search.downloads.tables import Reading, Row, Table
from search.downloads.workbook import About, workbook
from search.question import PAGE_SIZE, Question

AT_A_TIME = 1_000
# A download of more rows than this takes one of a process's few places: pages come before it.
LARGE = 20_000
PLACES = threading.BoundedSemaphore(2)


@dataclass(frozen=True)
class Form:
    """A form of file; `name` is its address's too (`search:download_NAME`)."""

    name: str
    label: str | Promise
    media_type: str
    ending: str


_FORMS = (
    Form(
        "xlsx",
        gettext_lazy("Excel (XLSX)"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
    ),
    Form("excel", gettext_lazy("CSV for Swedish Excel"), "text/csv; charset=utf-8", "-excel.csv"),
    Form("csv", gettext_lazy("CSV for programs"), "text/csv; charset=utf-8; header=present", ".csv"),
    Form("jsonl", gettext_lazy("JSON Lines"), "application/x-ndjson; charset=utf-8", ".jsonl"),
)
FORMS = {form.name: form for form in _FORMS}
_FILES = {
    "project": gettext_lazy("projects"),
    "call": gettext_lazy("calls"),
    "programme": gettext_lazy("programmes"),
    "organisation": gettext_lazy("organisations"),
    "outcome": gettext_lazy("results"),
}


def whole(question: Question) -> Question:
    """Return the question without its page: what a download, a feed or a saved search asks."""
    return replace(question, page=1, page_size=PAGE_SIZE)


def file_address(form: Form, question: Question) -> str:
    """Return the path of a download, in the active language."""
    query = whole(question).query_string()
    path = reverse(f"search:download_{form.name}")
    return f"{path}?{query}" if query else path


def file_name(form: Form, question: Question, reading: Reading) -> str:
    """Name the file: what is in it, and the day it was taken out."""
    return f"utlysa-{_FILES[question.kind]}-{swedish_day(reading.now):%Y-%m-%d}{form.ending}"


def written(
    form: Form, table: Table, ids: Sequence[int], reading: Reading, question: Question, notice: str
) -> Iterator[bytes]:
    """Write the file, piece by piece. What is said in words is read now, in the active language."""
    if form.name == "jsonl":
        return json_lines(_nested(table, ids, reading), reading)
    rows = _rows(table, ids, reading)
    if form.name == "xlsx":
        here = f"{settings.PUBLIC_URL}{file_address(form, question)}"
        return workbook(table, rows, reading, About(str(table.label), here, notice))
    return (plain_csv if form.name == "csv" else excel_csv)(table, rows, reading)


def _rows(table: Table, ids: Sequence[int], reading: Reading) -> Iterator[Iterable[Row]]:
    return (table.rows(list(ids[at : at + AT_A_TIME]), reading) for at in range(0, len(ids), AT_A_TIME))


def _nested(table: Table, ids: Sequence[int], reading: Reading) -> Iterator[Iterable[dict[str, Any]]]:
    if table.nested is not None:
        nested = table.nested
        return (nested(list(ids[at : at + AT_A_TIME]), reading) for at in range(0, len(ids), AT_A_TIME))
    names = [column.name for column in table.columns]
    return ([dict(zip(names, row, strict=True)) for row in chunk] for chunk in _rows(table, ids, reading))


class InAPlace:
    """A large download that holds a place until it ends, or until nobody listens any more."""

    def __init__(self, pieces: Iterator[bytes], places: threading.BoundedSemaphore) -> None:
        self._pieces, self._places, self._holds = pieces, places, True

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._pieces)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give the place back, once."""
        if self._holds:
            self._holds = False
            self._places.release()
