"""Answer a letter from the funder, with a completion if one was asked for. Nothing submitted is changed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import User
from applications.actions.beats import locked, note, require, touch
from applications.actions.write_letter import problem, sent_before, text_problems
from applications.files import EXTENSIONS, CheckedFile, look_into
from applications.keeping import keep
from applications.models import Application, Attachment, Letter, LetterKind
from applications.snapshots import next_document
from rulebook.questions import Slot
from rulebook.verdict import Finding, Refused, Verdict, say
from rulebook.workflow import Action

LETTER_SLOT = Slot(
    key="letter",
    label_sv="Bilaga till brev",
    label_en="File with a letter",
    media_types=tuple(sorted(set(EXTENSIONS.values()))),
    megabytes=25,
)
MOST_FILES = 10
MOST_ANSWERS = 20


@dataclass(frozen=True)
class GivenFile:
    """A file as it came: its name and its bytes."""

    name: str
    content: bytes


def answer_letter(
    *,
    application_id: UUID,
    answers: UUID,
    letter_id: UUID,
    text: str,
    files: Sequence[GivenFile] = (),
    actor: User,
    arrived_at: datetime,
    now: datetime,
) -> Letter:
    """Send an answer with its files, a document of its own; what has been submitted stays as it is.

    An answer after the last day is received too. `letter_id` comes from the form: the same one a second
    time gives the same answer. Raises Letter.DoesNotExist for a letter that the funder did not send in this
    case, Refused with everything that is wrong.
    """
    checked = _checked(files)
    with locked(application_id) as application:
        again = sent_before(application, letter_id, actor)
        if again is not None:
            return again
        require(application, actor, Action.ANSWER_LETTER, now=now)
        asked = application.letters.get(pk=answers, from_funder=True)
        _require_sound(asked, text, files, checked)
        letter = _letter(asked, letter_id, text, next_document(application), actor, arrived_at)
        for file, known in zip(files, checked, strict=True):
            if isinstance(known, CheckedFile):
                keep(_row(application, letter, known), file.content)
        touch(application, now=now)
        digests = [hashlib.sha256(file.content).hexdigest() for file in files]
        said, told = [letter.text, *digests], {"document": letter.document}
        note(application, "answer_letter", actor=actor.journal_name, now=now, content=said, **told)
    return letter


def _letter(
    asked: Letter, letter_id: UUID, text: str, document: int, actor: User, arrived_at: datetime
) -> Letter:
    asks = asked.kind == LetterKind.COMPLETION_REQUEST
    return Letter.objects.create(
        pk=letter_id,
        application=asked.application,
        document=document,
        kind=(LetterKind.COMPLETION if asks else LetterKind.MESSAGE).value,
        from_funder=False,
        subject=asked.subject,
        text=text.strip(),
        sent_at=arrived_at,
        sent_by=actor,
        answers=asked,
    )


def _checked(files: Sequence[GivenFile]) -> list[CheckedFile | Refused]:
    """Look into the files before the case is locked: it takes a part of a second each."""
    return [look_into(file.name, file.content, LETTER_SLOT) for file in files[:MOST_FILES]]


def _require_sound(
    asked: Letter, text: str, files: Sequence[GivenFile], checked: Sequence[CheckedFile | Refused]
) -> None:
    problems: list[Finding] = text_problems(text)
    if len(files) > MOST_FILES:
        sentence = say("There is room for {most} files in an answer.", most=MOST_FILES)
        problems.append(problem("attached", sentence))
    for refused in checked:
        if isinstance(refused, Refused):
            problems += [problem("attached", finding.sentence) for finding in refused.verdict.stops]
    if asked.replies.count() >= MOST_ANSWERS:
        problems.append(problem("", say("You have answered this letter {most} times.", most=MOST_ANSWERS)))
    if problems:
        raise Refused(Verdict.of(problems))


def _row(application: Application, letter: Letter, known: CheckedFile) -> Attachment:
    return Attachment(
        application=application,
        letter=letter,
        slot=LETTER_SLOT.key,
        name=known.name,
        media_type=known.media_type,
        pages=known.pages,
        added_at=letter.sent_at,
        added_by=letter.sent_by,
    )
