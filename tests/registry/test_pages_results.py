"""What a call and a programme led to: figures, money per year, projects, outcomes, the way to all."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from registry.facts import OutcomeFacts
from registry.models import Call, Programme
from registry.publish import publish_outcome, withdraw_project
from tests.factories import open_round
from tests.registry.pages import NOW, project, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def call() -> Call:
    """An open call in a programme."""
    return open_round().call


def granted(call: Call, count: int, **changes: Any) -> None:
    """Register projects of the call and its programme, each with a larger grant than the one before."""
    assert call.programme is not None
    for at in range(1, count + 1):
        project(
            diarienummer=f"2025-{at:05d}",
            texts={"title_sv": f"Grannen {at:02d}"},
            call_diarienummer=call.diarienummer,
            programme_diarienummer=call.programme.diarienummer,
            **{"amount_awarded": at * 100_000, "decided_on": date(2020 + at % 3, 5, 1)} | changes,
        )


def programme_of(call: Call) -> Programme:
    """Return the programme that the call is in."""
    assert call.programme is not None
    return call.programme


def tell_outcome(number: str) -> None:
    """Publish what a project led to."""
    facts = OutcomeFacts(funder_slug="tallmyren", diarienummer=number, texts={"summary_sv": "Kartan finns."})
    publish_outcome(facts, now=NOW, actor="machine:test")


def test_a_call_without_projects_says_nothing_of_them(client: Client, call: Call) -> None:
    page = words(client, call.get_absolute_url())
    assert "fick bidrag" not in page
    assert "Sök bland utlysningens projekt" not in page


def test_a_call_shows_its_largest_projects_and_leads_to_all(client: Client, call: Call) -> None:
    granted(call, 10)
    page = words(client, call.get_absolute_url())
    assert "10 projekt fick bidrag Tillsammans fick de 5 500 000 kr. Här är de med störst bidrag." in page
    assert [f"Grannen {at:02d}" in page for at in range(1, 11)] == [False] * 2 + [True] * 8
    assert page.index("Grannen 10") < page.index("Grannen 09")
    html = client.get(call.get_absolute_url()).content.decode()
    assert f'href="/projekt/?call={call.diarienummer}"' in html


def test_a_call_with_one_project_says_so(client: Client, call: Call) -> None:
    granted(call, 1)
    page = words(client, call.get_absolute_url())
    assert "Ett projekt fick bidrag Det fick 100 000 kr. Grannen 01" in " ".join(page.split())


def test_sums_that_are_not_known_are_not_told(client: Client, call: Call) -> None:
    granted(call, 2, amount_awarded=None, decided_on=None, starts=None, ends=None)
    assert "2 projekt fick bidrag Grannen" in words(client, call.get_absolute_url())
    page = words(client, programme_of(call).get_absolute_url())
    assert "Beviljat hittills Uppgift saknas" in page
    assert "Året för 2 projekt är okänt; de finns bara i tabellen." in page


def test_a_programme_shows_its_money_per_year_and_leads_on(client: Client, call: Call) -> None:
    granted(call, 4)
    address = programme_of(call).get_absolute_url()
    page = words(client, address)
    for said in (
        "Beviljat hittills 1 000 000 kr Projekt 4",
        "Mest beviljades 2021: 500 000 kr",
        "2022 1 200 000 kr 2021 2 500 000 kr 2020 1 300 000 kr",
    ):
        assert said in page
    html = client.get(address).content.decode()
    number = programme_of(call).diarienummer
    assert html.count(f'href="/projekt/?programme={number}&amp;year=2021"') == 2
    assert f'href="/projekt/?programme={number}"' in html


def test_outcomes_are_told_on_both_and_not_when_their_project_is_withdrawn(
    client: Client, call: Call
) -> None:
    granted(call, 2)
    tell_outcome("2025-00001")
    pages = (call.get_absolute_url(), programme_of(call).get_absolute_url())
    for address in pages:
        assert "Vad projekten ledde till Grannen 01 Kartan finns." in words(client, address)
        assert "has_outcome=yes" in client.get(address).content.decode()
    withdraw_project(call.projects.get(diarienummer="2025-00001"), now=NOW, actor="machine:test")
    for address in pages:
        page = words(client, address)
        assert "Kartan finns." not in page
        assert "Grannen 01" not in page
        assert "Grannen 02" in page


def test_a_programme_with_many_calls_shows_open_ones_and_the_latest_closed(
    client: Client, call: Call
) -> None:
    programme = programme_of(call)
    long_ago = datetime(2015, 1, 1, tzinfo=UTC)
    for at in range(12):
        old = Call.objects.create(
            funder=programme.funder,
            programme=programme,
            diarienummer=f"20{10 + at}-00900",
            title_sv=f"Gammal {at:02d}",
            published_at=long_ago,
            updated_at=long_ago,
        )
        old.rounds.create(
            diarienummer=f"20{10 + at}-00901",
            key="one",
            title_sv="Då",
            opens_at=long_ago,
            closes_at=long_ago + timedelta(days=30),
            updated_at=long_ago,
        )
    page = words(client, programme.get_absolute_url())
    assert call.title_sv in page
    assert [f"Gammal {at:02d}" in page for at in range(12)] == [False] * 5 + [True] * 7
    html = client.get(programme.get_absolute_url()).content.decode()
    assert f'?programme={programme.diarienummer}">Programmets alla utlysningar' in html


@pytest.mark.parametrize("size", [1, 12])
def test_their_size_costs_no_queries(
    client: Client, call: Call, size: int, django_assert_num_queries: Any
) -> None:
    granted(call, size)
    tell_outcome("2025-00001")
    for address, queries in ((call.get_absolute_url(), 11), (programme_of(call).get_absolute_url(), 10)):
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)
