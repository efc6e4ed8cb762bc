"""Lists: pages, facets, words and their order."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from registry.facts import PartyFacts
from registry.publish import withdraw_call, withdraw_project
from rulebook.facts import SectorClass
from search.index import rebuild
from tests.opendata.register import MUNICIPALITY, NOW, SOCIETY, call, outcome, own_funder, project
from tests.rulebook.numbers import number

pytestmark = pytest.mark.django_db

UNIVERSITY = PartyFacts(
    number=number("2021", 905),
    name="Högskolan i Almköping",
    sector=SectorClass.ACADEMIA,
    county_code="14",
    is_coordinator=True,
)
NAMELESS = PartyFacts(number="", name="Utan sektor", is_coordinator=True)


def numbers(client: Client, query: str = "", name: str = "projects") -> list[str]:
    response = client.get(f"/api/v1/{name}/?{query}")
    assert response.status_code == 200, response.content
    body = response.json()
    assert body["count"] == len(body["results"])
    return [one["diarienummer"] for one in body["results"]]


@pytest.fixture
def shelf() -> None:
    """Five projects that differ in every facet."""
    lighting = project("2023-00001", "Gatubelysning som invånarna styr", decided_on=date(2023, 5, 1))
    outcome(lighting, "Lamporna lyste där någon gick.")
    project("2024-00002", "Medborgarbudget", decided_on=date(2024, 5, 1), parties=(MUNICIPALITY,), awards=())
    project(
        "2024-00003",
        "Odling på tak",
        decided_on=date(2024, 6, 1),
        parties=(UNIVERSITY,),
        awards=(),
        status="ended",
    )
    project("2020-00004", "Ensamt", decided_on=None, parties=(NAMELESS,), awards=(), status="", starts=None)
    project("2020-00005", "Partilöst", decided_on=None, parties=(), awards=(), status="", starts=None)


FACETS: tuple[tuple[str, list[int]], ...] = (
    ("", [1, 2, 3, 4, 5]),
    ("year=2024", [2, 3]),
    ("year=2023&year=unknown", [1, 4, 5]),
    ("sector=civil_society", [1]),
    ("sector=public&sector=academia", [1, 2, 3]),
    ("sector=unknown", [4, 5]),
    ("sector=unknown&sector=academia", [3, 4, 5]),
    ("status=ended", [3]),
    ("status=unknown&status=ended", [3, 4, 5]),
    ("funder=bruksfonden", [1, 2, 3, 4, 5]),
    ("funder=other", []),
    ("county=14", [1, 2, 3]),
    ("county=unknown", [4, 5]),
    ("call=unknown", [1, 2, 3, 4, 5]),
    ("programme=2025-00001", []),
    (f"organisation={SOCIETY.number}", [1]),
    (f"organisation={UNIVERSITY.number[:6]}-{UNIVERSITY.number[6:]}", [3]),
    ("has_outcome=yes", [1]),
    ("has_outcome=no", [2, 3, 4, 5]),
    ("has_outcome=no&has_outcome=yes", [1, 2, 3, 4, 5]),
    ("year=2024&sector=public", [2]),
    ("year=2023&sector=academia", []),
    ("year=&sector=", [1, 2, 3, 4, 5]),
)


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("words", ["", "q=torget OR att OR höra"])
def test_facets_are_or_within_and_and_between_with_and_without_words(client: Client, words: str) -> None:
    rebuild(now=NOW)
    answers = {
        query: sorted(int(one[-1]) for one in numbers(client, f"{words}&{query}".strip("&")))
        for query, _found in FACETS
    }
    assert answers == dict(FACETS)


@pytest.mark.usefixtures("shelf")
def test_words_find_the_best_first_and_a_number_finds_its_project(client: Client) -> None:
    rebuild(now=NOW)
    assert numbers(client, "q=belysning") == ["2023-00001"]
    assert numbers(client, "q=2024-00003") == ["2024-00003"]
    assert numbers(client, "q=odlingen") == ["2024-00003"]
    assert numbers(client, "q=belysning&year=2024") == []
    assert numbers(client, "q=belysning", "outcomes") == ["2023-00001"]
    organisations = client.get("/api/v1/organisations/?q=granngluggen").json()
    assert [one["name"] for one in organisations["results"]] == [SOCIETY.name]


@pytest.mark.usefixtures("shelf")
def test_words_are_found_plainly_when_the_index_does_not_answer(client: Client) -> None:
    answer = client.get("/api/v1/projects/?q=Gatubelysning&sector=public").json()
    assert [one["diarienummer"] for one in answer["results"]] == ["2023-00001"]
    assert answer["notice"]
    organisations = client.get("/api/v1/organisations/?q=Granngluggen").json()
    assert [one["name"] for one in organisations["results"]] == [SOCIETY.name]


def test_a_withdrawn_project_is_absent_even_from_a_stale_index(client: Client) -> None:
    gone = project("2023-00001", "Gatubelysning")
    project("2023-00002", "Gatubelysning igen")
    rebuild(now=NOW)
    withdraw_project(gone, now=NOW, actor="machine:test")
    for query in ("", "q=gatubelysning"):
        results = client.get(f"/api/v1/projects/?{query}").json()["results"]
        assert [one["diarienummer"] for one in results] == ["2023-00002"]


def test_pages_hold_every_record_once_and_name_their_neighbours(client: Client) -> None:
    for place in range(1, 8):
        project(f"2025-0000{place}")
    seen: list[str] = []
    address: str | None = "/api/v1/projects/?page_size=3&sector=public"
    while address:
        response = client.get(address)
        body = response.json()
        assert body["count"] == 7
        seen += [one["diarienummer"] for one in body["results"]]
        assert ('rel="next"' in response.headers["Link"]) == (body["next"] is not None)
        address = body["next"]
    assert seen == [f"2025-0000{place}" for place in range(1, 8)]
    last = client.get("/api/v1/projects/?page_size=3&page=3").json()
    assert last["previous"] == "http://testserver/api/v1/projects/?page_size=3&page=2"


@pytest.mark.parametrize(
    ("status", "found"), [("open", "Öppen"), ("upcoming", "Kommande"), ("closed", "Stängd")]
)
def test_calls_and_rounds_by_where_they_stand(client: Client, status: str, found: str) -> None:
    now = timezone.now()
    call(10, "Öppen", opens=now - timedelta(days=1))
    call(11, "Kommande", opens=now + timedelta(days=1))
    call(12, "Stängd", opens=now - timedelta(days=100))
    calls: Any = client.get(f"/api/v1/calls/?status={status}").json()
    assert [(one["title_sv"], one["status"]) for one in calls["results"]] == [(found, status)]
    rounds = client.get(f"/api/v1/rounds/?status={status}").json()
    assert [one["call"]["title_sv"] for one in rounds["results"]] == [found]
    rebuild(now=NOW)
    searched = client.get(f"/api/v1/calls/?status={status}&q={found}").json()
    assert [one["title_sv"] for one in searched["results"]] == [found]


def test_rounds_of_a_withdrawn_call_are_absent(client: Client) -> None:
    row = call()
    assert len(numbers(client, "", "rounds")) == 1
    withdraw_call(row, now=NOW, actor="machine:test")
    assert numbers(client, "", "rounds") == []
    assert numbers(client, "", "calls") == []


def test_funders_and_programmes(client: Client) -> None:
    call()
    assert [one["slug"] for one in client.get("/api/v1/funders/?q=works").json()["results"]] == [
        "bruksfonden"
    ]
    assert client.get("/api/v1/funders/?q=nobody").json()["count"] == 0
    programmes = client.get("/api/v1/programmes/?funder=bruksfonden").json()["results"]
    assert [one["title_en"] for one in programmes] == ["Neighbourhood"]


def test_an_empty_register_answers_empty_lists(client: Client) -> None:
    own_funder()
    for name in ("programmes", "calls", "rounds", "projects", "organisations", "outcomes"):
        body = client.get(f"/api/v1/{name}/").json()
        assert body == {"count": 0, "next": None, "previous": None, "results": []}


def test_the_beginning_names_every_list(client: Client) -> None:
    told = client.get("/api/v1/").json()
    assert told["projects"] == "http://testserver/api/v1/projects/"
    assert set(told) == {
        "funders",
        "programmes",
        "calls",
        "rounds",
        "projects",
        "organisations",
        "outcomes",
        "schema",
        "documentation",
    }
