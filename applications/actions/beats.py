"""The beats that every action shares: lock the case, ask whether the actor may, write the journal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from applications.access import may_change, permission
from applications.facts import form_of
from applications.keeping import files_go_with_change
from applications.models import Application, Party, SectionAnswer
from applications.visibility import is_kept_apart, keeps_something, sees_file, sees_section, viewer_of
from journal.record import record
from rulebook.access import Piece, Role
from rulebook.facts import RoundFacts
from rulebook.verdict import Refused, say
from rulebook.window import Phase, phase
from rulebook.workflow import Action, state_after


@contextmanager
def locked(application_id: UUID) -> Iterator[Application]:
    """Open a transaction and lock the case until it ends. Raises Application.DoesNotExist."""
    with files_go_with_change(), transaction.atomic():
        Application.objects.select_for_update().get(pk=application_id)
        yield Application.objects.select_related(
            "round__call__funder", "round__form", "round__rules", "round__call__programme"
        ).get(pk=application_id)


def require(application: Application, actor: User, action: Action, *, now: datetime) -> None:
    """Raise Refused with the reason unless the actor may do this to the case now."""
    allowed = permission(application, actor, action, now=now)
    if not allowed:
        raise Refused.because("permission", allowed.reason or say("This is not allowed."))


def require_piece(application: Application, actor: User, piece: Piece, party: Party | None = None) -> None:
    """Raise Refused with the reason unless the actor may change this piece of the applicants' work."""
    allowed = may_change(application, actor, piece, party.pk if party else None)
    if not allowed:
        raise Refused.because("permission", allowed.reason or say("This is not allowed."))


def require_seen(application: Application, actor: User, key: str) -> None:
    """Raise SectionAnswer.DoesNotExist for a section that the call keeps from the actor, as for none."""
    section = next((one for one in form_of(application.round) if one.key == key), None)
    if section is None:
        raise SectionAnswer.DoesNotExist
    if is_kept_apart(section):
        leads = application.parties.filter(role=Role.COORDINATOR.value).values_list("pk", flat=True).first()
        if not sees_section(viewer_of(application, actor), section, str(leads or "")):
            raise SectionAnswer.DoesNotExist


def require_file(application: Application, actor: User, slot: str, party: Party | None) -> None:
    """Raise Refused unless the actor may put or take files there: in a common slot, or their own party's."""
    require_piece(application, actor, Piece.PARTY_FILE if party else Piece.COMMON_FILE, party)
    form = form_of(application.round)
    if keeps_something(form):
        leads = application.parties.filter(role=Role.COORDINATOR.value).values_list("pk", flat=True).first()
        owner, viewer = str(party.pk) if party else "", viewer_of(application, actor)
        if not sees_file(viewer, slot, owner, form, str(leads or "")):
            raise Refused.because("permission", say("The form has no such place for a file."), "attachments")


def require_open(application: Application, *, arrived_at: datetime) -> None:
    """Raise Refused when the round was not open at the moment the request arrived (UTC)."""
    round_ = application.round
    stands = phase(RoundFacts(opens_at=round_.opens_at, closes_at=round_.closes_at), arrived_at)
    if stands is Phase.CLOSED:
        sentence = say("The round has closed. Nothing more can be handed in through the form.")
        raise Refused.because("window", sentence, "round")
    if stands is Phase.UPCOMING:
        raise Refused.because("window", say("The round has not opened yet."), "round")


def move(application: Application, action: Action, *, now: datetime) -> None:
    """Put the case into the state that the table gives for an action, and save it."""
    application.state = state_after(action, application.stands).value
    touch(application, now=now)


def touch(application: Application, *, now: datetime) -> None:
    """Save the case with the moment it was last changed."""
    application.changed_at = now
    application.save()


def note(
    application: Application,
    action: str,
    *,
    actor: str,
    now: datetime,
    content: Any = None,
    **details: Any,
) -> None:
    """Write what was done to the case into the journal: the content as a digest, the details as they are."""
    record(
        actor=actor,
        action=action,
        object_kind="application",
        object_id=application.pk,
        now=now,
        content=content,
        details={"state": application.state, **details},
    )
