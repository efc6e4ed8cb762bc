"""Keeping up: `updated_since` with tombstones."""

from datetime import timedelta

import pytest
from django.test import Client

from registry.facts import OutcomeFacts
from registry.publish import publish_outcome, withdraw_call, withdraw_project
from tests.opendata.register import NOW, call, project

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def test_withdrawn_records_come_as_tombstones_in_the_order_of_change(client: Client) -> None:
    gone = project("2025-00001", "Hemligt ord")
    project("2025-00002")
    withdraw_project(gone, now=LATER, actor="machine:test")
    body = client.get("/api/v1/projects/?updated_since=2026-11-22T09:00:00Z").json()
    assert body["count"] == 2
    kept, tombstone = body["results"]
    assert (kept["diarienummer"], kept["withdrawn"]) == ("2025-00002", False)
    assert tombstone == {
        "id": "bruksfonden/2025-00001",
        "diarienummer": "2025-00001",
        "withdrawn": True,
        "withdrawn_at": "2026-11-22T10:00:00Z",
    }


@pytest.mark.parametrize(
    ("since", "count"),
    [
        ("2026-11-22T09:00:00Z", 1),
        ("2026-11-22T09:00:01Z", 0),
        ("2026-11-22T09:00:00", 1),
        ("2026-11-22T10:00:00%2B01:00", 1),
        ("2026-11-22T10:00:00+01:00", 1),
        ("2026-11-22", 1),
        ("2026-11-23", 0),
    ],
)
def test_the_moment_itself_is_included_in_whatever_zone(client: Client, since: str, count: int) -> None:
    project()
    assert client.get(f"/api/v1/projects/?updated_since={since}").json()["count"] == count


def test_an_outcome_changes_its_project(client: Client) -> None:
    row = project()
    facts = OutcomeFacts(
        funder_slug="bruksfonden", diarienummer=row.diarienummer, texts={"summary_sv": "Klart."}
    )
    publish_outcome(facts, now=LATER, actor="machine:test")
    body = client.get("/api/v1/projects/?updated_since=2026-11-22T09:30:00Z").json()
    assert [one["outcome"]["summary_sv"] for one in body["results"]] == ["Klart."]


def test_tombstones_of_calls(client: Client) -> None:
    row = call()
    withdraw_call(row, now=LATER, actor="machine:test")
    body = client.get("/api/v1/calls/?updated_since=2026-11-22").json()
    assert [one["withdrawn"] for one in body["results"]] == [True]
