"""Answers to letters: a completion is a document of its own and never alters what was submitted."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from accounts.models import User
from applications.actions.answer_letter import MOST_FILES, GivenFile, answer_letter
from applications.correspondence import threads_of
from applications.document import document_of
from applications.models import Application, Letter, LetterKind, Snapshot
from applications.snapshots import document_number
from journal.canonical import canonical_json
from rulebook.window import swedish_day
from tests import factories as make
from tests.applications.refusals import refuses
from tests.applications.test_actions_attach import PDF
from tests.applications.test_actions_write_letter import MESSAGE, write

pytestmark = pytest.mark.django_db
IN_TIME = datetime(2026, 11, 20, 22, 59, tzinfo=UTC)
LATE = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)


def asked() -> tuple[Application, Letter]:
    application = make.submitted_application(round_=make.closed_round())
    return application, write(application)


def answer(
    application: Application,
    letter: Letter,
    *,
    text: str = "Här är utdraget.",
    files: Sequence[GivenFile] = (),
    at: datetime = IN_TIME,
    actor: User | None = None,
    letter_id: UUID | None = None,
) -> Letter:
    return answer_letter(
        application_id=application.pk,
        answers=letter.pk,
        letter_id=letter_id or uuid4(),
        text=text,
        files=files,
        actor=actor or make.applicant(),
        arrived_at=at,
        now=at,
    )


def test_a_completion_is_a_document_with_files_and_leaves_the_version_as_it_is() -> None:
    application, letter = asked()
    snapshot = Snapshot.objects.get()
    before = (snapshot.content, snapshot.sha256, canonical_json(document_of(application)))
    sent = answer(application, letter, files=[GivenFile("utdrag.pdf", PDF)])
    after = Snapshot.objects.get()
    assert (after.content, after.sha256, canonical_json(document_of(application))) == before
    assert (sent.kind, sent.answers, sent.from_funder) == (LetterKind.COMPLETION, letter, False)
    assert document_number(sent) == f"{application.case_number}_3"
    file = sent.attachments.get()
    assert (file.name, file.slot, file.application_id) == ("utdrag.pdf", "letter", application.pk)


@pytest.mark.parametrize(("at", "late"), [(IN_TIME, False), (LATE, True)])
def test_the_last_day_is_the_swedish_day_and_a_late_answer_is_received(at: datetime, late: bool) -> None:
    application, letter = asked()
    answer(application, letter, at=at)
    thread = threads_of(application, today=swedish_day(at))[0]
    assert [reply.is_late for reply in thread.replies] == [late]
    assert (thread.waits, thread.is_missed) == (False, False)


def test_a_request_without_an_answer_waits_and_is_missed_after_its_day() -> None:
    application, _letter = asked()
    before, after = (threads_of(application, today=swedish_day(at))[0] for at in (IN_TIME, LATE))
    assert (before.waits, before.is_missed) == (True, False)
    assert (after.waits, after.is_missed) == (True, True)


def test_a_message_is_answered_by_a_message() -> None:
    application = make.submitted_application(round_=make.closed_round())
    sent = answer(application, write(application, MESSAGE))
    assert (sent.kind, sent.subject) == (LetterKind.MESSAGE, "Tidplan")


def test_the_same_form_twice_is_one_answer_and_never_somebody_elses() -> None:
    application, letter = asked()
    key = uuid4()
    assert answer(application, letter, letter_id=key) == answer(application, letter, letter_id=key)
    assert Letter.objects.filter(from_funder=False).count() == 1
    with refuses(("letter", "")):
        answer(application, letter, letter_id=key, actor=make.stranger())


def test_files_are_checked_and_nothing_is_kept_when_one_is_wrong() -> None:
    application, letter = asked()
    files = [GivenFile("utdrag.pdf", PDF), GivenFile("makro.exe", b"MZ")]
    with refuses(("letter", "attached")):
        answer(application, letter, files=files)
    with refuses(("letter", "attached")):
        answer(application, letter, files=[GivenFile("a.pdf", PDF)] * (MOST_FILES + 1))
    with refuses(("letter", "text")):
        answer(application, letter, text=" ", files=[GivenFile("utdrag.pdf", PDF)])
    assert not Letter.objects.filter(from_funder=False).exists()
    assert not application.attachments.exists()


def test_the_coordinator_answers_and_nobody_else() -> None:
    application, letter = asked()
    make.with_partner(application)
    for somebody in (make.partner(), make.officer(), make.stranger()):
        with refuses(("permission", "")):
            answer(application, letter, actor=somebody)


def test_a_letter_of_another_case_is_not_there() -> None:
    application, letter = asked()
    other = make.submitted_application(round_=application.round)
    with pytest.raises(Letter.DoesNotExist):
        answer(other, letter)
    own = answer(application, letter)
    with pytest.raises(Letter.DoesNotExist):
        answer(application, own)
