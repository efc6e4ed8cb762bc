"""The project page: every field of the record, the right headings, nothing after withdrawal."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import translation

from registry.facts import LinkFacts, PartyFacts
from registry.publish import withdraw_project
from tests.registry.pages import NOW, outcome, project, project_of, words

pytestmark = pytest.mark.django_db
SWEDISH = "/projekt/tallmyren/2015-06869/"
ENGLISH = "/en/projects/tallmyren/2015-06869/"


def test_every_field_is_on_the_page(client: Client) -> None:
    project()
    page = words(client, SWEDISH)
    for said in (
        "Sjöbro digitalt",
        "Diarienummer 2015-06869",
        "Koordinator Sjöbro kommun – Kommunkontoret",
        "Bidrag från Stiftelsen Tallmyren 700 000 kr",
        "Löptid december 2015 – juni 2016",
        "Status Avslutat",
        "Utlysning Uppgift saknas",
        "Beslutat 3 november 2015",
        "11 Hållbara städer och samhällen",
        "Fjordlab AS",
        "Offentlig sektor",
        "500 000 kr",
        "Projektets webbplats",
        "Texterna på den här sidan har projektgruppen själv skrivit.",
    ):
        assert said in page


def test_an_ended_project_speaks_of_results_first(client: Client) -> None:
    project()
    page = words(client, SWEDISH)
    headings = ["Syfte och mål", "Resultat och förväntade effekter", "Upplägg och genomförande"]
    assert [page.index(heading) for heading in headings] == sorted(page.index(h) for h in headings)
    assert "Förväntade effekter och resultat" not in page


def test_a_running_project_speaks_of_expectations(client: Client) -> None:
    project(status="running")
    page = words(client, SWEDISH)
    assert "Förväntade effekter och resultat" in page
    assert "Resultat och förväntade effekter" not in page


def test_what_is_missing_is_said_kindly(client: Client) -> None:
    project(
        texts={"title_sv": "Kort"},
        parties=(),
        awards=(),
        links=(),
        goals=(),
        amount_awarded=None,
        starts=None,
        ends=None,
        decided_on=None,
        status="",
    )
    page = words(client, ENGLISH)
    for name in (
        "Coordinator",
        "Grant from The Tallmyren Foundation",
        "Duration",
        "Status",
        "Call",
        "Decided",
    ):
        assert f"{name} Not stated" in page
    assert "There is no text about this project yet." in page


def test_english_readers_get_english_and_swedish_marked_as_such(client: Client) -> None:
    project()
    html = client.get(ENGLISH).content.decode()
    assert '<h1 lang="en">Digital Sjöbro</h1>' in html
    assert '<div lang="en"><p>Show what digital services can do.</p></div>' in html
    assert '<div lang="sv"><p>Fler är med.</p></div>' in html


def test_the_outcome_stands_on_the_page_once_it_is_published(client: Client) -> None:
    project()
    assert "Utfallet" not in words(client, SWEDISH)
    outcome()
    page = words(client, SWEDISH)
    assert "Utfallet I korthet Tre kommuner använder kartan." in page
    assert "Programvara Källkoden" in page
    assert "Publicerat 22 november 2026" in page


def test_a_withdrawn_project_says_so_and_nothing_else(client: Client) -> None:
    row = project()
    outcome()
    assert "Sjöbro" in client.get(SWEDISH).content.decode()
    withdraw_project(row, now=NOW + timedelta(days=1), actor="machine:test")
    answer = client.get(SWEDISH)
    html = answer.content.decode()
    assert answer.status_code == 410
    assert "2015-06869" in html
    for secret in ("Sjöbro", "Invånarna", "Fjordlab", "700", "Tre kommuner"):
        assert secret not in html


@pytest.mark.parametrize(
    "address", ["/projekt/grannen/2015-06869/", "/projekt/tallmyren/2015-06868/", "/projekt/tallmyren/x/"]
)
def test_unknown_projects_are_not_found(client: Client, address: str) -> None:
    project()
    assert client.get(address).status_code == 404


def test_hostile_texts_are_shown_as_text(client: Client) -> None:
    evil = "<script>alert(1)</script>"
    project(
        texts={"title_sv": evil, "purpose_sv": evil, "summary_sv": '" onmouseover="x'},
        parties=(PartyFacts(number="", name=evil, workplace=evil, country="NO", is_coordinator=True),),
        awards=(),
        links=(LinkFacts(url="javascript:alert(1)", title="Klicka"),),
    )
    html = client.get(SWEDISH).content.decode()
    assert "<script>alert" not in html
    assert "javascript:" not in html
    assert '" onmouseover' not in html


def test_dates_that_make_no_sense_still_give_a_page(client: Client) -> None:
    project(starts=date(2016, 6, 30), ends=date(2015, 12, 1))
    assert "juni 2016 – december 2015" in words(client, SWEDISH)


@pytest.mark.parametrize("size", [1, 10, 100])
def test_the_number_of_parties_costs_no_queries(
    client: Client, size: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    project_of(size)
    client.get(SWEDISH)
    with django_assert_num_queries(5):  # type: ignore[operator]
        client.get(SWEDISH)


def test_the_address_of_a_project_follows_the_language() -> None:
    row = project()
    with translation.override("sv"):
        assert row.get_absolute_url() == SWEDISH
    with translation.override("en"):
        assert row.get_absolute_url() == ENGLISH
