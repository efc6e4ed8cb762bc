"""Inviting a person, and saying yes."""

from datetime import timedelta

import pytest

from applications.access import own_cases
from applications.actions.invite import LASTS, MOST_WAITING, accept, digest, invite, open_invitation
from applications.models import Application, Invitation, Participant, Party
from mail.models import Letter
from rulebook.verdict import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db


def invited(application: Application, email: str = "Petra@oppnakarta.example ") -> tuple[Invitation, str]:
    """Invite somebody for the partner, as Alma."""
    party = application.parties.exclude(role="coordinator").get()
    return invite(
        application_id=application.pk,
        party_id=party.pk,
        email=email,
        actor=make.applicant(),
        now=make.APPLIED,
    )


def test_the_link_is_mailed_and_only_its_hash_is_kept() -> None:
    invitation, secret = invited(make.filled_application())
    letter = Letter.objects.get()
    assert (letter.to, letter.template) == ("petra@oppnakarta.example", "invitation")
    assert secret in letter.body
    assert secret not in str(vars(invitation))
    assert invitation.expires_at == make.APPLIED + LASTS
    assert open_invitation(secret, now=make.APPLIED) == invitation


def test_saying_yes_lets_one_person_in_once() -> None:
    application = make.filled_application()
    invitation, secret = invited(application)
    petra = make.partner()
    participant = accept(secret=secret, actor=petra, now=make.APPLIED)
    assert (participant.role, participant.party) == ("partner", invitation.party)
    assert own_cases(petra).get() == application
    assert open_invitation(secret, now=make.APPLIED) is None
    with pytest.raises(Refused):
        accept(secret=secret, actor=make.stranger(), now=make.APPLIED)
    assert Participant.objects.count() == 2


def test_somebody_who_takes_part_already_keeps_their_role() -> None:
    application = make.filled_application()
    _invitation, secret = invited(application)
    assert accept(secret=secret, actor=make.applicant(), now=make.APPLIED).role == "coordinator"


def test_an_old_link_and_a_wrong_one_let_nobody_in() -> None:
    application = make.filled_application()
    invitation, secret = invited(application)
    for word, now in ((secret, invitation.expires_at), ("x", make.APPLIED), ("\x00" * 10**5, make.APPLIED)):
        assert open_invitation(word, now=now) is None
        with pytest.raises(Refused):
            accept(secret=word, actor=make.partner(), now=now)
    assert open_invitation(secret, now=invitation.expires_at - timedelta(microseconds=1)) == invitation


@pytest.mark.parametrize("address", ["", "petra", "petra@", "a b@c.example", "a@b.example\nBcc: c@d.example"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Refused):
        invited(make.filled_application(), address)
    assert Letter.objects.count() == 0


def test_a_hundred_invitations_may_wait() -> None:
    application = make.filled_application()
    invitation, _secret = invited(application)
    Invitation.objects.bulk_create(
        Invitation(
            application=application,
            party=invitation.party,
            email="x@y.example",
            sha256=f"{number:064d}",
            invited_by=make.applicant(),
            invited_at=make.APPLIED,
            expires_at=make.FAR_AWAY,
        )
        for number in range(MOST_WAITING - 1)
    )
    with pytest.raises(Refused):
        invited(application)


def test_a_stranger_invites_nobody_and_a_foreign_party_does_not_exist() -> None:
    round_ = make.open_round()
    application, other = make.filled_application(round_=round_), make.filled_application(round_=round_)
    party, foreign = application.parties.last(), other.parties.last()
    assert party is not None
    assert foreign is not None
    with pytest.raises(Refused):
        invite(
            application_id=application.pk,
            party_id=party.pk,
            email="a@b.example",
            actor=make.stranger(),
            now=make.APPLIED,
        )
    with pytest.raises(Party.DoesNotExist):
        invite(
            application_id=application.pk,
            party_id=foreign.pk,
            email="a@b.example",
            actor=make.applicant(),
            now=make.APPLIED,
        )


def test_whoever_assesses_the_case_is_not_let_in() -> None:
    application, assignment = make.assigned_application()
    Invitation.objects.create(
        application=application,
        party=application.parties.exclude(role="coordinator").get(),
        email="asta@bedomare.example",
        sha256=digest("hemlig"),
        invited_by=make.applicant(),
        invited_at=make.APPLIED,
        expires_at=make.REVIEWED + LASTS,
    )
    with pytest.raises(Refused, match="assesses"):
        accept(secret="hemlig", actor=assignment.assessor, now=make.REVIEWED)
    assert Participant.objects.count() == 1
