"""Say that a notice does not belong on the board, and settle what was said."""

from datetime import datetime
from uuid import UUID

from accounts.models import User
from mail.queue import enqueue
from partnering.access import may_moderate
from partnering.actions.notices import locked, note, wrong_text
from partnering.models import Notice, Objection
from rulebook.verdict import Refused, say

MOST_OBJECTIONS = 20


def object_to(*, notice_id: UUID, reason: str, actor: str, now: datetime) -> Objection:
    """Ask the editors to look at a notice; anyone may. Raises Notice.DoesNotExist and Refused."""
    with locked(notice_id) as notice:
        if not notice.is_shown(now):
            raise Notice.DoesNotExist
        if not reason.strip():
            raise Refused.because("objection", say("Say what is wrong with the notice."), "reason")
        if notice.objections.filter(settled_at__isnull=True).count() >= MOST_OBJECTIONS:
            raise Refused.because("objection", say("The editors are looking at this notice already."), "")
        for sentence in wrong_text(reason):
            raise Refused.because("objection", sentence, "reason")
        objection = Objection.objects.create(notice=notice, reason=reason.strip(), made_at=now)
        note(notice, "object_to_notice", actor=actor, now=now)
    return objection


def take_down(*, notice_id: UUID, reason: str, actor: User, now: datetime) -> Notice:
    """Take a notice off the board and tell its writer why. Raises Notice.DoesNotExist and Refused."""
    with locked(notice_id) as notice:
        _require_moderator(actor, now)
        if notice.taken_down_at is not None:
            return notice
        if not reason.strip():
            raise Refused.because("reason", say("Give a reason: the writer is told."), "reason")
        notice.taken_down_at, notice.taken_down_reason = now, reason.strip()
        notice.save()
        _settle(notice, actor, now)
        enqueue(
            key=f"partnering:taken_down:{notice.pk}",
            to=notice.written_by.email,
            template="partnering_taken_down",
            context={"notice": notice},
            language=notice.written_by.language,
            now=now,
        )
        note(notice, "take_down_notice", actor=actor.journal_name, now=now, content=notice.taken_down_reason)
    return notice


def keep(*, notice_id: UUID, actor: User, now: datetime) -> Notice:
    """Let a notice stand in spite of what was said of it. Raises Notice.DoesNotExist and Refused."""
    with locked(notice_id) as notice:
        _require_moderator(actor, now)
        _settle(notice, actor, now)
        note(notice, "keep_notice", actor=actor.journal_name, now=now)
    return notice


def _require_moderator(actor: User, now: datetime) -> None:
    if not may_moderate(actor, now=now):
        raise Refused.because("permission", say("This is not allowed."))


def _settle(notice: Notice, actor: User, now: datetime) -> None:
    notice.objections.filter(settled_at__isnull=True).update(settled_at=now, settled_by=actor)
