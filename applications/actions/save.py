"""Save the answers of one section."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from accounts.models import User
from applications.actions.beats import locked, note, require, require_open, require_seen, touch
from applications.actions.sections import SectionChanged, section_of, take_in
from applications.facts import form_of
from applications.models import Application, SectionAnswer
from rulebook.questions import ROWED
from rulebook.verdict import Refused, say
from rulebook.workflow import Action

LONGEST_ANSWER = 100_000
LONGEST_ROWS = 2_000_000  # all rows of a table together


def save(
    *,
    application_id: UUID,
    key: str,
    answers: Mapping[str, str],
    version: int,
    base: Mapping[str, str] | None = None,
    actor: User,
    now: datetime,
) -> SectionAnswer:
    """Keep what was typed, right or wrong: the rules judge it, nothing is cut.

    Only the section's own questions are kept; those that are not sent stay. With the marks of what the page
    showed (`base`), only what the person changed is written, and only what two people changed is refused.
    Raises Refused, and SectionChanged when somebody else changed the same since `version` was read;
    SectionAnswer.DoesNotExist for a section the form does not have.
    """
    with locked(application_id) as application:
        require(application, actor, Action.SAVE, now=now)
        require_open(application, arrived_at=now)
        require_seen(application, actor, key)
        given = _own(application, key, answers)
        standing = section_of(application, key).answers
        section, merged = take_in(
            application, key, version, base, current=standing, sent=given, actor=actor, now=now
        )
        if base is None or merged.changes:
            section.answers = {**standing, **merged.changes}
            _keep(application, section, sorted(merged.changes), actor=actor, now=now)
    if merged.clashes:
        raise SectionChanged(section, merged.clashes)
    return section


def _keep(
    application: Application, section: SectionAnswer, fields: list[str], *, actor: User, now: datetime
) -> None:
    """Save a section whose answers have changed, and write it into the journal."""
    section.save()
    touch(application, now=now)
    note(
        application,
        "save",
        actor=actor.journal_name,
        now=now,
        content=section.answers,
        section=section.key,
        version=section.version,
        fields=fields,
    )


def _own(application: Application, key: str, answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers to the section's own questions. Raises Refused for a text too long to be kept."""
    asked = {q.key: q for s in form_of(application.round) if s.key == key for q in s.questions}
    own = {name: text for name, text in answers.items() if name in asked}
    for name, text in own.items():
        longest = LONGEST_ROWS if asked[name].kind in ROWED else LONGEST_ANSWER
        if len(text) > longest:
            sentence = say(
                "The text is longer than {most} characters, which is more than can be kept. "
                "Nothing has been cut: shorten it, and save again.",
                most=longest,
            )
            raise Refused.because("answer", sentence, f"{key}.{name}")
    return own
