"""Downloads hold nothing that is not public and no formulas; they answer plainly, within limits."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from threading import BoundedSemaphore

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from registry.facts import PartyFacts
from registry.models import Change, Organisation, Outcome, Programme, Project
from registry.publish import withdraw_project
from rulebook.facts import SectorClass
from search.downloads.answering import InAPlace
from search.downloads.cells import changes_of, is_risky, joined, safe_text
from search.downloads.kinds import TABLES
from search.downloads.tables import Column, Reading
from search.downloads.views import BY_CLIENT
from search.index import rebuild
from tests.search.records import NOW, make_funder, make_project
from tests.search.taking import CSV, EXCEL, LINES, XLSX, objects_of, rows_of, sheet_of, taken

pytestmark = pytest.mark.django_db
Library = dict[str, Project]
FORMULAS = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n@x", "＝1+1", "＋1", "－1", "＠x"),
    *('=HYPERLINK("http://x.example","x")', "=cmd|' /C calc'!A0", '+SUM(1)*cmd|"/C calc"!A0', "-2+3+cmd|x"),
)


def test_what_is_not_public_is_in_no_file(client: Client, library: Library) -> None:
    funder = make_funder()
    secret = Programme.objects.create(
        funder=funder, diarienummer="2025-09999", title_sv="Hemligt program", updated_at=NOW, withdrawn_at=NOW
    )
    Project.objects.update(programme=secret)
    Outcome.objects.update(withdrawn_at=NOW, summary_sv="Hemligt resultat")
    Change.objects.update(indexed_at=NOW)
    withdraw_project(library["farming"], now=NOW, actor="machine:tests")
    for address in (CSV, EXCEL, XLSX, LINES):
        for kind in ("project", "outcome", "programme"):
            data = taken(client, f"{address}?kind={kind}")
            if address == XLSX:
                with zipfile.ZipFile(io.BytesIO(data)) as book:
                    data = b"".join(book.read(name) for name in book.namelist())
            for told in ("2025-00101", "2025-09999", "Hemligt"):
                assert told.encode() not in data, (address, kind, told)
    assert {row["has_outcome"] for row in rows_of(client)} == {"no"}


def test_a_persons_number_is_in_no_file(client: Client, db: None) -> None:
    trader = PartyFacts(number="8112189876", name="Firman", sector=SectorClass.BUSINESS, is_coordinator=True)
    make_project("2026-00001", "Enskild firma", parties=(trader,))
    rebuild(now=NOW)
    assert Organisation.objects.filter(number="8112189876").exists()
    for address in (CSV, EXCEL, XLSX, LINES):
        for kind in ("project", "organisation"):
            data = taken(client, f"{address}?kind={kind}")
            if address == XLSX:
                with zipfile.ZipFile(io.BytesIO(data)) as book:
                    data = b"".join(book.read(name) for name in book.namelist())
            assert b"Firman" in data
            assert b"811218" not in data
            assert b"9876" not in data


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula(formula: str) -> None:
    assert is_risky(formula)
    assert safe_text(formula)[0] == "'" or not is_risky(safe_text(formula))
    assert (
        changes_of([Column(name="x", label="x", kind="texts")], for_people=False)[0][1]((formula, "x"))[0]
        == "'"
    )
    assert "\n" not in safe_text(f"a\n{formula}")


def test_values_in_a_cell_can_be_told_apart() -> None:
    assert joined(()) == ""
    assert joined(("a|b",)) == "a|b"
    assert joined(("a", "b")) == "a | b"
    assert joined(("a|b", "c", "d|")) == "a/b | c | d/"


def test_titles_that_are_formulas_stay_texts_in_every_form(client: Client, db: None) -> None:
    make_project("2026-00001", '=HYPERLINK("http://x.example";"klicka")', title_en="@SUM(A1)|x")
    rebuild(now=NOW)
    [row] = rows_of(client)
    assert (row["title_sv"][:2], row["title_en"][:2]) == ("'=", "'@")
    sheet = sheet_of(client)
    cell = sheet["B2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x.example";"klicka")')
    assert cell.quotePrefix
    assert objects_of(client)[0]["title_sv"] == '=HYPERLINK("http://x.example";"klicka")'


def test_texts_with_everything_in_them_come_back(client: Client, db: None) -> None:
    title = 'Å;"ä", <b>ö</b> & ’citat’ | 🐝 ]]> \x0b'
    make_project("2026-00001", title, summary="rad ett\nrad två\r\n\trad tre")
    rebuild(now=NOW)
    [row] = rows_of(client)
    assert (row["title_sv"], row["summary_sv"]) == (title, "rad ett rad två rad tre")
    assert sheet_of(client)["B2"].value == title.replace("\x0b", "")
    assert objects_of(client)[0]["summary_sv"] == "rad ett\nrad två\r\n\trad tre"


def test_other_kinds_have_columns_of_their_own(client: Client, library: Library) -> None:
    organisations = {row["name"]: row for row in rows_of(client, "?kind=organisation")}
    told = organisations["Almköpings kommun"]
    assert (told["organisation_number"], told["projects"], told["county"]) == (
        "212000-9997",
        "4",
        "Västra Götalands län",
    )
    assert told["page"] == "http://testserver/en/organisations/2120009997/"
    [outcome] = rows_of(client, "?kind=outcome")
    assert (outcome["diarienummer"], outcome["summary_sv"]) == (
        "2023-00103",
        "Röstningen lockade dubbelt så många förstagångsväljare.",
    )
    assert rows_of(client, "?kind=call") == []
    assert objects_of(client, "?kind=outcome")[0]["outputs"] == []
    assert client.get(f"{CSV}?kind=page").status_code == 404


def test_without_an_index_the_plain_search_is_downloaded_and_says_so(client: Client, db: None) -> None:
    make_project("2026-00200", "Skogsbad")
    make_project("2026-00201", "Strandbad")
    assert [row["diarienummer"] for row in rows_of(client, "?q=skogsbad")] == ["2026-00200"]
    book = load_workbook(io.BytesIO(taken(client, f"{XLSX}?q=skogsbad")))
    assert "simpler search" in str(book.worksheets[1]["B6"].value)


def test_the_answer_says_what_it_is(client: Client, library: Library) -> None:
    day = timezone.localdate()
    for address, name, kind in (
        (CSV, f"utlysa-projects-{day}.csv", "text/csv; charset=utf-8; header=present"),
        (EXCEL, f"utlysa-projects-{day}-excel.csv", "text/csv; charset=utf-8"),
        (LINES, f"utlysa-projects-{day}.jsonl", "application/x-ndjson; charset=utf-8"),
    ):
        for answer in (client.get(address), client.head(address)):
            assert answer.status_code == 200
            assert f'filename="{name}"' in answer["Content-Disposition"]
            assert answer["Content-Type"] == kind
            assert 'rel="license"' in answer["Link"]
    assert client.head(CSV).content == b""
    assert client.post(CSV).status_code == 405
    assert client.head(reverse("search:download_csv"))["Content-Disposition"]


def test_pages_come_before_large_downloads(
    client: Client, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.downloads.views.LARGE", 1)
    running = [client.get(CSV), client.get(CSV)]
    assert [answer.status_code for answer in running] == [200, 200]
    refused = client.get(CSV)
    assert (refused.status_code, refused["Retry-After"]) == (503, "60")
    assert client.get(f"{CSV}?q=odlingssystem").status_code == 200
    for answer in running:
        assert b"".join(answer)
    assert b"".join(client.get(CSV))


def test_a_place_is_given_back_when_nobody_listens_or_something_breaks() -> None:
    places = BoundedSemaphore(1)

    def breaking() -> Iterator[bytes]:
        yield b"one"
        raise OSError

    for pieces in (iter([b"one", b"two"]), breaking()):
        assert places.acquire(blocking=False)
        held = InAPlace(pieces, places)
        assert next(held) == b"one"
        assert not places.acquire(blocking=False)
        with suppress(OSError):
            next(held)
        held.close()
        held.close()
        assert places.acquire(blocking=False)
        places.release()


def test_a_client_may_download_so_often(
    client: Client, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(BY_CLIENT.most):
        BY_CLIENT.spend("127.0.0.1")
    assert client.get(CSV).status_code == 429
    assert client.get(CSV, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_workbook_goes_on_on_another_sheet(
    client: Client, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.downloads.workbook.MOST_ROWS", 3)
    book = load_workbook(io.BytesIO(taken(client, XLSX)))
    assert book.sheetnames == ["Projects", "Projects 2", "Projects 3", "About the data"]
    numbers = [sheet[f"A{row}"].value for sheet in book.worksheets[:3] for row in (2, 3)]
    assert sorted(numbers) == sorted(project.diarienummer for project in library.values())


def test_rows_are_read_in_six_questions_however_many(
    library: Library, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ids = [project.pk for project in library.values()]
    for some in (ids, ids[:1]):
        with django_assert_num_queries(6):
            assert len(list(TABLES["project"].rows(some, Reading("sv", NOW)))) == len(some)


def test_the_search_page_offers_the_files(client: Client, library: Library) -> None:
    page = client.get("/en/projects/?q=system&sector=civil_society").content.decode()
    for address in (CSV, EXCEL, XLSX, LINES):
        assert f'href="{address}?q=system&amp;sector=civil_society"' in page
    assert CSV not in client.get("/en/projects/?q=xylofonorkester").content.decode()


def test_days_before_spreadsheets_begin_are_texts(client: Client, db: None) -> None:
    make_project("2026-00001", "Gammalt", decided_on=date(1899, 5, 1))
    rebuild(now=NOW)
    assert "1899-05-01" in [cell.value for cell in sheet_of(client)[2]]
