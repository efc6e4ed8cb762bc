"""A budget as a spreadsheet in the hands of tests: fetched, changed in another program, sent, agreed to."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from applications.models import Application
from tests.applications.test_pages_form import at, text_of

SHEET = "Föreningen Öppna kartan"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def downloaded(client: Client, application: Application) -> bytes:
    """Fetch the budget as a file."""
    answer = client.get(at(application, "budget_file"))
    assert answer["Content-Type"] == XLSX
    return bytes(answer.content)


def edited(content: bytes, change: Callable[[Workbook], object]) -> bytes:
    """Open a file in another program, change it there and save it."""
    book = openpyxl.load_workbook(BytesIO(content))
    change(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def send(client: Client, application: Application, content: bytes) -> Any:
    """Choose a file on the page."""
    file = SimpleUploadedFile("budget.xlsx", content, content_type=XLSX)
    return client.post(at(application, "read_budget"), {"file": file})


def row_of(sheet: Worksheet, mark: str) -> int:
    """Find the row that holds something, by its hidden mark."""
    return next(row for row in range(1, 100) if sheet.cell(row, 1).value == mark)


def fill(mark: str, column: int, value: object, sheet: str = SHEET) -> Callable[[Workbook], object]:
    """Write into a cell of a party's sheet; columns are counted from one."""

    def change(book: Workbook) -> None:
        found = book[sheet]
        found.cell(row_of(found, mark), column).value = value  # type: ignore[assignment]

    return change


def agree(client: Client, application: Application, shown: Any) -> HttpResponse:
    """Save what was shown."""
    found = re.search(r'name="agreed" value="([^"]+)"', text_of(shown))
    assert found is not None
    return client.post(at(application, "read_budget"), {"agreed": found[1]})  # type: ignore[return-value]
