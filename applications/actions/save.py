"""Save the answers of one section."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from accounts.models import User
from applications.actions.beats import locked, note, require, require_open, touch
from applications.actions.sections import next_version
from applications.facts import form_of
from applications.models import SectionAnswer
from rulebook.workflow import Action

LONGEST_ANSWER = 100_000


def save(
    *,
    application_id: UUID,
    key: str,
    answers: Mapping[str, str],
    version: int,
    actor: User,
    now: datetime,
) -> SectionAnswer:
    """Keep what was typed, right or wrong: the rules judge it, nothing is cut.

    Only the section's own questions are kept. Raises Refused, and SectionChanged when somebody else saved
    the section after `version` was read; SectionAnswer.DoesNotExist for a section the form does not have.
    """
    with locked(application_id) as application:
        require(application, actor, Action.SAVE, now=now)
        require_open(application, arrived_at=now)
        section = next_version(application, key, version, actor=actor, now=now)
        questions = {q.key for s in form_of(application.round) if s.key == key for q in s.questions}
        given = {name: text[:LONGEST_ANSWER] for name, text in answers.items() if name in questions}
        section.answers = {**section.answers, **given}
        section.save()
        touch(application, now=now)
        note(
            application,
            "save",
            actor=actor.journal_name,
            now=now,
            content=section.answers,
            section=key,
            version=section.version,
        )
    return section
