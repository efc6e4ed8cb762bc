"""Single records: every field, and what stands there when there is nothing to show."""

from typing import Any

import pytest
from django.test import Client

from registry.models import Organisation, Project
from registry.publish import withdraw_call, withdraw_project
from tests.opendata.register import FOREIGN, MUNICIPALITY, NOW, call, outcome, own_funder, project

pytestmark = pytest.mark.django_db
BASE = "http://testserver"


def fetch(client: Client, address: str, status: int = 200) -> Any:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == status, response.content
    return response.json()


def test_a_project_carries_everything_the_record_says(client: Client) -> None:
    published = call()
    row = project(
        call_diarienummer=published.diarienummer, round_id=published.rounds.get().pk, number="2025-00101"
    )
    outcome(row)
    foreign = Organisation.objects.get(name="Fjordlab AS")
    funder = {
        "slug": "bruksfonden",
        "name_sv": "Bruksfonden",
        "name_en": "The Works Fund",
        "organisation_number": "202100-9036",
    }

    def reference(kind: str, number: str, sv: str, en: str) -> dict[str, str]:
        return {
            "id": f"bruksfonden/{number}",
            "diarienummer": number,
            "title_sv": sv,
            "title_en": en,
            "url": f"{BASE}/api/v1/{kind}/bruksfonden/{number}/",
        }

    assert published.programme is not None
    assert fetch(client, "projects/bruksfonden/2025-00101/") == {
        "id": "bruksfonden/2025-00101",
        "diarienummer": "2025-00101",
        "url": f"{BASE}/api/v1/projects/bruksfonden/2025-00101/",
        "page_sv": f"{BASE}/projekt/bruksfonden/2025-00101/",
        "page_en": f"{BASE}/en/projects/bruksfonden/2025-00101/",
        "funder": funder,
        "title_sv": "Torget som lyssnar",
        "title_en": "Torget som lyssnar (en)",
        "summary_sv": "",
        "summary_en": "",
        "purpose_sv": "Att höra fler.",
        "purpose_en": "",
        "effects_sv": "",
        "effects_en": "",
        "plan_sv": "",
        "plan_en": "",
        "status": "running",
        "year": 2025,
        "decided_on": "2025-03-04",
        "starts": "2025-05-01",
        "ends": "2027-04-30",
        "amount_awarded": 500000,
        "currency": "SEK",
        "goals": [11, 16],
        "programme": reference("programmes", published.programme.diarienummer, "Grannskap", "Neighbourhood"),
        "call": reference("calls", published.diarienummer, "Digitala torg", "Digitala torg (en)"),
        "round": reference("rounds", published.rounds.get().diarienummer, "Hösten", "Autumn"),
        "parties": [
            {
                "role": "coordinator",
                "name": "Almköpings kommun",
                "organisation_number": "212000-9010",
                "country": "SE",
                "workplace": "Medborgarkontoret",
                "sector": "public",
                "county_code": "14",
                "municipality_code": "1499",
                "amount_awarded": 300000,
                "own_funding": 50000,
                "organisation_url": f"{BASE}/api/v1/organisations/212000-9010/",
            },
            {
                "role": "partner",
                "name": "Föreningen Granngluggen",
                "organisation_number": "802400-9022",
                "country": "SE",
                "workplace": "",
                "sector": "civil_society",
                "county_code": "12",
                "municipality_code": "",
                "amount_awarded": 200000,
                "own_funding": None,
                "organisation_url": f"{BASE}/api/v1/organisations/802400-9022/",
            },
            {
                "role": "partner",
                "name": "Fjordlab AS",
                "organisation_number": None,
                "country": "NO",
                "workplace": "",
                "sector": None,
                "county_code": "",
                "municipality_code": "",
                "amount_awarded": 0,
                "own_funding": None,
                "organisation_url": f"{BASE}/api/v1/organisations/id-{foreign.pk}/",
            },
        ],
        "awards": [
            {
                "organisation_number": "212000-9010",
                "organisation_name": "Almköpings kommun",
                "year": 2025,
                "aid_ground": "not_aid",
                "amount": 300000,
            }
        ],
        "links": [{"title": "Torget", "url": "https://torget.example/"}],
        "outcome": {
            "summary_sv": "Torget hörde dubbelt så många.",
            "summary_en": "",
            "results_sv": "Ett verktyg.",
            "results_en": "",
            "effects_sv": "",
            "effects_en": "",
            "outputs": [{"kind": "software", "title": "Lyssnaren", "url": "https://kod.example/"}],
            "published_at": "2026-11-22T09:00:00Z",
            "updated_at": "2026-11-22T09:00:00Z",
        },
        "source": "own",
        "published_at": "2026-11-22T09:00:00Z",
        "updated_at": "2026-11-22T09:00:00Z",
        "version": 2,
        "withdrawn": False,
    }


def test_what_is_unknown_is_null_and_never_a_guess(client: Client) -> None:
    project(parties=(), awards=(), links=(), amount_awarded=None, decided_on=None, starts=None, status="")
    told = fetch(client, "projects/bruksfonden/2025-00101/")
    unknown = ("year", "decided_on", "starts", "status", "amount_awarded", "programme", "call", "outcome")
    assert {name: told[name] for name in unknown} == dict.fromkeys(unknown)
    assert (told["parties"], told["awards"], told["links"]) == ([], [], [])


def test_a_call_carries_texts_rounds_documents_and_contacts(client: Client) -> None:
    row = call(opens=NOW.replace(year=2099))
    told = fetch(client, f"calls/bruksfonden/{row.diarienummer}/")
    assert told["title_en"] == "Digitala torg (en)"
    assert told["body_sv"] == "<p>Läs <b>allt</b>.</p>"
    assert told["status"] == "upcoming"
    assert [one["status"] for one in told["rounds"]] == ["upcoming"]
    assert told["contacts"][0]["email"] == "torg@bruksfonden.example"
    assert told["documents"][0]["media_type"] == "application/pdf"
    assert told["documents"][0]["url"].startswith(f"{BASE}/media/calls/")
    assert told["page_sv"] == f"{BASE}/utlysningar/bruksfonden/{row.diarienummer}/"


def test_a_round_carries_its_form_and_rules(client: Client) -> None:
    row = call()
    told = fetch(client, f"rounds/bruksfonden/{row.rounds.get().diarienummer}/")
    assert told["form"] == [{"key": "project"}]
    assert told["rules"] == [{"rule": "actors", "parameters": {"least": 2}}]
    assert told["call"]["diarienummer"] == row.diarienummer


def test_a_programme_names_its_calls_but_not_withdrawn_ones(client: Client) -> None:
    kept, gone = call(10, "Kvar"), call(11, "Borta")
    withdraw_call(gone, now=NOW, actor="machine:test")
    assert kept.programme is not None
    told = fetch(client, f"programmes/bruksfonden/{kept.programme.diarienummer}/")
    assert [one["title_sv"] for one in told["calls"]] == ["Kvar"]


def test_an_outcome_has_its_projects_number(client: Client) -> None:
    outcome(project())
    told = fetch(client, "outcomes/bruksfonden/2025-00101/")
    assert told["project"]["title_sv"] == "Torget som lyssnar"
    assert told["outputs"] == [{"kind": "software", "title": "Lyssnaren", "url": "https://kod.example/"}]


def test_the_outcome_of_a_withdrawn_project_is_not_told(client: Client) -> None:
    row = project()
    outcome(row)
    withdraw_project(row, now=NOW, actor="machine:test")
    fetch(client, "outcomes/bruksfonden/2025-00101/", 404)
    assert fetch(client, "outcomes/")["count"] == 0


@pytest.mark.parametrize("written", ["2120009010", "212000-9010", "SE212000901001", "162120009010"])
def test_an_organisation_is_found_by_its_number_however_written(client: Client, written: str) -> None:
    project()
    assert fetch(client, f"organisations/{written}/")["name"] == MUNICIPALITY.name


def test_an_organisation_without_a_number_has_an_id(client: Client) -> None:
    project()
    row = Organisation.objects.get(number="")
    told = fetch(client, f"organisations/id-{row.pk}/")
    assert (told["id"], told["name"], told["organisation_number"]) == (f"id-{row.pk}", FOREIGN.name, None)
    with_number = Organisation.objects.get(name=MUNICIPALITY.name)
    fetch(client, f"organisations/id-{with_number.pk}/", 404)


def test_a_personal_number_in_the_record_is_never_sent(client: Client) -> None:
    project()
    Organisation.objects.filter(name=MUNICIPALITY.name).update(number="8001019875")
    for address in ("projects/", "organisations/", "projects/bruksfonden/2025-00101/"):
        assert b"8001019875" not in client.get(f"/api/v1/{address}").content
        assert b"800101" not in client.get(f"/api/v1/{address}").content
    fetch(client, "organisations/800101-9875/", 404)


def test_a_funder(client: Client) -> None:
    own_funder()
    assert fetch(client, "funders/bruksfonden/") == {
        "id": "bruksfonden",
        "slug": "bruksfonden",
        "url": f"{BASE}/api/v1/funders/bruksfonden/",
        "name_sv": "Bruksfonden",
        "name_en": "The Works Fund",
        "organisation_number": "202100-9036",
        "profile": "state_agency",
        "website": "",
        "is_own": True,
    }


def test_a_withdrawn_record_is_gone_and_tells_nothing_of_itself(client: Client) -> None:
    row = project(title="Hemligt ord")
    withdraw_project(row, now=NOW, actor="machine:test")
    response = client.get("/api/v1/projects/bruksfonden/2025-00101/")
    assert response.status_code == 410
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["withdrawn_at"] == "2026-11-22T09:00:00Z"
    assert "Hemligt" not in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "projects/bruksfonden/2025-99999/",
        "projects/other/2025-00101/",
        "projects/bruksfonden/nonsense/",
        "projects/bruks%00fonden/2025-00101/",
        "projects/bruksfonden/2025-00101%00/",
        "projects/bruksfonden/%E0%A5%A62025-00101/",
        "organisations/%00/",
        "organisations/id-99999999999999999999999/",
        "organisations/id-%C2%B2/",
        "funders/%00/",
        "funders/nobody/",
        "calls/bruksfonden/2025-00101/",
    ],
)
def test_an_unknown_record_is_not_found(client: Client, address: str) -> None:
    project()
    told = fetch(client, address, 404)
    assert told["type"] == "/api/docs/#not-found"


def test_the_number_of_another_funder_is_another_project(client: Client) -> None:
    row = project()
    twin = Project.objects.get(pk=row.pk)
    other = own_funder()
    other.pk, other.slug, other.is_own = None, "grannfonden", False
    other.save()
    twin.pk, twin.funder, twin.title_sv = None, other, "Tvillingen"
    twin.save()
    assert fetch(client, "projects/bruksfonden/2025-00101/")["title_sv"] == "Torget som lyssnar"
    assert fetch(client, "projects/grannfonden/2025-00101/")["title_sv"] == "Tvillingen"
