"""Downloads as a test takes them: the files' addresses, and their rows, objects and sheets."""

import csv
import io
import json

from django.test import Client
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

CSV, EXCEL = "/en/search/download.csv", "/en/search/download-excel.csv"
XLSX, LINES = "/en/search/download.xlsx", "/en/search/download.jsonl"


def taken(client: Client, address: str, **given: str) -> bytes:
    """The file at an address."""
    answer = client.get(address, given)
    assert answer.status_code == 200
    return b"".join(answer)


def rows_of(client: Client, query: str = "") -> list[dict[str, str]]:
    """The rows of the plain CSV, each by its columns' names."""
    return list(csv.DictReader(io.StringIO(taken(client, f"{CSV}{query}").decode(), newline="")))


def objects_of(client: Client, query: str = "") -> list[dict[str, object]]:
    """The objects of the JSON lines."""
    return [json.loads(line) for line in taken(client, f"{LINES}{query}").splitlines()]


def sheet_of(client: Client, query: str = "") -> Worksheet:
    """The first sheet of the workbook."""
    book = load_workbook(io.BytesIO(taken(client, f"{XLSX}{query}")))
    sheet: Worksheet = book.worksheets[0]
    return sheet
