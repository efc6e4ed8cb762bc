"""Ending an access, handing the coordination over, noting signatories."""

from typing import Any

import pytest

from applications.access import own_cases, possible_actions, roles_in
from applications.actions.invite import accept, invite, waiting
from applications.actions.people import end_access, hand_coordination, mark_signatory
from applications.models import Application, Participant
from journal.models import Entry
from rulebook.access import Role
from rulebook.verdict import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db


def ended(application: Application, person: Participant, actor: object) -> Participant:
    """End somebody's access."""
    return end_access(
        application_id=application.pk,
        participant_id=person.pk,
        actor=actor,  # type: ignore[arg-type]
        now=make.APPLIED,
    )


def test_the_coordinator_ends_an_access_and_nothing_is_left_of_it() -> None:
    application = make.filled_application()
    petra = make.with_partner(application)
    assert ended(application, petra, make.applicant()).ended_at == make.APPLIED
    assert not own_cases(make.partner()).exists()
    assert roles_in(application, make.partner(), now=make.APPLIED) == frozenset()
    assert possible_actions(application, make.partner(), now=make.APPLIED) == ()
    entry = Entry.objects.order_by("sequence").last()
    assert entry is not None
    assert (entry.action, entry.details["person"]) == ("end_access", make.partner().journal_name)
    with pytest.raises(Participant.DoesNotExist):
        ended(application, petra, make.applicant())


def test_everybody_may_leave_but_ends_nobody_else() -> None:
    application = make.filled_application()
    petra = make.with_partner(application)
    alma = application.participants.get(user=make.applicant())
    with pytest.raises(Refused, match="Only the coordinator"):
        ended(application, alma, make.partner())
    ended(application, petra, make.partner())
    assert not own_cases(make.partner()).exists()


@pytest.mark.parametrize("somebody", [make.stranger, make.officer])
def test_a_stranger_ends_nothing(somebody: object) -> None:
    application = make.filled_application()
    alma = application.participants.get(user=make.applicant())
    with pytest.raises(Refused, match="role does not allow"):
        ended(application, alma, somebody())  # type: ignore[operator]


def test_the_last_coordinator_stays() -> None:
    application = make.filled_application()
    alma = application.participants.get(user=make.applicant())
    with pytest.raises(Refused, match="Hand the coordination over first"):
        ended(application, alma, make.applicant())


def test_a_person_of_another_case_is_not_found() -> None:
    round_ = make.open_round()
    application, other = make.filled_application(round_=round_), make.filled_application(round_=round_)
    foreign = make.with_partner(other)
    for act in (end_access, hand_coordination):
        with pytest.raises(Participant.DoesNotExist):
            act(
                application_id=application.pk,
                participant_id=foreign.pk,
                actor=make.applicant(),
                now=make.APPLIED,
            )


def test_the_invitations_that_the_person_sent_or_waits_for_die() -> None:
    application = make.filled_application()
    petra = make.with_partner(application)
    party = application.parties.get(role="partner")
    given: dict[str, Any] = {"application_id": application.pk, "party_id": party.pk, "now": make.APPLIED}
    invite(**given, email="egil@oppnakarta.example", actor=make.partner())
    invite(**given, email="petra@oppnakarta.example", actor=make.applicant())
    kept, _secret = invite(**given, email="frej@oppnakarta.example", actor=make.applicant())
    ended(application, petra, make.applicant())
    assert list(waiting(application, now=make.APPLIED)) == [kept]


def test_somebody_invited_anew_comes_back_as_a_partner() -> None:
    application = make.filled_application()
    ended(application, make.with_partner(application), make.applicant())
    _invitation, secret = invite(
        application_id=application.pk,
        party_id=application.parties.get(role="partner").pk,
        email="petra@oppnakarta.example",
        actor=make.applicant(),
        now=make.APPLIED,
    )
    back = accept(secret=secret, actor=make.partner(), now=make.APPLIED)
    assert (back.ended_at, back.role) == (None, "partner")
    assert own_cases(make.partner()).get() == application


def test_an_officer_who_took_part_once_never_handles_the_case() -> None:
    application = make.filled_application(round_=make.open_round())
    olof = make.with_partner(application, make.officer())
    ended(application, olof, make.applicant())
    application.refresh_from_db()
    assert roles_in(application, make.officer(), now=make.APPLIED) == frozenset()
    assert list(Application.objects.of_funder(make.officer())) == []


def test_coordination_goes_to_one_who_takes_part() -> None:
    application = make.filled_application()
    petra = make.with_partner(application)
    given: dict[str, Any] = {
        "application_id": application.pk,
        "participant_id": petra.pk,
        "now": make.APPLIED,
    }
    with pytest.raises(Refused, match="Only the coordinator"):
        hand_coordination(**given, actor=make.partner())
    hand_coordination(**given, actor=make.applicant())
    assert roles_in(application, make.partner(), now=make.APPLIED) == {Role.COORDINATOR}
    assert roles_in(application, make.applicant(), now=make.APPLIED) == {Role.PARTNER}
    ended(application, application.participants.get(user=make.applicant()), make.applicant())
    assert not own_cases(make.applicant()).exists()


def test_a_partner_notes_signatories_of_the_own_party() -> None:
    application = make.filled_application()
    petra = make.with_partner(application)
    alma = application.participants.get(user=make.applicant())
    given: dict[str, Any] = {"application_id": application.pk, "is_signatory": True, "now": make.APPLIED}
    assert mark_signatory(**given, participant_id=petra.pk, actor=make.partner()).is_signatory
    with pytest.raises(Refused, match="own party"):
        mark_signatory(**given, participant_id=alma.pk, actor=make.partner())
    assert mark_signatory(**given, participant_id=alma.pk, actor=make.applicant()).is_signatory
