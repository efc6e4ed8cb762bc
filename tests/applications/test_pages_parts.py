"""Parties, budgets, attachments and invitations, page by page."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from applications.models import Participant
from mail.models import Letter
from tests import factories as make
from tests.applications.test_pages_all import browser
from tests.applications.test_pages_form import PARTY, at, text_of

pytestmark = pytest.mark.django_db
PERSONAL = "850314-2385"


@pytest.fixture
def alma() -> Client:
    """The browser of the coordinator."""
    return browser(make.applicant())


def test_a_personal_identity_number_is_refused_with_a_sentence_and_never_shown_again(alma: Client) -> None:
    application = make.draft_application()
    for name in ("organisation_number", "owner_number"):
        for typed in (PERSONAL, "19850314 2385"):
            answer = alma.post(at(application, "add_party"), {**PARTY, name: typed})
            page = text_of(answer)
            assert answer.status_code == 422
            assert "2385" not in page
            assert f'id="id_{name}_error"' in page
            assert 'value="Föreningen"' in page
    assert application.parties.count() == 1


def test_a_party_gets_sector_and_county_by_themselves(alma: Client) -> None:
    application = make.draft_application()
    number = make.ASSOCIATION.organisation_number
    typed = {**PARTY, "organisation_number": f"{number[:6]} - {number[6:]}", "municipality_code": "1265"}
    assert alma.post(at(application, "add_party"), typed).status_code == 302
    party = application.parties.get(role="partner")
    assert (party.organisation_number, party.sector, party.sector_origin, party.county_code) == (
        number,
        "association",
        "default",
        "12",
    )


def test_two_who_save_the_same_party_see_what_differs(alma: Client) -> None:
    application = make.filled_application()
    party = application.parties.get(role="partner")
    url = at(application, "party", party.pk)
    old = {**PARTY, "version": "0"}
    assert alma.post(url, {**old, "name": "Först"}).status_code == 302
    answer = alma.post(url, {**old, "name": "Sedan"})
    assert answer.status_code == 409
    assert "Först" in text_of(answer)
    assert 'value="Sedan"' in text_of(answer)


def test_removing_a_party_asks_first(alma: Client) -> None:
    application = make.filled_application()
    party = application.parties.get(role="partner")
    url = at(application, "remove_party", party.pk)
    assert party.name in text_of(alma.get(url))
    assert application.parties.count() == 2
    assert alma.post(url).status_code == 302
    assert application.parties.count() == 1
    coordinator = application.parties.get()
    assert alma.post(at(application, "remove_party", coordinator.pk)).status_code == 422


def test_a_party_of_another_case_is_missing_here(alma: Client) -> None:
    round_ = make.open_round()
    mine, other = make.filled_application(round_=round_), make.filled_application(round_=round_)
    foreign = other.parties.get(role="partner")
    for name in ("party", "remove_party", "invite", "party_budget"):
        for method in (alma.get, alma.post):
            assert method(at(mine, name, foreign.pk)).status_code == 404


def test_a_budget_is_read_as_people_type_and_summed_by_the_server(alma: Client) -> None:
    application = make.filled_application()
    party = application.parties.get(role="partner")
    url = at(application, "party_budget", party.pk)
    typed = {"personnel-2027": "1.250.000 kr", "grant-2027": "1 250 000", "grant-2028": "", "version": "1"}
    assert alma.post(url, typed).status_code == 302
    assert set(party.budget_lines.values_list("year", "kind", "amount")) == {
        (2027, "personnel", 1_250_000),
        (2027, "grant", 1_250_000),
    }
    page = text_of(alma.get(at(application, "section", "budget")))
    assert "1\u202f950\u202f000\u00a0kr" in page


def test_a_sum_that_cannot_be_read_stands_as_it_was_typed_with_its_sentence(alma: Client) -> None:
    application = make.filled_application()
    party = application.parties.get(role="partner")
    url = at(application, "party_budget", party.pk)
    typed = {"personnel-2027": "en miljon", "grant-2027": str(Decimal("12.5")), "version": "1"}
    answer = alma.post(url, typed)
    page = text_of(answer)
    assert answer.status_code == 422
    for name, value in (("personnel-2027", "en miljon"), ("grant-2027", "12.5")):
        assert f'value="{value}"' in page
        assert f'href="#id_{name}"' in page
        assert f'id="id_{name}_error"' in page
    assert party.budget_lines.count() == 4


def test_two_who_save_the_same_budget_see_what_differs(alma: Client) -> None:
    application = make.filled_application()
    url = at(application, "party_budget", application.parties.get(role="partner").pk)
    assert alma.post(url, {"grant-2027": "1", "version": "1"}).status_code == 302
    answer = alma.post(url, {"grant-2027": "2", "version": "1"})
    assert answer.status_code == 409
    assert 'value="2"' in text_of(answer)


def test_an_invited_person_comes_in_through_the_link(alma: Client) -> None:
    application = make.filled_application()
    party = application.parties.get(role="partner")
    assert (
        alma.post(at(application, "invite", party.pk), {"email": "petra@oppnakarta.example"}).status_code
        == 302
    )
    link = re.search(r"http://testserver(\S+)", Letter.objects.get(template="invitation").body)
    assert link is not None
    page = Client().get(link[1])
    assert page.status_code == 200
    assert f"next={link[1]}" in text_of(page)
    assert application.sections.get(key="project").answers["title_sv"] not in text_of(page)
    petra = browser(make.partner())
    assert petra.get(link[1]).status_code == 200
    assert petra.post(link[1])["Location"] == at(application, "case")
    assert Participant.objects.filter(user=make.partner(), role="partner").count() == 1
    assert browser(make.stranger()).get(link[1]).status_code == 410
    assert Client().get(link[1]).status_code == 410


def test_the_coordinator_who_opens_the_link_does_not_use_it_up(alma: Client) -> None:
    application = make.filled_application()
    _invitation, secret = make.waiting_invitation(application)
    url = reverse("applications:invitation", args=[secret])
    assert alma.post(url)["Location"] == at(application, "case")
    assert browser(make.partner()).get(url).status_code == 200
