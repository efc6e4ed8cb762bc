"""Budgets in files that are refused, each with a clear no, and damaged ones of every kind."""

import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from applications.document import document_of
from applications.models import Application
from applications.spreadsheet import archive
from applications.spreadsheet.archive import UnreadableFile
from applications.spreadsheet.read import read_workbook
from tests import factories as make
from tests.applications.budget_files import SHEET, agree, downloaded, edited, fill, row_of, send
from tests.applications.test_pages_all import browser
from tests.applications.test_pages_form import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def alma() -> Client:
    """The browser of the coordinator."""
    return browser(make.applicant())


def zipped(members: dict[str, bytes], content: bytes = b"") -> bytes:
    """A zip file with these members, after those of another."""
    buffer = BytesIO(content)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


def without_hidden(book: Workbook) -> None:
    """Take the hidden sheet out."""
    del book["_utlysa"]


def without_marks(book: Workbook) -> None:
    """Take a row out."""
    sheet = book[SHEET]
    sheet.delete_rows(row_of(sheet, "grant"))


def doubled(book: Workbook) -> None:
    """Copy a party's sheet."""
    book.copy_worksheet(book[SHEET])


@pytest.mark.parametrize("change", [without_hidden, without_marks, doubled])
def test_a_file_out_of_shape_is_refused(alma: Client, change: Callable[[Workbook], object]) -> None:
    application = make.filled_application()
    answer = send(alma, application, edited(downloaded(alma, application), change))
    assert answer.status_code == 422
    assert answer.context["problems"]


BILLION = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c SYSTEM "file:///etc/hostname">]><workbook>&b;&c;</workbook>'
)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a file",
        b"%PDF-1.7",
        b"PK\x03\x04",
        archive._OLD_OR_LOCKED + b"\x00" * 512,
        zipped({"a.txt": b"a"}),
        zipped({"xl/workbook.xml": b"<a"}),
        zipped({"xl/workbook.xml": BILLION, "[Content_Types].xml": BILLION}),
        zipped({"xl/workbook.xml": b"<a/>", "xl/vbaProject.bin": b"x"}),
        zipped({"xl/workbook.xml": b"<a/>", "big": b"\x00" * (archive.MOST_UNPACKED + 1)}),
        zipped({"xl/workbook.xml": b"<a/>", **{f"f{n}": b"" for n in range(archive.MOST_MEMBERS)}}),
        b"\x00" * (archive.MOST_BYTES + 1),
    ],
    ids=(
        "empty text head_of_pdf head_of_zip old_office other_zip torn_xml billion_laughs macros bomb "
        "many_members too_large"
    ).split(),
)
def test_a_file_that_is_no_budget_gets_a_clear_no(alma: Client, content: bytes) -> None:
    application = make.filled_application()
    answer = send(alma, application, content)
    assert answer.status_code == 422
    assert len(answer.context["problems"]) == 1
    assert answer.context["problems"][0][0] == "#id_file"


def test_no_file_gets_a_clear_no(alma: Client) -> None:
    application = make.filled_application()
    assert alma.post(at(application, "read_budget"), {}).status_code == 422


def test_a_closed_round_saves_nothing(alma: Client) -> None:
    application = make.filled_application()
    shown = send(alma, application, edited(downloaded(alma, application), fill("grant", 4, 1)))
    round_ = application.round
    round_.closes_at = make.APPLIED + timedelta(days=1)
    round_.save()
    before = document_of(application)
    assert agree(alma, application, shown).status_code == 422
    assert document_of(application) == before
    assert alma.get(at(application, "read_budget"))["Location"] == at(application, "submit")


@pytest.fixture
def budget_file(alma: Client) -> tuple[Application, bytes]:
    """An application's budget as a file."""
    application = make.filled_application()
    return application, downloaded(alma, application)


@given(places=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_is_read_or_refused_never_more(
    budget_file: tuple[Application, bytes], places: list[tuple[int, int]]
) -> None:
    application, content = budget_file
    damaged = bytearray(content)
    for place, byte in places:
        damaged[place % len(damaged)] = byte
    parties = [party.pk for party in application.parties.all()]
    with suppress(UnreadableFile):
        reading = read_workbook(bytes(damaged), only=parties)
        assert {sheet.party for sheet in reading.sheets} <= set(parties)
