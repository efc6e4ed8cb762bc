"""Change a notice, or end it: its writer only."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from accounts.models import User
from partnering.actions.notices import NoticeChanged, NoticeInput, check, fill, locked, note
from partnering.models import Notice
from rulebook.verdict import Refused, say


def change(
    *, notice_id: UUID, given: NoticeInput, version: int, language: str, actor: User, now: datetime
) -> Notice:
    """Change a notice on the board. Raises Notice.DoesNotExist, also for somebody else's, and Refused.

    NoticeChanged when it was changed elsewhere after `version` was read.
    """
    with locked(notice_id) as notice:
        _own_and_shown(notice, actor, now)
        if notice.version != version:
            raise NoticeChanged
        check(given)
        fill(notice, given, language=language, now=now)
        notice.version += 1
        notice.save()
        note(notice, "change_notice", actor=actor.journal_name, now=now, content=asdict(given))
    return notice


def end(*, notice_id: UUID, actor: User, now: datetime) -> Notice:
    """Take the own notice off the board for good. Raises Notice.DoesNotExist and Refused."""
    with locked(notice_id) as notice:
        _own_and_shown(notice, actor, now)
        notice.ended_at = now
        notice.save()
        note(notice, "end_notice", actor=actor.journal_name, now=now)
    return notice


def _own_and_shown(notice: Notice, actor: User, now: datetime) -> None:
    if notice.written_by != actor:
        raise Notice.DoesNotExist
    if not notice.is_shown(now):
        raise Refused.because("notice", say("The notice no longer stands on the board."), "notice")
