"""Parties that work together: one whose signatory has approved, one whose invitation waits for an answer."""

from datetime import datetime, timedelta

from accounts.models import User
from applications.actions.approve import approve
from applications.actions.invite import accept, invite
from applications.actions.people import mark_signatory
from applications.approvals import content_to_approve, fingerprint
from applications.document import document_of
from applications.models import Application

GREETING = "Hej! Här är ansökan som vi talade om. Fyll i er del och er budget när du hinner."


def let_in(application: Application, by: User, person: User, *, now: datetime) -> None:
    """Let a person in for the first partner, by an invitation that is answered at once."""
    party = application.parties.exclude(role="coordinator").earliest("order")
    _row, secret = invite(
        application_id=application.pk,
        party_id=party.pk,
        email=person.email,
        greeting=GREETING,
        actor=by,
        now=now,
    )
    accept(secret=secret, actor=person, now=now)


def approve_one_of_three(application: Application, by: User, person: User, *, now: datetime) -> None:
    """Let the first partner's person approve for it, and invite somebody to the last who has not answered."""
    let_in(application, by, person, now=now)
    party = application.parties.exclude(role="coordinator").earliest("order")
    mark_signatory(
        application_id=application.pk,
        participant_id=application.participants.get(user=person).pk,
        is_signatory=True,
        actor=by,
        now=now,
    )
    shown = fingerprint(content_to_approve(document_of(application), str(party.pk)))
    approve(application_id=application.pk, party_id=party.pk, sha256=shown, actor=person, now=now)
    last = application.parties.latest("order")
    invite(
        application_id=application.pk,
        party_id=last.pk,
        email="namnteckning@fjallby.example",
        greeting=GREETING,
        as_signatory=True,
        actor=by,
        now=now + timedelta(hours=1),
    )
