"""What each of the applicants sees where the call keeps things to some of them."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.actions.attach import attach
from applications.actions.budget import BudgetInput
from applications.actions.save import save
from applications.document import document_of
from applications.facts import form_of, verdict_on
from applications.models import Application, SectionAnswer
from applications.veil import verdict_seen_by
from applications.visibility import NOBODY, document_seen_by, viewer_of
from journal.canonical import sha256_of
from registry.models import FormVersion
from rulebook.access import SeenBy
from rulebook.examples import CIVIC_TECH
from rulebook.questions import Form, SectionKind, form_as_json
from rulebook.standard_form import STANDARD_FORM
from rulebook.verdict import Refused
from rulebook.vocabulary import clause_as_json
from tests import factories as make
from tests.factories.files import pdf

pytestmark = pytest.mark.django_db
PDF = pdf()
OWNER = "Kanariegruppen AB"


def form_with(**seen_by: SeenBy) -> Form:
    """Return the standard form with some sections kept apart, by their keys."""
    return tuple(replace(section, seen_by=seen_by.get(section.key, SeenBy.ALL)) for section in STANDARD_FORM)


def written(**seen_by: SeenBy) -> Application:
    """Return a filled application in such a form, with a partner, an owner and a file."""
    shares = {"rule": "own_funding", "effect": "warns", "parameters": {"least": 30}, "clause_sv": "5 §"}
    rules: list[dict[str, Any]] = [*(clause_as_json(clause) for clause in CIVIC_TECH), shares]
    application = make.filled_application(round_=make.open_round(rules=rules))
    make.with_partner(application)
    # Alma has filled in for both; from now on the call keeps things apart.
    content = form_as_json(form_with(**seen_by))
    values = {"content": content, "created_at": make.APPLIED}
    kept, _made = FormVersion.objects.get_or_create(sha256=sha256_of(content), defaults=values)
    application.round.form = kept
    application.round.save()
    lead = application.parties.get(role="coordinator")
    for party, owner in ((lead, "Ägaren"), (application.parties.get(role="partner"), OWNER)):
        party.owner_name, party.owner_share, party.aid_ground = owner, 60, "gber_25"
        party.save()
    return application


def seen(application: Application, user: User) -> dict[str, Any]:
    """Return the document as the person sees it."""
    return document_seen_by(user, document_of(application), form_of(application.round))


def party_in(document: dict[str, Any], role: str) -> dict[str, Any]:
    """Return the party with a role."""
    return next(party for party in document["parties"] if party["role"] == role)


def test_where_the_call_keeps_nothing_apart_all_parties_see_everything() -> None:
    application = written()
    whole = document_of(application)
    for user in (make.applicant(), make.partner()):
        shown = seen(application, user)
        assert shown.pop("hidden") == {"sections": [], "slots": []}
        assert shown == whole
    assert "hidden" not in whole


def test_a_coordinators_section_is_empty_to_a_partner_and_can_be_neither_opened_nor_written() -> None:
    application = written(plan=SeenBy.COORDINATOR)
    assert seen(application, make.applicant())["sections"]["plan"] == make.ANSWERS["plan"]
    shown = seen(application, make.partner())
    assert (shown["sections"]["plan"], shown["hidden"]["sections"]) == ({}, ["plan"])
    client = Client()
    client.force_login(make.partner())
    url = reverse("applications:section", args=[application.pk, "plan"])
    assert client.get(url).status_code == client.post(url, {"purpose_sv": "x"}).status_code == 404
    for key in ("plan", "nothing"):
        with pytest.raises(SectionAnswer.DoesNotExist):
            save(
                application_id=application.pk,
                key=key,
                answers={"purpose_sv": "x"},
                version=1,
                actor=make.partner(),
                now=make.APPLIED,
            )


@pytest.mark.parametrize("to", [SeenBy.COORDINATOR, SeenBy.OWN_PARTY])
def test_a_budget_kept_apart_shows_the_grant_alone(to: SeenBy) -> None:
    application = written(budget=to)
    shown = seen(application, make.partner())
    other, own = party_in(shown, "coordinator"), party_in(shown, "partner")
    assert (other["budget"], other["grant_total"], other["hidden"]) == ([], 700_000, ["budget"])
    assert "hidden" not in own
    assert len(own["budget"]) == 4
    lead = party_in(seen(application, make.applicant()), "partner")
    assert bool(lead.get("hidden")) is (to is SeenBy.OWN_PARTY)


def test_owners_and_aid_kept_apart_leave_name_number_and_sector() -> None:
    application = written(parties=SeenBy.OWN_PARTY)
    shown = party_in(seen(application, make.applicant()), "partner")
    assert (shown["name"], shown["sector"]) == ("Föreningen Öppna kartan", "association")
    assert (shown["owner_name"], shown["owner_share"], shown["aid_ground"]) == ("", None, "")
    assert OWNER not in str(seen(application, make.applicant()))
    assert OWNER in str(seen(application, make.partner()))


def test_a_new_field_of_a_party_is_kept_apart_until_somebody_opens_it() -> None:
    application = written(parties=SeenBy.OWN_PARTY)
    whole = document_of(application)
    for party in whole["parties"]:
        party["something_new"] = "KANARIE"
    shown = document_seen_by(make.applicant(), whole, form_of(application.round))
    assert party_in(shown, "partner")["something_new"] == ""
    assert party_in(shown, "coordinator")["something_new"] == "KANARIE"


def test_whoever_takes_no_part_sees_nothing_that_is_kept_apart() -> None:
    application = written(budget=SeenBy.COORDINATOR, plan=SeenBy.OWN_PARTY, parties=SeenBy.OWN_PARTY)
    person = application.participants.get(user=make.partner())
    person.ended_at = make.APPLIED
    person.save()
    assert viewer_of(application, make.partner()) == NOBODY
    for user in (make.stranger(), make.partner(), make.officer()):
        shown = seen(application, user)
        assert shown["sections"]["plan"] == {}
        assert [party["budget"] for party in shown["parties"]] == [[], []]
        assert OWNER not in str(shown)


def test_a_file_in_a_slot_kept_apart_is_listed_and_handed_out_to_its_own() -> None:
    form = tuple(
        replace(section, slots=tuple(replace(slot, seen_by=SeenBy.OWN_PARTY) for slot in section.slots))
        if section.kind is SectionKind.ATTACHMENTS
        else section
        for section in STANDARD_FORM
    )
    application = make.filled_application(round_=make.open_round(form=form))
    make.with_partner(application)
    file = attach(
        application_id=application.pk,
        slot_key="other",
        file_name="hemlig.pdf",
        content=PDF,
        actor=make.applicant(),
        now=make.APPLIED,
    )
    assert [row["id"] for row in seen(application, make.applicant())["attachments"]] == [str(file.pk)]
    shown = seen(application, make.partner())
    assert (shown["attachments"], shown["hidden"]["slots"]) == ([], ["other"])
    url = reverse("applications:file", args=[application.pk, file.pk])
    for user, status in ((make.applicant(), 200), (make.partner(), 404)):
        client = Client()
        client.force_login(user)
        assert client.get(url).status_code == status
    with pytest.raises(Refused):
        attach(
            application_id=application.pk,
            slot_key="other",
            file_name="annan.pdf",
            content=PDF,
            actor=make.partner(),
            now=make.APPLIED,
        )


def test_the_verdict_tells_no_sum_and_no_owner_that_is_kept_apart() -> None:
    application = written(budget=SeenBy.OWN_PARTY, parties=SeenBy.OWN_PARTY, plan=SeenBy.COORDINATOR)
    make.give_answers(application, "plan", {"purpose_sv": ""})
    whole, form = document_of(application), form_of(application.round)
    verdict = verdict_on(whole, application.round, at=make.APPLIED)
    told = verdict_seen_by(viewer_of(application, make.partner()), verdict, whole, form)
    sentences = " ".join(str(finding.sentence) for finding in told.findings)
    assert len(told.stops) == len(verdict.stops)
    for secret in ("800 000", "100 000", "Ägaren", "800,000"):
        assert secret not in sentences
    assert [one.field for one in told.of_rule("hidden")] == [""]
    assert verdict_seen_by(viewer_of(application, make.applicant()), verdict, whole, form) != verdict


def test_no_page_of_a_partner_shows_what_is_kept_apart() -> None:
    application = written(budget=SeenBy.OWN_PARTY, parties=SeenBy.OWN_PARTY, plan=SeenBy.COORDINATOR)
    make.give_answers(application, "plan", {"purpose_sv": "KANARIEPLAN"})
    party = application.parties.get(role="coordinator")
    lines = [BudgetInput(2027, "personnel", 487_654), BudgetInput(2027, "own_cash", 365_432)]
    make.give_budget(application, party, [*lines, BudgetInput(2027, "grant", 122_222)])
    client = Client()
    client.force_login(make.partner())
    pages = [
        reverse(f"applications:{name}", args=[application.pk, *more])
        for name, more in (
            ("case", ()),
            ("submit", ()),
            ("people", ()),
            ("approvals", ()),
            ("approval", (party.pk,)),
            ("party", (party.pk,)),
            ("party_budget", (party.pk,)),
            ("section", ("parties",)),
            ("section", ("budget",)),
            ("section", ("project",)),
        )
    ]
    for page in pages:
        text = client.get(page, follow=True).content.decode()
        for secret in ("KANARIEPLAN", "Ägaren", "487\u202f654", "365\u202f432", "487654", "365432"):
            assert secret not in text, (page, secret)


def test_nobody_writes_over_what_they_cannot_see() -> None:
    application = written(budget=SeenBy.OWN_PARTY, parties=SeenBy.OWN_PARTY)
    party = application.parties.get(role="partner")
    lines = [BudgetInput(2027, "personnel", 487_654), BudgetInput(2027, "grant", 500_000)]
    make.give_budget(application, party, lines, user=make.partner())
    client = Client()
    client.force_login(make.applicant())
    for name in ("party", "party_budget"):
        url = reverse(f"applications:{name}", args=[application.pk, party.pk])
        for answer in (client.get(url, follow=True), client.post(url, {"version": "1"}, follow=True)):
            assert OWNER not in answer.content.decode()
            assert "487\u202f654" not in answer.content.decode()
    with pytest.raises(Refused, match="between the party and the funder"):
        make.give_budget(application, party, [])
    with pytest.raises(Refused, match="between the party and the funder"):
        make.give_party(application, party, make.ASSOCIATION, now=make.APPLIED)
    make.give_budget(application, party, make.BUDGETS[1], user=make.partner())
