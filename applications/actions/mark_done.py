"""Mark a section as done (klarmarkera), or open it again.

The mark is what the applicants tell each other: it locks nothing, and whoever changes the section takes it
away. Submission asks the rules, not the marks; to submit is to mark the whole as done.
"""

from datetime import datetime
from uuid import UUID

from accounts.models import User
from applications.actions.beats import locked, note, require, require_open
from applications.actions.sections import section_of
from applications.document import document_of
from applications.facts import verdict_on
from applications.models import Application, SectionAnswer
from rulebook.verdict import Refused, say
from rulebook.workflow import Action


def mark_done(
    *, application_id: UUID, key: str, done: bool, version: int, actor: User, now: datetime
) -> SectionAnswer:
    """Mark a section as done, or not done, as it stood at `version`.

    A section in which something stops the submission is not done. Raises Refused, and
    SectionAnswer.DoesNotExist for a section that the form does not have.
    """
    with locked(application_id) as application:
        require(application, actor, Action.SAVE, now=now)
        require_open(application, arrived_at=now)
        section = section_of(application, key)
        if ":" in key:
            raise SectionAnswer.DoesNotExist(key)
        if done and section.version != version:
            sentence = say("Somebody has changed the section meanwhile. Read it, and mark it as done then.")
            raise Refused.because("done", sentence, key)
        if done:
            _require_complete(application, key, now)
        if section.done != done:
            section.done = done
            section.save()
            action = "mark_done" if done else "reopen"
            note(application, action, actor=actor.journal_name, now=now, section=key)
    return section


def _require_complete(application: Application, key: str, now: datetime) -> None:
    verdict = verdict_on(document_of(application), application.round, at=now)
    if any(finding.stops for finding in verdict.about(key)):
        sentence = say("Something is still missing in the section. Mend it before you mark it as done.")
        raise Refused.because("done", sentence, key)
