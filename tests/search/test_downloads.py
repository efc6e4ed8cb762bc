"""Downloads: everything that a question finds, in four forms, each with every field."""

import csv
import io
import re

import pytest
from django.test import Client
from openpyxl import load_workbook

from registry.facts import PartyFacts
from registry.models import Project
from search.ask import ask
from search.index import rebuild
from search.question import Question
from tests.search.records import NOW, make_project
from tests.search.taking import EXCEL, XLSX, objects_of, rows_of, taken

pytestmark = pytest.mark.django_db
Library = dict[str, Project]


def test_a_row_has_everything_that_the_record_says(client: Client, library: Library) -> None:
    [row] = rows_of(client, "?q=odlingssystem")
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", row.pop("retrieved"))
    assert row == {
        "diarienummer": "2025-00101",
        "title_sv": "Nya odlingssystem på tak",
        "title_en": "New growing systems on roofs",
        "funder": "The Works Fund",
        "programme": "",
        "programme_title": "",
        "call": "",
        "call_title": "",
        "status": "running",
        "decided_on": "2025-03-04",
        "starts": "2025-05-01",
        "ends": "2027-04-30",
        "year": "2025",
        "amount_awarded": "1000000",
        "own_funding": "",
        "total_budget": "",
        "coordinator": "Almköpings kommun",
        "coordinator_number": "212000-9997",
        "coordinator_workplace": "Medborgarkontoret",
        "parties": "Almköpings kommun | Föreningen Granngluggen",
        "party_numbers": "212000-9997 | 802000-9994",
        "sectors": "public | civil_society",
        "county_codes": "14 | 12",
        "counties": "Västra Götalands län | Skåne län",
        "municipalities": "",
        "goals": "",
        "has_outcome": "no",
        "page": "http://testserver/en/projects/bruksfonden/2025-00101/",
        "summary_sv": "Vi prövar hur grannar kan odla grönsaker ovanpå hyreshus.",
        "summary_en": "",
        "licence": "CC0-1.0",
    }


def test_own_funding_and_total_are_sums_only_where_every_part_is_known(client: Client, db: None) -> None:
    parties = [
        PartyFacts(number="2120009997", name="A", is_coordinator=True, own_funding=200, amount_awarded=800),
        PartyFacts(number="8020009994", name="B", own_funding=0),
    ]
    make_project("2026-00001", "Känt", parties=tuple(parties), amount_awarded=800)
    unknown = PartyFacts(number="5560009993", name="C")
    make_project("2026-00002", "Okänt", parties=(*parties, unknown), amount_awarded=800)
    rebuild(now=NOW)
    found = {row["title_sv"]: (row["own_funding"], row["total_budget"]) for row in rows_of(client)}
    assert found == {"Känt": ("200", "1000"), "Okänt": ("", "")}


@pytest.mark.parametrize(
    "query",
    [
        *("", "?q=system", "?sector=public&year=2025", "?q=medborgarbuget", "?status=unknown", "?year=x"),
        *("?q=gatubelysning+kollektivtrafik", "?q=xylofon", "?has_outcome=yes", "?page=7&page_size=1"),
        *("?county=14&county=12", "?q=system&sort=largest", "?amount=600000-2000000"),
    ],
)
def test_the_same_question_gives_the_same_set_as_the_page(
    client: Client, library: Library, query: str
) -> None:
    names = {project.diarienummer for project in library.values()}
    pairs = [part.split("=") for part in query.removeprefix("?").split("&") if part]
    facets = {name: frozenset(v for n, v in pairs if n == name) for name, _ in pairs}
    text = next(iter(facets.pop("q", ())), "").replace("+", " ")
    for name in ("page", "page_size", "sort"):
        facets.pop(name, None)
    page = ask(Question(text=text, facets=facets, page_size=100))
    found = [row["diarienummer"] for row in rows_of(client, query)]
    assert set(found) <= names
    assert len(found) == page.count
    assert set(found) == {hit.diarienummer for hit in page.hits}


def test_newest_first_or_largest_first(client: Client, library: Library) -> None:
    assert rows_of(client, "?sort=largest")[0]["diarienummer"] == "2024-00102"
    assert [row["decided_on"] for row in rows_of(client)][-1] == ""


def test_excel_opens_the_swedish_csv(client: Client, library: Library) -> None:
    data = taken(client, f"{EXCEL}?q=odlingssystem")
    assert data.startswith(b"\xef\xbb\xbfCase number;")
    assert data.count(b"\r\n") == 2
    head, row = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    assert len(head) == len(row)
    told = dict(zip(head, row, strict=True))
    assert (told["Grant, kronor"], told["Status"]) == ("1000000", "Running")
    assert told["Licence"] == "CC0-1.0"
    assert "codes" not in " ".join(head)


def test_the_workbook_has_numbers_days_and_a_sheet_about_the_data(client: Client, library: Library) -> None:
    book = load_workbook(io.BytesIO(taken(client, f"{XLSX}?q=system&sector=civil_society")))
    assert book.sheetnames == ["Projects", "About the data"]
    head, row = [[cell.value for cell in line] for line in book.worksheets[0].iter_rows()]
    told = dict(zip(head, row, strict=True))
    assert (told["Grant, kronor"], f"{told['Decided']:%Y-%m-%d}") == (1_000_000, "2025-03-04")
    assert told["Parties"] == "Almköpings kommun | Föreningen Granngluggen"
    assert told["Summary in English"] is None
    about = {str(line[0].value): str(line[1].value) for line in book.worksheets[1].iter_rows()}
    assert about["The search"] == "http://testserver/en/search/download.xlsx?q=system&sector=civil_society"
    assert "CC0-1.0" in about["Licence"]
    assert book.worksheets[0].freeze_panes == "A2"


def test_json_lines_have_parties_as_objects_and_null_for_unknown(client: Client, library: Library) -> None:
    [told] = objects_of(client, "?q=odlingssystem")
    assert told["amount_awarded"] == 1_000_000
    assert told["parties"] == [
        {
            "role": "coordinator",
            "name": "Almköpings kommun",
            "organisation_number": "212000-9997",
            "country": "SE",
            "workplace": "Medborgarkontoret",
            "sector": "public",
            "county_code": "14",
            "municipality_code": "",
            "amount_awarded": None,
            "own_funding": None,
        },
        {
            "role": "partner",
            "name": "Föreningen Granngluggen",
            "organisation_number": "802000-9994",
            "country": "SE",
            "workplace": "",
            "sector": "civil_society",
            "county_code": "12",
            "municipality_code": "",
            "amount_awarded": None,
            "own_funding": None,
        },
    ]
    assert told["licence"] == "CC0-1.0"
    [bare] = objects_of(client, "?q=2022-00106")
    assert (bare["amount_awarded"], bare["decided_on"], bare["parties"]) == (None, None, [])
