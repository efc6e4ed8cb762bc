"""Put a file into a slot of an application, or take it out."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile

from accounts.models import User
from applications.actions.beats import locked, note, require, require_file, require_open, touch
from applications.actions.sections import reopen
from applications.facts import form_of
from applications.files import checked_file
from applications.models import Application, Attachment
from applications.visibility import PAPER_SLOT
from rulebook.questions import SectionKind, Slot
from rulebook.verdict import Refused, say
from rulebook.workflow import Action

MOST_FILES = 50


def attach(
    *, application_id: UUID, slot_key: str, file_name: str, content: bytes, actor: User, now: datetime
) -> Attachment:
    """Keep a file, checked by content, extension and size; the one it replaces is kept as a version.

    Raises Refused when the file is not one that the slot takes.
    """
    with locked(application_id) as application:
        require(application, actor, Action.SAVE, now=now)
        require_open(application, arrived_at=now)
        slot = _slot(application, slot_key)
        require_file(application, actor, slot_key, None)
        if application.attachments.count() >= MOST_FILES:
            raise Refused.because(
                "attachments", say("There is room for fifty files."), f"attachments.{slot_key}"
            )
        file = checked_file(file_name, content, slot)
        application.attachments.filter(slot=slot_key, replaced_at__isnull=True).update(replaced_at=now)
        attachment = Attachment(
            application=application,
            slot=slot_key,
            name=file.name,
            media_type=file.media_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            added_at=now,
            added_by=actor,
        )
        attachment.file.save(file.name, ContentFile(content), save=False)
        attachment.save()
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
            pk=attachment_id, replaced_at__isnull=True
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


def _slot(application: Application, key: str) -> Slot:
    for section in form_of(application.round):
        for slot in section.slots:
            if slot.key == key:
                return slot
    raise Refused.because("attachments", say("The form has no such place for a file."), "attachments")
