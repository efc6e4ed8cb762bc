"""The pages of the people: lists, invitations, ended access, approvals, support."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.access import own_cases
from applications.actions.invite import accept, open_invitation
from applications.actions.people import mark_signatory
from applications.models import Application, Participant, PartyApproval, SupportVisit
from journal.models import Entry
from mail.models import Letter
from rulebook.examples import CIVIC_TECH
from rulebook.vocabulary import clause_as_json
from tests import factories as make

pytestmark = pytest.mark.django_db
APPROVALS = {"rule": "party_approvals", "effect": "blocks", "parameters": {}, "clause_sv": "Alla godkänner."}


def browser(user: object) -> Client:
    """Return a signed-in browser."""
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def at(application: Application, name: str, *more: object) -> str:
    """Return the address of a page of the application."""
    return reverse(f"applications:{name}", args=[application.pk, *more])


@pytest.fixture
def alma() -> Client:
    """The browser of the coordinator."""
    return browser(make.applicant())


def asking() -> Application:
    """Return a filled application in a call that demands approvals."""
    rules: list[dict[str, Any]] = [*(clause_as_json(clause) for clause in CIVIC_TECH), APPROVALS]
    return make.filled_application(round_=make.open_round(rules=rules))


def test_an_invitation_is_listed_with_its_dates_and_can_be_sent_again_and_withdrawn(alma: Client) -> None:
    application = make.filled_application()
    party = application.parties.get(role="partner")
    words = {"email": "petra@oppnakarta.example", "greeting": "Hej Petra!", "as_signatory": "on"}
    assert alma.post(at(application, "invite", party.pk), words)["Location"] == at(application, "people")
    first = Letter.objects.get(template="invitation")
    assert "Hej Petra!" in first.body
    invitation = application.invitations.get()
    assert invitation.as_signatory
    for name in ("people", "case"):
        page = alma.get(at(application, name)).content.decode()
        assert "petra@oppnakarta.example" in page
    url = at(application, "change_invitation", invitation.pk)
    assert alma.post(url, {"do": "again"}).status_code == 302
    links = [re.search(r"http://testserver(\S+)", letter.body) for letter in Letter.objects.order_by("pk")]
    old, new = (link[1] for link in links if link)
    assert (Client().get(old).status_code, Client().get(new).status_code) == (410, 200)
    assert alma.post(url, {"do": "withdraw"}).status_code == 404
    second = application.invitations.get(withdrawn_at__isnull=True)
    assert alma.post(at(application, "change_invitation", second.pk), {"do": "withdraw"}).status_code == 302
    assert Client().get(new).status_code == 410


def test_the_link_tells_which_step_is_missing_and_no_address(alma: Client) -> None:
    application = make.filled_application()
    _invitation, secret = make.waiting_invitation(application)
    url = reverse("applications:invitation", args=[secret])
    assert "petra@" not in Client().get(url).content.decode()
    stig = browser(make.stranger())
    page = stig.get(url).content.decode()
    assert "petra@" not in page
    assert reverse("account_email") in page
    assert stig.post(url).status_code == 422
    petra = make.partner()
    petra.emailaddress_set.update(verified=False)  # type: ignore[attr-defined]
    assert browser(petra).post(url).status_code == 422
    assert not own_cases(petra).exists()
    petra.emailaddress_set.update(verified=True)  # type: ignore[attr-defined]
    assert browser(petra).post(url)["Location"] == at(application, "case")


def test_a_person_whose_access_has_ended_finds_nothing_on_the_next_request(alma: Client) -> None:
    application = make.filled_application()
    person = make.with_partner(application)
    petra = browser(make.partner())
    assert petra.get(at(application, "case")).status_code == 200
    page = at(application, "person", person.pk)
    assert alma.get(page).status_code == 200
    assert alma.post(page, {"do": "end"})["Location"] == at(application, "people")
    for name in ("case", "people", "submit", "approvals"):
        assert petra.get(at(application, name)).status_code == 404
    assert "Petra" not in petra.get(reverse("applications:mine")).content.decode().split("<main")[1]
    assert alma.get(at(application, "people")).status_code == 200
    own = Participant.objects.get(user=make.applicant())
    assert alma.post(at(application, "person", own.pk), {"do": "end"}).status_code == 422


def test_the_coordination_is_handed_over(alma: Client) -> None:
    application = make.filled_application()
    person = make.with_partner(application)
    assert alma.post(at(application, "person", person.pk), {"do": "hand"}).status_code == 302
    assert set(application.participants.values_list("user__email", "role")) == {
        ("alma@sjobro.example", "partner"),
        ("petra@oppnakarta.example", "coordinator"),
    }
    own = Participant.objects.get(user=make.applicant())
    assert alma.post(at(application, "person", own.pk), {"do": "end"})["Location"] == reverse(
        "applications:mine"
    )


def test_a_partner_changes_nobody_else(alma: Client) -> None:
    application = make.filled_application()
    make.with_partner(application)
    coordinator = Participant.objects.get(user=make.applicant())
    petra = browser(make.partner())
    for method in (petra.get, petra.post):
        assert method(at(application, "person", coordinator.pk)).status_code == 404
        first = application.parties.get(role="coordinator")
        assert method(at(application, "invite", first.pk)).status_code == 404
        own = application.parties.get(role="partner")
    assert petra.get(at(application, "invite", own.pk)).status_code == 200


def test_a_signatory_approves_what_the_page_shows(alma: Client) -> None:
    application = asking()
    person = make.with_partner(application)
    party = application.parties.get(role="partner")
    mark_signatory(
        application_id=application.pk,
        participant_id=person.pk,
        is_signatory=True,
        actor=make.partner(),
        now=timezone.now(),
    )
    petra, url = browser(make.partner()), at(application, "approval", party.pk)
    page = petra.get(url).content.decode()
    assert "Föreningen Öppna kartan" in page
    assert "500\u202f000" in page
    found = re.search(r'name="sha256" value="(\w+)"', page)
    assert found is not None
    assert petra.post(url, {"sha256": "0" * 64, "how": "click"}).status_code == 422
    assert petra.post(url, {"sha256": found[1], "how": "click"})["Location"] == url
    assert PartyApproval.objects.get().name == "Petra Nyström"
    listed = alma.get(at(application, "approvals")).content.decode()
    assert "Petra Nyström" in listed
    answer = alma.get(at(application, "submit")).content.decode()
    assert at(application, "approval", application.parties.get(role="coordinator").pk) in answer
    approval = PartyApproval.objects.get()
    assert alma.post(at(application, "take_back", party.pk, approval.pk)).status_code == 404
    assert petra.post(at(application, "take_back", party.pk, approval.pk)).status_code == 302
    approval.refresh_from_db()
    assert approval.void_reason == "retracted"


def test_support_reads_only_while_it_is_let_in_and_is_seen_to_have_read(alma: Client) -> None:
    application = make.filled_application()
    title = "Öppna medborgarbudgeten"
    sune = browser(make.support())
    listed = reverse("applications:support")
    assert title not in sune.get(listed).content.decode()
    page = at(application, "own_visits")
    assert alma.post(page, {"do": "open"}).status_code == 302
    shown = re.search(r"code\">(\d{6})<", alma.get(page).content.decode())
    assert shown is not None
    inside = reverse("applications:support_visit", args=[shown[1]])
    assert shown[1] in sune.get(listed).content.decode()
    assert title not in sune.get(listed).content.decode()
    assert title in sune.get(inside).content.decode()
    assert sune.post(inside).status_code == 405
    assert "Sune Dal" in alma.get(page).content.decode()
    assert Entry.objects.filter(action="support_read").count() == 1
    for other in (make.officer(), make.stranger(), make.applicant()):
        assert browser(other).get(inside).status_code == browser(other).get(listed).status_code == 404
    for name in ("case", "submit"):
        assert sune.get(at(application, name)).status_code == 404
    SupportVisit.objects.update(until=timezone.now())
    assert sune.get(inside).status_code == 404
    assert title not in sune.get(listed).content.decode()


def test_an_open_link_is_known_only_by_its_secret() -> None:
    application = make.filled_application()
    _invitation, secret = make.waiting_invitation(application)
    assert open_invitation(secret, now=timezone.now()) is not None
    accept(secret=secret, actor=make.partner(), now=timezone.now())
    assert open_invitation(secret, now=timezone.now()) is None
