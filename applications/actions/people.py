"""Who takes part: end an access, hand the coordination over, say who signs for a party."""

from datetime import datetime
from uuid import UUID

from accounts.models import User
from applications.access import participant_in
from applications.actions.beats import locked, note, require, require_piece, touch
from applications.models import Application, Participant
from rulebook.access import Piece, Role
from rulebook.verdict import Refused, say
from rulebook.workflow import Action


def end_access(*, application_id: UUID, participant_id: int, actor: User, now: datetime) -> Participant:
    """End a person's part: the coordinator ends anybody's, everybody their own.

    The person finds nothing of the case on the next request, and the invitations that they sent or wait
    for are withdrawn. What they wrote and approved stands: it was the party's. Raises
    Participant.DoesNotExist, and Refused for the last coordinator.
    """
    with locked(application_id) as application:
        require(application, actor, Action.PEOPLE, now=now)
        person = application.participants.select_related("user").get(pk=participant_id, ended_at__isnull=True)
        if person.user_id != actor.pk:
            require_piece(application, actor, Piece.COORDINATION)
        if person.role == Role.COORDINATOR.value and _coordinators(application) == 1:
            raise Refused.because(
                "coordinator",
                say("Somebody must coordinate the application. Hand the coordination over first."),
                "people",
            )
        person.ended_at = now
        person.save(update_fields=["ended_at"])
        _withdraw_invitations_of(application, person.user, now=now)
        touch(application, now=now)
        note(
            application,
            "leave" if person.user_id == actor.pk else "end_access",
            actor=actor.journal_name,
            now=now,
            person=person.user.journal_name,
        )
    return person


def hand_coordination(
    *, application_id: UUID, participant_id: int, actor: User, now: datetime
) -> Participant:
    """Make somebody who takes part the coordinator; the actor stays, as a person of their own party.

    Raises Participant.DoesNotExist, and Refused unless the actor coordinates.
    """
    with locked(application_id) as application:
        require(application, actor, Action.PEOPLE, now=now)
        require_piece(application, actor, Piece.COORDINATION)
        person = application.participants.select_related("user").get(pk=participant_id, ended_at__isnull=True)
        giver = participant_in(application, actor)
        if giver is not None and giver.pk != person.pk:
            giver.role, person.role = Role.PARTNER.value, Role.COORDINATOR.value
            giver.save(update_fields=["role"])
            person.save(update_fields=["role"])
            touch(application, now=now)
            note(
                application,
                "hand_coordination",
                actor=actor.journal_name,
                now=now,
                person=person.user.journal_name,
            )
    return person


def mark_signatory(
    *, application_id: UUID, participant_id: int, is_signatory: bool, actor: User, now: datetime
) -> Participant:
    """Say whether a person may sign for their party. Approvals that they have given stand.

    The coordinator says so of anybody, a partner of the own party's people. Raises
    Participant.DoesNotExist and Refused.
    """
    with locked(application_id) as application:
        require(application, actor, Action.PEOPLE, now=now)
        person = application.participants.select_related("user", "party").get(
            pk=participant_id, ended_at__isnull=True
        )
        require_piece(application, actor, Piece.INVITATION, person.party)
        person.is_signatory = is_signatory
        person.save(update_fields=["is_signatory"])
        touch(application, now=now)
        note(
            application,
            "mark_signatory",
            actor=actor.journal_name,
            now=now,
            person=person.user.journal_name,
            is_signatory=is_signatory,
        )
    return person


def _coordinators(application: Application) -> int:
    return application.participants.filter(role=Role.COORDINATOR.value, ended_at__isnull=True).count()


def _withdraw_invitations_of(application: Application, user: User, *, now: datetime) -> None:
    waiting = application.invitations.filter(used_at__isnull=True, withdrawn_at__isnull=True)
    waiting.filter(invited_by=user).update(withdrawn_at=now)
    waiting.filter(email__iexact=user.email).update(withdrawn_at=now)
