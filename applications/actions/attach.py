"""Put a file into a slot of an application, or take it out."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from accounts.models import User
from applications.actions.beats import locked, note, require, require_file, require_open, touch
from applications.actions.sections import reopen
from applications.facts import form_of
from applications.files import CheckedFile, checked_file
from applications.keeping import keep
from applications.models import Application, Attachment, Party
from applications.quotas import require_room
from applications.visibility import PAPER_SLOT
from rulebook.questions import SectionKind, Slot
from rulebook.verdict import Refused, say
from rulebook.workflow import Action


def attach(
    *,
    application_id: UUID,
    slot_key: str,
    file_name: str,
    content: bytes,
    actor: User,
    now: datetime,
    party_id: UUID | None = None,
) -> Attachment:
    """Keep a file, checked by name, extension, size and content; the one it replaces is kept as a version.

    `party_id` names the party in a slot that is one for every party. Rights are asked before the file is
    looked into, which takes a part of a second, and again when the case is locked.
    Raises Refused when the file is not one that the slot takes, Party.DoesNotExist.
    """
    with _asked(application_id, slot_key, party_id, actor=actor, now=now, lock=False) as (
        _case,
        slot,
        _party,
    ):
        file = checked_file(file_name, content, slot)
    with _asked(application_id, slot_key, party_id, actor=actor, now=now) as (application, slot, party):
        require_room(application, len(content), f"attachments.{slot_key}", now=now)
        replaced = application.attachments.filter(slot=slot_key, party=party, letter__isnull=True)
        replaced.filter(replaced_at__isnull=True).update(replaced_at=now)
        attachment = _row(application, slot, party, file, actor, now)
        attachment.has_place = file.has_place
        keep(attachment, content)
        reopen(application, SectionKind.ATTACHMENTS)
        touch(application, now=now)
        note(
            application, "attach", actor=actor.journal_name, now=now, content=attachment.sha256, slot=slot_key
        )
    return attachment


def detach(*, application_id: UUID, attachment_id: UUID, actor: User, now: datetime) -> None:
    """Take a file out of its slot; it is kept as a version. Raises Attachment.DoesNotExist, Refused."""
    with locked(application_id) as application:
        require(application, actor, Action.SAVE, now=now)
        require_open(application, arrived_at=now)
        attachment = application.attachments.exclude(slot=PAPER_SLOT).get(
            pk=attachment_id, replaced_at__isnull=True, letter__isnull=True
        )
        require_file(application, actor, attachment.slot, attachment.party)
        attachment.replaced_at = now
        attachment.save(update_fields=["replaced_at"])
        reopen(application, SectionKind.ATTACHMENTS)
        touch(application, now=now)
        note(
            application,
            "detach",
            actor=actor.journal_name,
            now=now,
            content=attachment.sha256,
            slot=attachment.slot,
        )


@contextmanager
def _asked(
    application_id: UUID,
    slot_key: str,
    party_id: UUID | None,
    *,
    actor: User,
    now: datetime,
    lock: bool = True,
) -> Iterator[tuple[Application, Slot, Party | None]]:
    with locked(application_id) if lock else _read(application_id) as application:
        require(application, actor, Action.SAVE, now=now)
        require_open(application, arrived_at=now)
        slot = _slot(application, slot_key)
        if slot.per_party != (party_id is not None):
            raise Refused.because(
                "attachments", say("Choose which party the file belongs to."), "attachments"
            )
        party = application.parties.get(pk=party_id) if party_id else None
        require_file(application, actor, slot_key, party)
        yield application, slot, party


@contextmanager
def _read(application_id: UUID) -> Iterator[Application]:
    yield Application.objects.select_related("round__form").get(pk=application_id)


def _row(
    application: Application, slot: Slot, party: Party | None, file: CheckedFile, actor: User, now: datetime
) -> Attachment:
    return Attachment(
        application=application,
        slot=slot.key,
        party=party,
        name=file.name,
        media_type=file.media_type,
        pages=file.pages,
        added_at=now,
        added_by=actor,
    )


def _slot(application: Application, key: str) -> Slot:
    for section in form_of(application.round):
        for slot in section.slots:
            if slot.key == key:
                return slot
    raise Refused.because("attachments", say("The form has no such place for a file."), "attachments")
