"""The letters of a case as threads: what the funder wrote, what was answered, in time or late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from applications.models import Application, Attachment, Letter, LetterKind
from applications.snapshots import document_number
from rulebook.window import swedish_day


@dataclass(frozen=True)
class Reply:
    """An answer with its files. `is_late` is true when it came after the last day to answer."""

    letter: Letter
    number: str
    files: tuple[Attachment, ...]
    is_late: bool


@dataclass(frozen=True)
class Thread:
    """A letter from the funder and what was answered to it."""

    letter: Letter
    number: str
    replies: tuple[Reply, ...]
    is_missed: bool

    @property
    def is_request(self) -> bool:
        """Whether it asks for a completion."""
        return self.letter.kind == LetterKind.COMPLETION_REQUEST

    @property
    def waits(self) -> bool:
        """Whether a completion was asked for and none has come."""
        return self.is_request and not self.replies


def threads_of(application: Application, *, today: date) -> tuple[Thread, ...]:
    """Arrange the letters of a case, newest first. Reads them with their files at once."""
    files = Attachment.objects.order_by("added_at", "id")
    letters: QuerySet[Letter] = (
        application.letters.select_related("sent_by")
        .prefetch_related(Prefetch("attachments", files))
        .order_by("document")
    )
    for letter in (found := list(letters)):
        letter.application = application
    return tuple(
        _thread(letter, [one for one in found if one.answers_id == letter.pk], today)
        for letter in reversed(found)
        if letter.answers_id is None
    )


def _thread(letter: Letter, replies: Iterable[Letter], today: date) -> Thread:
    answered = tuple(
        Reply(reply, document_number(reply), tuple(reply.attachments.all()), is_late(letter, reply))
        for reply in replies
    )
    missed = not answered and letter.answer_by is not None and letter.answer_by < today
    return Thread(letter, document_number(letter), answered, missed)


def is_late(asked: Letter, reply: Letter) -> bool:
    """Whether an answer came after the last day, by the Swedish calendar. It is received all the same."""
    return asked.answer_by is not None and swedish_day(reply.sent_at) > asked.answer_by
