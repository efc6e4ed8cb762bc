"""Calls: what can be applied for, what each page says, and when it offers the form."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone

from registry.models import Call, Round
from registry.openings import OpeningState, opening_of, state_of
from registry.publish import withdraw_call
from registry.rule_words import spoken_rules
from tests.factories import closed_round, open_round
from tests.registry.pages import words

pytestmark = pytest.mark.django_db


def moved(round_: Round, *, opens_in: int, closes_in: int) -> Call:
    """Move a round to so many days from now, without the frozen rules minding."""
    now = timezone.now()
    Round.objects.filter(pk=round_.pk).update(
        opens_at=now + timedelta(days=opens_in), closes_at=now + timedelta(days=closes_in)
    )
    return Call.objects.get(pk=round_.call_id)


def test_an_open_call_offers_the_form(client: Client) -> None:
    round_ = open_round()
    page = words(client, round_.call.get_absolute_url())
    assert "Civic tech som stärker demokratin" in page
    assert "Ansök senast" in page
    assert "Börja på en ansökan" in page
    for heading in ("Vad du kan söka för", "Vem som kan söka", "Hur mycket du kan få", "När"):
        assert heading in page


def test_a_coming_call_says_when_it_opens(client: Client) -> None:
    call = moved(open_round(), opens_in=3, closes_in=30)
    page = words(client, call.get_absolute_url())
    assert "Utlysningen öppnar" in page
    assert "Börja på en ansökan" not in page


def test_a_closed_call_says_so(client: Client) -> None:
    page = words(client, closed_round().call.get_absolute_url())
    assert "Det går inte längre att söka." in page
    assert "Börja på en ansökan" not in page


def test_a_withdrawn_call_says_so_and_nothing_else(client: Client) -> None:
    call = open_round().call
    address = call.get_absolute_url()
    assert "Civic tech" in client.get(address).content.decode()
    withdraw_call(call, now=timezone.now(), actor="machine:test")
    answer = client.get(address)
    assert answer.status_code == 410
    assert "Civic tech" not in answer.content.decode()
    assert "Civic tech" not in client.get("/utlysningar/").content.decode()
    assert "Civic tech" not in client.get("/").content.decode()


def test_the_list_sorts_calls_by_what_can_be_done(client: Client) -> None:
    open_round(title="Öppen nu")
    moved(open_round(title="Snart klar"), opens_in=-10, closes_in=3)
    moved(open_round(title="Kommer sedan"), opens_in=3, closes_in=30)
    closed_round(title="Förbi")
    page = words(client, "/utlysningar/")
    titles = ["Snart klar", "Öppen nu", "Kommer sedan", "Förbi"]
    assert [page.index(title) for title in titles] == sorted(page.index(title) for title in titles)
    assert "Stänger snart" in page


@pytest.mark.parametrize("size", [1, 12])
def test_the_list_takes_a_fixed_number_of_queries(
    client: Client, size: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    for at in range(size):
        open_round(title=f"Öppen {at}")
        closed_round(title=f"Stängd {at}")
    client.get("/utlysningar/")
    with django_assert_num_queries(6):  # type: ignore[operator]
        client.get("/utlysningar/")


def test_a_round_is_open_from_its_opening_to_its_closing_moment_both_included() -> None:
    round_ = open_round()
    tick = timedelta(microseconds=1)
    assert [
        state_of(round_, moment)
        for moment in (
            round_.opens_at - tick,
            round_.opens_at,
            round_.closes_at,
            round_.closes_at + tick,
        )
    ] == [OpeningState.UPCOMING, OpeningState.OPEN, OpeningState.OPEN, OpeningState.CLOSED]


def test_a_call_without_rounds_is_closed() -> None:
    opening = opening_of([], timezone.now())
    assert (opening.state, opening.round, opening.is_soon) == (OpeningState.CLOSED, None, False)


def test_rules_are_said_with_what_they_are_set_to() -> None:
    said = spoken_rules(
        [
            {
                "rule": "ceiling",
                "effect": "blocks",
                "parameters": {"most": 2_000_000},
                "clause_sv": "Högst två miljoner.",
                "clause_en": "",
            },
            {"rule": "later_invention", "effect": "warns", "parameters": {"a": 1}, "clause_sv": "Eget."},
            {"rule": "ceiling", "effect": "warns", "parameters": {"most": "much"}},
        ]
    )
    assert [[value for _label, value in rule.settings] for rule in said] == [
        ["2\u202f000\u202f000\u00a0kr"],
        [],
        [],
    ]
    assert [(rule.clause, rule.clause_language, rule.blocks) for rule in said] == [
        ("Högst två miljoner.", "sv", True),
        ("Eget.", "sv", False),
        ("", "sv", False),
    ]


def test_links_of_a_call_lead_nowhere_dangerous(client: Client) -> None:
    call = open_round().call
    call.links = [{"title_sv": "Klicka", "title_en": "", "url": "javascript:alert(1)"}]
    call.key = uuid4()
    models.Model.save(call)
    assert "javascript:" not in client.get(call.get_absolute_url()).content.decode()
