"""Decisions and reports on the page: prefilled, summed, refused with all that was typed, signed, answered."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import Mandate
from applications.actions.decide import return_decision
from applications.models import Application, Decision
from registry.models import Outcome
from rulebook.access import StaffRole
from rulebook.states import DecisionKind
from tests import factories as f
from tests.applications.desk import at_desk, filed_assessment, page

pytestmark = pytest.mark.django_db


def inputs_of(text: str) -> dict[str, str]:
    """Read the rows of the form as they are prefilled."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", text):
        name, value = re.search(r'name="(rows-[^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name:
            found[name[1]] = value[1] if value else ""
    for name, body in re.findall(r'<select name="(rows-[^"]+)".*?>(.*?)</select>', text, re.S):
        chosen = re.search(r'value="([^"]*)" selected', body) or re.search(r'value="([^"]*)"', body)
        found[name] = chosen[1] if chosen else ""
    return found


def proposal(client: Client, application: Application, **more: Any) -> dict[str, Any]:
    """What the page would send as it stands, with reasons and what the test changes."""
    rows = inputs_of(client.get(page("prepare", application)).content.decode())
    return {
        **rows,
        "kind": "granted",
        "reasons": "Projektet möter syftet.",
        "final_report_due": "2028-10-31",
        **more,
    }


def test_rows_are_prefilled_with_what_is_sought() -> None:
    application, assignment = f.cleared_application()
    filed_assessment(application, assignment)
    client = at_desk(f.officer())
    text = client.get(page("prepare", application)).content.decode()
    rows = inputs_of(text)
    first, second = (str(party.pk) for party in application.parties.order_by("order"))
    assert [
        tuple(rows[f"rows-{n}-{field}"] for field in ("party", "year", "aid_ground", "amount"))
        for n in range(4)
    ] == [
        (first, "2027", "not_aid", "450000"),
        (first, "2028", "not_aid", "250000"),
        (second, "2027", "not_aid", "300000"),
        (second, "2028", "not_aid", "200000"),
    ]
    assert "<output>1\u202f200\u202f000\u00a0kr</output>" in text
    assert 'value="2028-10-31"' in text
    assert "5,00" in text


def test_a_proposal_is_handed_over_in_swedish_time() -> None:
    application, _assignment = f.cleared_application()
    client = at_desk(f.officer())
    given = proposal(client, application, publish_at="2026-12-01T09:00", conditions="Redovisa öppet.")
    assert client.post(page("prepare", application), given).status_code == 302
    decision = Decision.objects.get()
    assert (decision.publish_at, decision.final_report_due, decision.conditions, decision.prepared_by) == (
        datetime(2026, 12, 1, 8, tzinfo=UTC),
        date(2028, 10, 31),
        "Redovisa öppet.",
        f.officer(),
    )
    assert sum(row.amount for row in decision.rows.all()) == 1_200_000
    text = at_desk(f.decider()).get(page("sign", application)).content.decode()
    assert "tisdag 1 december 2026 kl.\u00a009.00" in text


def test_the_sum_is_counted_on_the_server_and_nothing_is_saved() -> None:
    application, _assignment = f.cleared_application()
    client = at_desk(f.officer())
    given = proposal(client, application, recount="", reasons="Halv text")
    given["rows-0-amount"] = "1 450 000 kr"
    answer = client.post(page("prepare", application), given)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<output>2\u202f200\u202f000\u00a0kr</output>" in text
    assert "Halv text" in text
    assert 'value="1 450 000 kr"' in text
    assert not Decision.objects.exists()


def test_the_ceiling_and_missing_reasons_are_said_and_everything_typed_is_kept() -> None:
    application, _assignment = f.cleared_application()
    client = at_desk(f.officer())
    given = proposal(client, application, reasons="", reason_for_more="Dyrare än väntat.")
    given["rows-0-amount"] = "1 250 001"
    answer = client.post(page("prepare", application), given)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Det här är inte sparat än" in text
    assert 'href="#id_reasons"' in text
    assert "2\u202f000\u202f001" in text
    assert "Dyrare än väntat." in text
    assert 'value="1 250 001"' in text
    assert not Decision.objects.exists()


def test_a_sum_that_cannot_be_read_is_said_in_its_row() -> None:
    application, _assignment = f.cleared_application()
    client = at_desk(f.officer())
    given = proposal(client, application)
    given |= {"rows-0-amount": "en miljon", "rows-1-year": ""}
    answer = client.post(page("prepare", application), given)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_rows-0-amount"' in text
    assert 'href="#id_rows-1-year"' in text
    assert 'value="en miljon"' in text


def test_a_refusal_leaves_the_rows_aside() -> None:
    application, _assignment = f.cleared_application()
    client = at_desk(f.officer())
    given = proposal(client, application, kind="refused", publish_refused="on")
    assert client.post(page("prepare", application), given).status_code == 302
    decision = Decision.objects.get()
    assert (decision.kind, decision.publish_refused, decision.rows.count()) == ("refused", True, 0)


def test_what_was_sent_back_is_where_the_next_proposal_begins() -> None:
    application, _decision = f.prepared_application()
    return_decision(application_id=application.pk, reason="Villkor saknas.", actor=f.decider(), now=f.DECIDED)
    text = at_desk(f.officer()).get(page("prepare", application)).content.decode()
    assert "Villkor saknas." in text
    assert "Projektet möter utlysningens syfte" in text
    assert inputs_of(text)["rows-0-amount"] == "700000"


@pytest.mark.parametrize("who", [f.decider, f.registrar, f.assessor, f.editor])
def test_nobody_else_prepares(who: Any) -> None:
    application, _assignment = f.cleared_application()
    client = at_desk(who())
    assert client.get(page("prepare", application)).status_code == 404
    assert client.post(page("prepare", application), {}).status_code == 404


def test_a_decider_signs() -> None:
    application, _decision = f.prepared_application()
    client = at_desk(f.decider())
    text = client.get(page("sign", application)).content.decode()
    assert "Bevilja bidrag: 1\u202f200\u202f000\u00a0kr" in text
    assert "Skriv under beslutet" in text
    assert client.post(page("sign", application), {"sign": ""}).status_code == 302
    decision = Decision.objects.get()
    assert (decision.signed_by, decision.application.state) == (f.decider(), "granted")
    assert client.get(page("sign", application)).status_code == 404
    assert client.post(page("sign", application), {"sign": ""}).status_code == 302


def test_a_decider_sends_back_with_a_reason() -> None:
    application, _decision = f.prepared_application()
    client = at_desk(f.decider())
    empty = client.post(page("sign", application), {"return": "", "reason": " "})
    assert (empty.status_code, "Skriv varför beslutet skickas tillbaka." in empty.content.decode()) == (
        422,
        True,
    )
    assert client.post(page("sign", application), {"return": "", "reason": "Räkna om."}).status_code == 302
    assert Decision.objects.get().return_reason == "Räkna om."


def test_a_mandate_that_is_too_small_is_said_before_and_after() -> None:
    application, _decision = f.prepared_application()
    small = f.staff("dan@tallmyren.example", "Dan", StaffRole.DECIDER)
    Mandate.objects.create(user=small, highest_sum=1_000_000, since=date(2020, 1, 1))
    client = at_desk(small)
    text = client.get(page("sign", application)).content.decode()
    assert "Beslutet ligger utanför din beslutanderätt." in text
    assert 'name="sign"' not in text
    assert client.post(page("sign", application), {"sign": ""}).status_code == 422
    assert Decision.objects.get().signed_at is None
    assert "utanför din beslutanderätt" in client.get(page("case", application)).content.decode()


def test_an_officer_reads_the_proposal_but_cannot_sign() -> None:
    application, _decision = f.prepared_application(DecisionKind.REFUSED)
    client = at_desk(f.officer())
    assert 'name="sign"' not in client.get(page("sign", application)).content.decode()
    assert client.post(page("sign", application), {"sign": ""}).status_code == 422


def test_a_report_is_approved_on_the_page() -> None:
    application, _report = f.reported_application()
    client = at_desk(f.officer())
    text = client.get(page("report", application)).content.decode()
    for part in ("Tre kommuner använder verktyget.", "https://kod.example/budget", "1\u202f200\u202f000"):
        assert part in text
    assert client.post(page("report", application), {"approve": ""}).status_code == 302
    assert Outcome.objects.count() == 1
    assert "Godkänd" in client.get(page("report", application)).content.decode()


def test_a_report_is_sent_back_on_the_page_and_is_the_applicants_again() -> None:
    application, _report = f.reported_application()
    client = at_desk(f.officer())
    assert client.post(page("report", application), {"return": "", "reason": ""}).status_code == 422
    assert client.post(page("report", application), {"return": "", "reason": "Mer!"}).status_code == 302
    assert client.get(page("report", application)).status_code == 404
    assert at_desk(f.decider()).post(page("report", application), {"approve": ""}).status_code == 404
