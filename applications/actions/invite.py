"""Invite a person to take part in an application, take an invitation back, and let the person in."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet

from accounts.access import has_confirmed
from accounts.models import User
from applications.actions.beats import locked, note, require, require_piece
from applications.letters import send_invitation
from applications.models import Application, Invitation, Participant, Party
from rulebook.access import Piece, Role
from rulebook.verdict import Refused, say
from rulebook.workflow import Action

LASTS = timedelta(days=14)
MOST_WAITING = 100
HOUR = timedelta(hours=1)
MOST_AN_HOUR = 30
MOST_TO_ONE_ADDRESS = 5
LONGEST_GREETING = 600
UNUSABLE = say("The link has been used or is too old. Ask the coordinator for a new one.")
OTHER_ADDRESS = say(
    "The invitation was mailed to an address that is not a confirmed one of your account. Sign in with the "
    "account that has it, or add the address to this account and confirm it. Then open the link again."
)


def invite(
    *,
    application_id: UUID,
    party_id: UUID,
    email: str,
    greeting: str = "",
    as_signatory: bool = False,
    actor: User,
    now: datetime,
) -> tuple[Invitation, str]:
    """Mail a link that lets one person in for a party; return the invitation and the link's secret.

    Whether the address has an account is neither asked nor told. An earlier link to the same address for
    the party dies. Raises Party.DoesNotExist, and Refused for a wrong address, a greeting that is too long
    or too many invitations.
    """
    address = email.strip().lower()
    with locked(application_id) as application:
        require(application, actor, Action.PEOPLE, now=now)
        party = Party.objects.get(application=application, pk=party_id)
        require_piece(application, actor, Piece.INVITATION, party)
        _check(address, greeting)
        _within_limits(application, address, actor, now=now)
        waiting(application, now=now).filter(email=address, party=party).update(withdrawn_at=now)
        secret = secrets.token_urlsafe(32)
        invitation = Invitation.objects.create(
            application=application,
            party=party,
            email=address,
            sha256=digest(secret),
            invited_by=actor,
            invited_at=now,
            expires_at=now + LASTS,
            as_signatory=as_signatory,
            greeting=greeting.strip(),
        )
        note(application, "invite", actor=actor.journal_name, now=now, content=address, party=str(party.pk))
        send_invitation(invitation, secret, language=actor.language, now=now)
    return invitation, secret


def invite_again(
    *, application_id: UUID, invitation_id: UUID, actor: User, now: datetime
) -> tuple[Invitation, str]:
    """Mail a new link in place of one that was not used. Raises Invitation.DoesNotExist, Refused."""
    old = Invitation.objects.get(
        pk=invitation_id, application=application_id, used_at__isnull=True, withdrawn_at__isnull=True
    )
    with transaction.atomic():
        made = invite(
            application_id=application_id,
            party_id=old.party_id,
            email=old.email,
            greeting=old.greeting,
            as_signatory=old.as_signatory,
            actor=actor,
            now=now,
        )
        Invitation.objects.filter(pk=old.pk, withdrawn_at__isnull=True).update(withdrawn_at=now)
    return made


def withdraw_invitation(
    *, application_id: UUID, invitation_id: UUID, actor: User, now: datetime
) -> Invitation:
    """Take an invitation back: its link lets nobody in. Raises Invitation.DoesNotExist, Refused."""
    with locked(application_id) as application:
        require(application, actor, Action.PEOPLE, now=now)
        invitation: Invitation = application.invitations.select_related("party").get(
            pk=invitation_id, used_at__isnull=True, withdrawn_at__isnull=True
        )
        require_piece(application, actor, Piece.INVITATION, invitation.party)
        invitation.withdrawn_at = now
        invitation.save(update_fields=["withdrawn_at"])
        note(
            application,
            "withdraw_invitation",
            actor=actor.journal_name,
            now=now,
            content=invitation.email,
            party=str(invitation.party_id),
        )
    return invitation


def waiting(application: Application, *, now: datetime) -> QuerySet[Invitation]:
    """The invitations that somebody can still say yes to."""
    return application.invitations.filter(
        used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now
    ).order_by("invited_at")


def open_invitation(secret: str, *, now: datetime) -> Invitation | None:
    """Find the invitation behind a link, if it can still be used."""
    return (
        Invitation.objects.select_related("application__round__call", "party", "invited_by")
        .filter(sha256=digest(secret), used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now)
        .first()
    )


@transaction.atomic
def accept(*, secret: str, actor: User, now: datetime) -> Participant:
    """Let the signed-in person in for the party, once.

    The person must have the invited address confirmed in the account. Somebody who takes part already
    keeps role and party; somebody whose access had ended gets a new one. Raises Refused.
    """
    found = open_invitation(secret, now=now)
    if found is None:
        raise Refused.because("invitation", UNUSABLE)
    with locked(found.application_id) as application:
        invitation = open_invitation(secret, now=now)
        if invitation is None:
            raise Refused.because("invitation", UNUSABLE)
        if not has_confirmed(actor, invitation.email):
            raise Refused.because("address", OTHER_ADDRESS)
        if application.assignments.filter(assessor=actor).exists():
            raise Refused.because("assessor", say("Whoever assesses an application can't take part in it."))
        participant = _let_in(application, invitation, actor, now=now)
        invitation.used_at = now
        invitation.save(update_fields=["used_at"])
        note(application, "join", actor=actor.journal_name, now=now, party=str(invitation.party_id))
    return participant


def digest(secret: str) -> str:
    """Return what is kept of a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _let_in(application: Application, invitation: Invitation, actor: User, *, now: datetime) -> Participant:
    person, made = Participant.objects.get_or_create(
        application=application,
        user=actor,
        defaults={
            "role": Role.PARTNER.value,
            "party": invitation.party,
            "joined_at": now,
            "is_signatory": invitation.as_signatory,
        },
    )
    if not made and person.ended_at is not None:
        person.role, person.party, person.joined_at = Role.PARTNER.value, invitation.party, now
        person.is_signatory, person.ended_at = invitation.as_signatory, None
        person.save()
    elif not made and person.party_id == invitation.party_id and invitation.as_signatory:
        person.is_signatory = True
        person.save(update_fields=["is_signatory"])
    return person


def _check(address: str, greeting: str) -> None:
    try:
        validate_email(address)
    except ValidationError as problem:
        sentence = say("This is not an e-mail address. Write it like name@example.se.")
        raise Refused.because("email", sentence, "email") from problem
    if len(greeting.strip()) > LONGEST_GREETING:
        sentence = say("The greeting is too long. Write at most {most} characters.", most=LONGEST_GREETING)
        raise Refused.because("greeting", sentence, "greeting")


def _within_limits(application: Application, address: str, actor: User, *, now: datetime) -> None:
    """Limits count what was sent, whether or not it was answered; they say nothing about any account."""
    if waiting(application, now=now).exclude(email=address).count() >= MOST_WAITING:
        sentence = say("A hundred invitations are waiting for an answer.")
        raise Refused.because("invitations", sentence, "email")
    lately = Invitation.objects.filter(invited_at__gt=now - HOUR)
    sent = max(lately.filter(application=application).count(), lately.filter(invited_by=actor).count())
    if sent >= MOST_AN_HOUR:
        sentence = say("Too many invitations have been mailed in an hour. Wait a while, then go on.")
        raise Refused.because("invitations", sentence, "email")
    to_one = Invitation.objects.filter(email=address, invited_at__gt=now - 24 * HOUR)
    if to_one.filter(application=application).count() >= MOST_TO_ONE_ADDRESS:
        sentence = say("Enough invitations have been mailed to this address today. Try again tomorrow.")
        raise Refused.because("invitations", sentence, "email")
