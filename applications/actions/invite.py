"""Invite a person to take part in an application, and let them in."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts.models import User
from applications.actions.beats import locked, note, require
from applications.letters import send_invitation
from applications.models import Invitation, Participant, Party
from rulebook.access import Role
from rulebook.verdict import Refused, say
from rulebook.workflow import Action

LASTS = timedelta(days=14)
MOST_WAITING = 100


def invite(
    *, application_id: UUID, party_id: UUID, email: str, actor: User, now: datetime
) -> tuple[Invitation, str]:
    """Mail a link that lets one person in for a party; return the invitation and the link's secret.

    Raises Party.DoesNotExist, and Refused for a wrong address or too many invitations.
    """
    address = email.strip().lower()
    with locked(application_id) as application:
        require(application, actor, Action.SAVE, now=now)
        party = Party.objects.get(application=application, pk=party_id)
        try:
            validate_email(address)
        except ValidationError as problem:
            sentence = say("This is not an e-mail address. Write it like name@example.se.")
            raise Refused.because("email", sentence, "email") from problem
        if application.invitations.filter(used_at__isnull=True, expires_at__gt=now).count() >= MOST_WAITING:
            raise Refused.because(
                "invitations", say("A hundred invitations are waiting for an answer."), "email"
            )
        secret = secrets.token_urlsafe(32)
        invitation = Invitation.objects.create(
            application=application,
            party=party,
            email=address,
            sha256=digest(secret),
            invited_by=actor,
            invited_at=now,
            expires_at=now + LASTS,
        )
        note(application, "invite", actor=actor.journal_name, now=now, content=address, party=str(party.pk))
        send_invitation(invitation, secret, language=actor.language, now=now)
    return invitation, secret


def open_invitation(secret: str, *, now: datetime) -> Invitation | None:
    """Find the invitation behind a link, if it can still be used."""
    return (
        Invitation.objects.select_related("application__round__call", "party", "invited_by")
        .filter(sha256=digest(secret), used_at__isnull=True, expires_at__gt=now)
        .first()
    )


@transaction.atomic
def accept(*, secret: str, actor: User, now: datetime) -> Participant:
    """Let the signed-in person in for the party, once. Raises Refused when the link is used or too old."""
    invitation = Invitation.objects.select_for_update().filter(sha256=digest(secret)).first()
    if invitation is None or invitation.used_at is not None or invitation.expires_at <= now:
        raise Refused.because(
            "invitation", say("The link has been used or is too old. Ask the coordinator for a new one.")
        )
    if invitation.application.assignments.filter(assessor=actor).exists():
        raise Refused.because("assessor", say("Whoever assesses an application can't take part in it."))
    participant, _made = Participant.objects.get_or_create(
        application=invitation.application,
        user=actor,
        defaults={"role": Role.PARTNER.value, "party": invitation.party, "joined_at": now},
    )
    invitation.used_at = now
    invitation.save(update_fields=["used_at"])
    note(invitation.application, "join", actor=actor.journal_name, now=now, party=str(invitation.party_id))
    return participant


def digest(secret: str) -> str:
    """Return what is kept of a link."""
    return hashlib.sha256(secret.encode()).hexdigest()
