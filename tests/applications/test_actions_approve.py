"""A party's approval: given, on paper, jointly, lapsing when what was approved changes."""

from dataclasses import replace
from typing import Any

import pytest

from accounts.models import User
from applications.actions.approve import Paper, approve, need_signatories, record_paper, retract
from applications.actions.budget import BudgetInput
from applications.actions.party import add_party, remove_party
from applications.actions.submit import submit
from applications.approvals import content_to_approve, fingerprint
from applications.document import document_of
from applications.facts import verdict_on
from applications.models import Application, Attachment, Party, PartyApproval
from applications.snapshots import content_of
from journal.models import Entry
from mail.models import Letter
from rulebook.examples import CIVIC_TECH
from rulebook.verdict import Answer, Refused
from rulebook.vocabulary import clause_as_json
from tests import factories as make
from tests.factories.files import pdf

pytestmark = pytest.mark.django_db
PDF = pdf()


def asking(**parameters: Any) -> Application:
    """Return a filled application in a call that demands approvals, with the partner's person in it."""
    rule = {"rule": "party_approvals", "effect": "blocks", "parameters": parameters, "clause_sv": "4 §"}
    rules: list[dict[str, Any]] = [*(clause_as_json(clause) for clause in CIVIC_TECH), rule]
    application = make.filled_application(round_=make.open_round(rules=rules))
    make.with_partner(application)
    application.participants.update(is_signatory=True)
    return application


def shown(application: Application, party: Party) -> str:
    """Return the fingerprint that the page shows."""
    return fingerprint(content_to_approve(document_of(application), str(party.pk)))


def given(application: Application, role: str, actor: User) -> PartyApproval:
    """Approve for the party with a role, as the page shows it."""
    party = application.parties.get(role=role)
    return approve(
        application_id=application.pk,
        party_id=party.pk,
        sha256=shown(application, party),
        actor=actor,
        now=make.APPLIED,
    )


def answers(application: Application) -> dict[str, Answer]:
    """Return what the rule says of each party, by the party's role."""
    roles = {str(party.pk): party.role for party in application.parties.all()}
    verdict = verdict_on(document_of(application), application.round, at=make.APPLIED)
    return {roles[one.field.partition(".")[2]]: one.answer for one in verdict.of_rule("party_approvals")}


def sent(application: Application) -> object:
    """Submit the application."""
    return submit(
        application_id=application.pk,
        submission_key=application.pk,
        submit_anyway=True,
        actor=make.applicant(),
        arrived_at=make.APPLIED,
        now=make.APPLIED,
    )


def test_submission_waits_for_every_approval_and_then_freezes_the_names() -> None:
    application = asking()
    with pytest.raises(Refused, match="has not approved yet"):
        sent(application)
    approval = given(application, "partner", make.partner())
    assert answers(application) == {"coordinator": Answer.UNKNOWN, "partner": Answer.MET}
    with pytest.raises(Refused):
        sent(application)
    given(application, "coordinator", make.applicant())
    sent(application)
    parties = content_of(application.snapshots.get())["parties"]
    assert [one["approvals"][0]["name"] for one in parties] == ["Alma Bergdahl", "Petra Nyström"]
    assert parties[1]["approvals"][0]["sha256"] == approval.sha256


def test_only_those_who_seek_a_grant_where_the_call_says_so() -> None:
    application = asking(who="funded_parties")
    party = application.parties.get(role="partner")
    make.give_budget(application, party, [BudgetInput(2027, "own_cash", 5)])
    assert answers(application) == {"coordinator": Answer.UNKNOWN}


def test_a_change_of_the_budget_or_the_part_lets_the_approval_lapse_and_tells_the_signatory() -> None:
    application = asking()
    for role, actor in (("partner", make.partner()), ("coordinator", make.applicant())):
        given(application, role, actor)
    party = application.parties.get(role="partner")
    make.give_budget(application, party, make.BUDGETS[1])
    make.give_party(application, party, make.ASSOCIATION, now=make.APPLIED)
    make.give_answers(application, "project", {"title_en": "Another title"})
    assert answers(application) == {"coordinator": Answer.MET, "partner": Answer.MET}
    make.give_budget(application, party, [*make.BUDGETS[1], BudgetInput(2028, "own_cash", 1)])
    assert answers(application) == {"coordinator": Answer.MET, "partner": Answer.NOT_MET}
    letters = Letter.objects.filter(template="approval_lapsed")
    assert [letter.to for letter in letters] == ["petra@oppnakarta.example"]
    assert Entry.objects.filter(action="approval_lapsed").count() == 1
    with pytest.raises(Refused, match="after it was approved"):
        sent(application)
    given(application, "partner", make.partner())
    assert answers(application)["partner"] is Answer.MET
    elsewhere = replace(make.ASSOCIATION, workplace="Ett annat kontor")
    make.give_party(application, party, elsewhere, now=make.APPLIED)
    assert answers(application)["partner"] is Answer.NOT_MET


def test_another_party_that_is_added_or_removed_changes_no_approval() -> None:
    application = asking()
    given(application, "coordinator", make.applicant())
    more = add_party(
        application_id=application.pk, given=make.ASSOCIATION, actor=make.applicant(), now=make.APPLIED
    )
    remove_party(application_id=application.pk, party_id=more.pk, actor=make.applicant(), now=make.APPLIED)
    assert answers(application)["coordinator"] is Answer.MET


def test_what_has_changed_since_the_page_was_opened_is_not_approved() -> None:
    application = asking()
    party = application.parties.get(role="partner")
    seen = shown(application, party)
    make.give_budget(application, party, [BudgetInput(2027, "grant", 500_000)])
    with pytest.raises(Refused, match="has changed since the page was opened"):
        approve(
            application_id=application.pk,
            party_id=party.pk,
            sha256=seen,
            actor=make.partner(),
            now=make.APPLIED,
        )
    assert PartyApproval.objects.count() == 0


def test_two_jointly_are_two_people() -> None:
    application = asking()
    party = application.parties.get(role="partner")
    need_signatories(
        application_id=application.pk,
        party_id=party.pk,
        number=2,
        actor=make.partner(),
        now=make.APPLIED,
    )
    first = given(application, "partner", make.partner())
    assert given(application, "partner", make.partner()) == first
    paper: dict[str, Any] = {
        "application_id": application.pk,
        "party_id": party.pk,
        "sha256": shown(application, party),
        "paper": Paper("papper.pdf", PDF),
        "actor": make.applicant(),
        "now": make.APPLIED,
    }
    record_paper(**paper, names=["petra  NYSTRÖM"])
    assert answers(application)["partner"] is Answer.UNKNOWN
    record_paper(**paper, names=["Sven Ek"])
    assert answers(application)["partner"] is Answer.MET
    with pytest.raises(Refused, match="at most 5"):
        need_signatories(
            application_id=application.pk,
            party_id=party.pk,
            number=6,
            actor=make.partner(),
            now=make.APPLIED,
        )


def test_a_power_of_attorney_lets_another_of_the_partys_people_approve() -> None:
    application = asking()
    application.participants.update(is_signatory=False)
    with pytest.raises(Refused, match="power of attorney"):
        given(application, "partner", make.partner())
    party = application.parties.get(role="partner")
    approval = approve(
        application_id=application.pk,
        party_id=party.pk,
        sha256=shown(application, party),
        attorney=Paper("fullmakt.pdf", PDF),
        actor=make.partner(),
        now=make.APPLIED,
    )
    assert (approval.kind, approval.name, approval.document and approval.document.party) == (
        "attorney",
        "Petra Nyström",
        party,
    )
    assert answers(application)["partner"] is Answer.MET
    assert approval.document is not None
    retract(application_id=application.pk, approval_id=approval.pk, actor=make.partner(), now=make.APPLIED)
    approval.document.refresh_from_db()
    assert approval.document.replaced_at == make.APPLIED


@pytest.mark.parametrize(
    ("names", "paper"),
    [
        ([], Paper("a.pdf", PDF)),
        (["  "], Paper("a.pdf", PDF)),
        (["Sven"], Paper("a.pdf", b"")),
        (["Sven"], Paper("a.exe", PDF)),
        (["Sven"], Paper("a.pdf", b"<html>")),
        ([f"Namn {number}" for number in range(11)], Paper("a.pdf", PDF)),
    ],
)
def test_a_paper_without_names_or_of_a_wrong_kind_is_refused(names: list[str], paper: Paper) -> None:
    application = asking()
    party = application.parties.get(role="partner")
    with pytest.raises(Refused):
        record_paper(
            application_id=application.pk,
            party_id=party.pk,
            names=names,
            sha256=shown(application, party),
            paper=paper,
            actor=make.applicant(),
            now=make.APPLIED,
        )
    assert (PartyApproval.objects.count(), Attachment.objects.count()) == (0, 0)


def test_nobody_approves_for_another_party_or_from_outside() -> None:
    application = asking()
    for actor in (make.applicant(), make.stranger(), make.officer(), make.support()):
        with pytest.raises(Refused):
            given(application, "partner", actor)
    with pytest.raises(Refused):
        given(application, "coordinator", make.partner())
    other = make.filled_application(round_=application.round)
    with pytest.raises(Party.DoesNotExist):
        approve(
            application_id=application.pk,
            party_id=other.parties.first().pk,  # type: ignore[union-attr]
            sha256="",
            actor=make.applicant(),
            now=make.APPLIED,
        )


def test_an_approval_is_taken_back_by_who_gave_it_until_it_is_submitted() -> None:
    application = asking()
    approval = given(application, "partner", make.partner())
    taken: dict[str, Any] = {
        "application_id": application.pk,
        "approval_id": approval.pk,
        "now": make.APPLIED,
    }
    with pytest.raises(PartyApproval.DoesNotExist):
        retract(**taken, actor=make.applicant())
    retract(**taken, actor=make.partner())
    assert answers(application)["partner"] is Answer.UNKNOWN
    with pytest.raises(PartyApproval.DoesNotExist):
        retract(**taken, actor=make.partner())
    again = given(application, "partner", make.partner())
    given(application, "coordinator", make.applicant())
    sent(application)
    with pytest.raises(Refused):
        retract(**{**taken, "approval_id": again.pk}, actor=make.partner())


def test_an_approval_stands_when_the_persons_access_ends() -> None:
    application = asking()
    given(application, "partner", make.partner())
    application.participants.filter(user=make.partner()).update(ended_at=make.APPLIED)
    assert answers(application)["partner"] is Answer.MET
