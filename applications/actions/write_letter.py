"""Write to the applicants of a received case: a message, or a request to complete the application."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from accounts.models import User
from applications.actions.beats import locked, note, require, touch
from applications.letters import send_letter_notice
from applications.models import Application, Letter, LetterKind
from applications.snapshots import next_document
from applications.ties import require_declared
from rulebook.verdict import Answer, Effect, Finding, Refused, Sentence, Verdict, say
from rulebook.window import swedish_day
from rulebook.workflow import Action

SHORTEST_TIME = timedelta(days=5)  # to answer in: FL 20 § names no time, but it must be enough
LONGEST_SUBJECT = 200
LONGEST_TEXT = 20_000


@dataclass(frozen=True, kw_only=True)
class LetterInput:
    """What an officer writes. A request says what must be completed, by when, and what happens otherwise."""

    kind: LetterKind
    subject: str
    text: str
    answer_by: date | None = None
    otherwise: str = ""


def write_letter(
    *, application_id: UUID, letter_id: UUID, given: LetterInput, actor: User, now: datetime
) -> Letter:
    """Send a letter, a document of its own in the case; the applicants are mailed that there is one.

    `letter_id` comes from the form: the same one a second time gives the same letter. Raises Refused with
    everything that is wrong with it.
    """
    with locked(application_id) as application:
        again = sent_before(application, letter_id, actor)
        if again is not None:
            return again
        asks = given.kind is LetterKind.COMPLETION_REQUEST
        require(application, actor, Action.REQUEST_COMPLETION if asks else Action.WRITE_LETTER, now=now)
        require_declared(application, actor)
        problems = [*_text_problems(given), *(_request_problems(given, now) if asks else ())]
        if problems:
            raise Refused(Verdict.of(problems))
        letter = Letter.objects.create(
            pk=letter_id,
            application=application,
            document=next_document(application),
            kind=given.kind.value,
            from_funder=True,
            subject=" ".join(given.subject.split()),
            text=given.text.strip(),
            sent_at=now,
            sent_by=actor,
            answer_by=given.answer_by if asks else None,
            otherwise=given.otherwise.strip() if asks else "",
        )
        touch(application, now=now)
        said = [letter.subject, letter.text, letter.otherwise]
        done = "request_completion" if asks else "write_letter"
        note(application, done, actor=actor.journal_name, now=now, content=said, document=letter.document)
        send_letter_notice(letter, now=now)
    return letter


def sent_before(application: Application, letter_id: UUID, actor: User) -> Letter | None:
    """Return the letter that the same form has sent already. Raises Refused when somebody else sent it."""
    again = Letter.objects.filter(pk=letter_id).first()
    if again is not None and (again.application_id != application.pk or again.sent_by_id != actor.pk):
        raise Refused.because("letter", say("The page was too old. Write the letter again."))
    return again


def problem(field: str, sentence: Sentence) -> Finding:
    """Say what is wrong with a letter, beside its field."""
    return Finding("letter", field, Answer.NOT_MET, Effect.BLOCKS, sentence)


def _text_problems(given: LetterInput) -> list[Finding]:
    problems = []
    if given.kind is LetterKind.COMPLETION:
        problems.append(problem("kind", say("Only the applicants send a completion.")))
    if not given.subject.strip():
        problems.append(problem("subject", say("Say in a few words what the letter is about.")))
    elif len(given.subject) > LONGEST_SUBJECT:
        sentence = say("The subject is longer than {most} characters.", most=LONGEST_SUBJECT)
        problems.append(problem("subject", sentence))
    problems += text_problems(given.text)
    return problems


def text_problems(text: str) -> list[Finding]:
    """Say what is wrong with a letter's text."""
    if not text.strip():
        return [problem("text", say("Write the letter first."))]
    if len(text) > LONGEST_TEXT:
        return [problem("text", say("The text is longer than {most} characters.", most=LONGEST_TEXT))]
    return []


def _request_problems(given: LetterInput, now: datetime) -> list[Finding]:
    problems = []
    earliest = swedish_day(now) + SHORTEST_TIME
    if given.answer_by is None:
        problems.append(problem("answer_by", say("Say which day the answer must be here.")))
    elif given.answer_by < earliest:
        sentence = say("Give the applicants time: the answer day is {day} at the earliest.", day=earliest)
        problems.append(problem("answer_by", sentence))
    elif given.answer_by > earliest.replace(year=earliest.year + 2, day=1):
        problems.append(problem("answer_by", say("The answer day is more than two years ahead.")))
    if not given.otherwise.strip():
        problems.append(
            problem("otherwise", say("Say what happens if no answer comes, for example that you dismiss it."))
        )
    elif len(given.otherwise) > LONGEST_TEXT:
        problems.append(
            problem("otherwise", say("The text is longer than {most} characters.", most=LONGEST_TEXT))
        )
    return problems
