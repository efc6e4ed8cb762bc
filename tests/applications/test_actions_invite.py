"""Inviting a person, and saying yes."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress

from applications.access import own_cases
from applications.actions.invite import (
    LASTS,
    MOST_AN_HOUR,
    MOST_TO_ONE_ADDRESS,
    MOST_WAITING,
    accept,
    digest,
    invite,
    invite_again,
    open_invitation,
    waiting,
    withdraw_invitation,
)
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
    _invitation, secret = invited(application, make.applicant().email)
    assert accept(secret=secret, actor=make.applicant(), now=make.APPLIED).role == "coordinator"


def test_only_who_has_confirmed_the_invited_address_is_let_in() -> None:
    application = make.filled_application()
    _invitation, secret = invited(application)
    stig, petra = make.stranger(), make.partner()
    EmailAddress.objects.create(user=stig, email="petra@oppnakarta.example", verified=False)
    with pytest.raises(Refused, match="not a confirmed one"):
        accept(secret=secret, actor=stig, now=make.APPLIED)
    EmailAddress.objects.filter(user=petra).update(verified=False)
    with pytest.raises(Refused, match="not a confirmed one"):
        accept(secret=secret, actor=petra, now=make.APPLIED)
    assert not Participant.objects.filter(user__in=[stig, petra]).exists()
    EmailAddress.objects.filter(user=petra).update(verified=True, email="PETRA@oppnakarta.example")
    assert accept(secret=secret, actor=petra, now=make.APPLIED).user == petra


def test_a_signatory_and_a_greeting_come_with_the_invitation() -> None:
    application = make.filled_application()
    party = application.parties.exclude(role="coordinator").get()
    _invitation, secret = invite(
        application_id=application.pk,
        party_id=party.pk,
        email="petra@oppnakarta.example",
        greeting="  Hej Petra!\nVill ni vara med? ",
        as_signatory=True,
        actor=make.applicant(),
        now=make.APPLIED,
    )
    assert "Hej Petra!\nVill ni vara med?" in Letter.objects.get().body
    assert accept(secret=secret, actor=make.partner(), now=make.APPLIED).is_signatory
    with pytest.raises(Refused, match="too long"):
        invite(
            application_id=application.pk,
            party_id=party.pk,
            email="a@b.example",
            greeting="x" * 601,
            actor=make.applicant(),
            now=make.APPLIED,
        )


def test_sent_again_the_old_link_dies() -> None:
    application = make.filled_application()
    invitation, old = invited(application)
    _again, new = invite_again(
        application_id=application.pk,
        invitation_id=invitation.pk,
        actor=make.applicant(),
        now=make.APPLIED,
    )
    assert open_invitation(old, now=make.APPLIED) is None
    assert open_invitation(new, now=make.APPLIED) is not None
    with pytest.raises(Refused):
        accept(secret=old, actor=make.partner(), now=make.APPLIED)
    with pytest.raises(Invitation.DoesNotExist):
        invite_again(
            application_id=application.pk,
            invitation_id=invitation.pk,
            actor=make.applicant(),
            now=make.APPLIED,
        )
    assert [one.pk for one in waiting(application, now=make.APPLIED)] == [_again.pk]


def test_a_withdrawn_invitation_lets_nobody_in() -> None:
    application = make.filled_application()
    invitation, secret = invited(application)
    taken_back: dict[str, Any] = {
        "application_id": application.pk,
        "invitation_id": invitation.pk,
        "now": make.APPLIED,
    }
    with pytest.raises(Refused):
        withdraw_invitation(**taken_back, actor=make.stranger())
    withdraw_invitation(**taken_back, actor=make.applicant())
    assert open_invitation(secret, now=make.APPLIED) is None
    with pytest.raises(Refused):
        accept(secret=secret, actor=make.partner(), now=make.APPLIED)
    with pytest.raises(Invitation.DoesNotExist):
        withdraw_invitation(**taken_back, actor=make.applicant())


def test_a_partner_invites_to_the_own_party_only() -> None:
    application = make.filled_application()
    make.with_partner(application)
    given: dict[str, Any] = {"application_id": application.pk, "email": "a@b.example", "now": make.APPLIED}
    own, other = application.parties.get(role="partner"), application.parties.get(role="coordinator")
    assert invite(**given, party_id=own.pk, actor=make.partner())[0].party == own
    with pytest.raises(Refused, match="own party"):
        invite(**given, party_id=other.pk, actor=make.partner())


def test_so_many_an_hour_in_a_case_and_by_a_person_and_to_one_address() -> None:
    round_ = make.open_round()
    application, other = make.filled_application(round_=round_), make.filled_application(round_=round_)
    for number in range(MOST_AN_HOUR):
        invited(application, f"a{number}@b.example")
    for case in (application, other):
        with pytest.raises(Refused, match="in an hour"):
            invited(case, "ny@b.example")
    Invitation.objects.all().delete()
    for _time in range(MOST_TO_ONE_ADDRESS):
        invited(application)
    with pytest.raises(Refused, match="to this address today"):
        invited(application)


def test_nothing_tells_whether_an_address_has_an_account() -> None:
    application = make.filled_application()
    make.partner()
    known, _secret = invited(application, "petra@oppnakarta.example")
    unknown, _secret = invited(application, "ingen@oppnakarta.example")
    bodies = [letter.body for letter in Letter.objects.order_by("pk")]
    assert len(bodies) == 2
    plain = [re.sub(r"http\S+", "", body) for body in bodies]
    assert plain[0] == plain[1]
    assert (known.expires_at, known.used_at) == (unknown.expires_at, unknown.used_at)


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
            invited_at=make.OPENED,
            expires_at=make.FAR_AWAY,
        )
        for number in range(MOST_WAITING - 1)
    )
    with pytest.raises(Refused, match="A hundred"):
        invited(application, "ny@b.example")
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
