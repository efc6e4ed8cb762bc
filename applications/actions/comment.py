"""Comment on a section, settle a comment, open it again. Only the applicants see comments."""

from datetime import datetime
from uuid import UUID

from accounts.models import User
from applications.actions.beats import locked, note, require
from applications.actions.sections import place_seen_by
from applications.models import Application, Comment
from rulebook.verdict import Refused, say
from rulebook.visible import visible_length
from rulebook.workflow import Action

LONGEST = 2000
MOST = 1000


def write_comment(
    *, application_id: UUID, section: str, question: str = "", text: str, actor: User, now: datetime
) -> Comment:
    """Write a comment on a section, or on one of its questions.

    Raises SectionAnswer.DoesNotExist for a place that the actor does not see as for one that is not, and
    Refused for an empty or too long text.
    """
    with locked(application_id) as application:
        require(application, actor, Action.SAVE, now=now)
        place_seen_by(application, actor, section, question)
        _check(application, text)
        comment = Comment.objects.create(
            application=application,
            section=section,
            question=question,
            text=text,
            written_by=actor,
            written_at=now,
        )
        _written(comment, "comment", actor=actor, now=now)
    return comment


def settle_comment(*, application_id: UUID, comment_id: int, actor: User, now: datetime) -> Comment:
    """Say that a comment is dealt with. Raises Comment.DoesNotExist, Refused."""
    with locked(application_id) as application:
        comment = _found(application, comment_id, actor, now)
        if comment.settled_at is None:
            comment.settled_at, comment.settled_by = now, actor
            comment.save(update_fields=["settled_at", "settled_by"])
            _written(comment, "settle_comment", actor=actor, now=now)
    return comment


def reopen_comment(*, application_id: UUID, comment_id: int, actor: User, now: datetime) -> Comment:
    """Say that a comment is not dealt with after all. Raises Comment.DoesNotExist, Refused."""
    with locked(application_id) as application:
        comment = _found(application, comment_id, actor, now)
        if comment.settled_at is not None:
            comment.settled_at, comment.settled_by = None, None
            comment.save(update_fields=["settled_at", "settled_by"])
            _written(comment, "reopen_comment", actor=actor, now=now)
    return comment


def _found(application: Application, comment_id: int, actor: User, now: datetime) -> Comment:
    require(application, actor, Action.SAVE, now=now)
    comment = Comment.objects.get(application=application, pk=comment_id)
    place_seen_by(application, actor, comment.section, comment.question)
    return comment


def _check(application: Application, text: str) -> None:
    if not text.strip():
        raise Refused.because("comment", say("Write something first."), "text")
    over = visible_length(text) - LONGEST
    if over > 0:
        sentence = say(
            "The comment is {over} characters too long. Shorten it; nothing has been cut.", over=over
        )
        raise Refused.because("comment", sentence, "text")
    if Comment.objects.filter(application=application).count() >= MOST:
        raise Refused.because("comment", say("There is room for a thousand comments."), "text")


def _written(comment: Comment, what: str, *, actor: User, now: datetime) -> None:
    note(
        comment.application,
        what,
        actor=actor.journal_name,
        now=now,
        content=comment.text,
        place=comment.section,
        comment=comment.pk,
    )
