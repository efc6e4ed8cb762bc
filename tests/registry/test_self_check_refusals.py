"""The self-check and what it must not do: keep, echo, fall over, answer where there is nothing to ask."""

import logging
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from journal.models import Entry
from registry.models import Change, Round
from registry.publish import withdraw_call
from tests.factories import closed_round, open_round
from tests.registry.sheets import address, filled, page_of, round_with
from tests.rulebook.cast import BASIC, clause
from tests.rulebook.numbers import number

pytestmark = pytest.mark.django_db
PERSONS = "900114-4166"
ENDLESS = "9" * 31
MANY = ["project-amount_sought", "p1-number", "p1-name", "p1-sector", "parties", "remove", "p1-grant"]


def test_a_persons_number_is_refused_and_never_shown(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    round_ = open_round()
    for field in ("number", "name"):
        for written in (PERSONS, f"19{PERSONS}", f" {PERSONS} "):
            page = page_of(client, round_, filled({"sector": "company", field: written}, {}))
            assert 'class="error-summary"' in page
            assert f'href="#id_p1-{field}"' in page
            assert "4166" not in page
            assert "answer--" not in page
    assert "4166" not in caplog.text


def test_a_persons_number_is_refused_when_a_party_is_added_too(client: Client) -> None:
    page = page_of(client, open_round(), filled({"number": PERSONS}) | {"add": "1"})
    assert "4166" not in page
    assert 'class="error-summary"' in page
    assert 'id="id_p2-sector"' in page


def test_nothing_is_stored_or_journalled(client: Client) -> None:
    round_ = open_round()
    before = (Entry.objects.count(), Change.objects.count())
    page_of(client, round_, filled({"sector": "company", "number": number("5599", 2)}, {}, amount_sought=1))
    assert (Entry.objects.count(), Change.objects.count()) == before
    assert not Session.objects.exists()


def test_answers_are_not_kept_by_anybody_on_the_way(client: Client) -> None:
    answer = client.post(address(open_round()), filled({}))
    assert "no-store" in answer["Cache-Control"]


def test_what_is_in_the_address_is_not_read(client: Client) -> None:
    page = client.get(address(open_round()) + f"?p1-number={PERSONS}&p1-sector=company").content.decode()
    assert "4166" not in page.partition("<main ")[2]
    assert "selected>" not in page.partition("<main ")[2].replace('value="" selected>', "")


def test_what_can_t_be_read_is_said_at_the_field_and_in_the_summary_and_stays(client: Client) -> None:
    page = page_of(
        client, open_round(), filled({"number": "12345", "name": "Vik"}, {}, amount_sought="två miljoner")
    )
    assert page.count('class="errorlist"') == 2
    assert 'href="#id_p1-number"' in page
    assert 'href="#id_project-amount_sought"' in page
    for typed in ("12345", "Vik", "två miljoner"):
        assert f'value="{typed}"' in page


def test_parties_come_and_go_and_nothing_is_lost(client: Client) -> None:
    posted = filled({"name": "Ett"}, {"name": "Två"}, {"name": "Tre"}, amount_sought="12x")
    more = page_of(client, open_round(), posted | {"add": "1"})
    assert 'id="id_p4-sector"' in more
    assert 'value="12x"' in more
    fewer = page_of(client, open_round(), posted | {"remove": "2"})
    assert 'value="Två"' not in fewer
    assert 'name="p2-name" value="Tre"' in fewer
    assert 'id="id_p3-sector"' not in fewer
    for no_party in ("1", "9", "0", "-1", "x", ENDLESS):
        assert 'value="Tre"' in page_of(client, open_round(), posted | {"remove": no_party})


def test_there_is_an_end_to_parties(client: Client) -> None:
    posted = {"parties": "12", "add": "1"}
    page = page_of(client, open_round(), posted)
    assert 'id="id_p12-sector"' in page
    assert 'id="id_p13-sector"' not in page
    assert 'name="add"' not in page


@pytest.mark.parametrize(
    "hostile",
    [
        *(
            "\x00",
            "a\x00b",
            "😀" * 50,
            ENDLESS,
            "-1",
            "1e30",
            "١٢٣",
            "<script>alert(1)</script>",
            "x" * 100_000,
        ),
        *("{{ 7*7 }}", "%00", "' OR 1=1 --", "\u202e", "\ud7ff", "0" * 5_000, "9999-99-99", "NaN"),
    ],
)
def test_hostile_answers_get_a_page(client: Client, hostile: str) -> None:
    round_ = round_with(*BASIC, clause("party_ceiling", most=5), clause("duration", longest=240))
    posted = filled({}, {}) | dict.fromkeys([*MANY, "project-starts", "project-ends"], hostile)
    answer = client.post(address(round_), posted)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert b"\x00" not in answer.content


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1999-12-31", "2101-01-01"])
def test_days_outside_all_projects_are_refused(client: Client, day: str) -> None:
    round_ = round_with(clause("duration", longest=240))
    page = page_of(client, round_, filled({}, starts=day, ends=day))
    assert page.count('class="errorlist"') == 2


def test_a_whole_smaller_than_its_parts_is_refused(client: Client) -> None:
    round_ = round_with(clause("consultants_share"))
    page = page_of(client, round_, filled({"cost": "10", "consultants": "11"}))
    assert 'href="#id_p1-cost"' in page


def test_a_form_of_many_fields_is_answered_for_twelve_parties_at_most(client: Client) -> None:
    posted = {"parties": "999"} | {f"p{at}-name": "x" for at in range(4_000)}
    assert 'id="id_p13-name"' not in page_of(client, open_round(), posted)


def test_a_coming_round_answers_and_says_that_it_may_change(client: Client) -> None:
    round_ = open_round()
    Round.objects.filter(pk=round_.pk).update(opens_at=timezone.now() + timedelta(days=3))
    page = page_of(client, round_, filled({}, {}))
    assert 'class="answer answer--unknown"' in page
    assert "/mina/" not in page.partition("<main ")[2]


def test_a_closed_round_leads_to_its_call(client: Client) -> None:
    round_ = closed_round()
    Round.objects.filter(pk=round_.pk).update(
        closes_at=timezone.now(), opens_at=timezone.now() - timedelta(1)
    )
    for answer in (client.get(address(round_)), client.post(address(round_), filled({}))):
        assert (answer.status_code, answer["Location"]) == (302, round_.call.get_absolute_url())


def test_a_round_without_rules_asks_nothing(client: Client) -> None:
    round_ = open_round(rules=[])
    assert client.get(address(round_)).status_code == 302


def test_unknown_and_withdrawn_rounds_are_not_found(client: Client) -> None:
    round_ = open_round()
    known = address(round_)
    assert client.get(known.replace(round_.diarienummer, "2026-99999")).status_code == 404
    withdraw_call(round_.call, now=timezone.now(), actor="machine:test")
    assert client.get(known).status_code == 404


def test_other_methods_are_not_allowed(client: Client) -> None:
    assert client.put(address(open_round())).status_code == 405


def test_a_foreign_page_cannot_post() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address(open_round()), filled({})).status_code == 403


@pytest.mark.parametrize("parties", [1, 12])
def test_the_page_takes_a_fixed_number_of_queries(
    client: Client, parties: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    round_ = open_round()
    with django_assert_num_queries(2):  # type: ignore[operator]
        client.post(address(round_), filled(*({"sector": "company"} for _ in range(parties))))
