"""Letters from the funder: a message, a request for completion, each a document of the case."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from accounts.models import User
from applications.actions.declare import declare
from applications.actions.submit import submit
from applications.actions.unlock import unlock
from applications.actions.write_letter import LetterInput, write_letter
from applications.models import Application, Letter, LetterKind
from applications.snapshots import document_number
from journal.models import Entry
from mail.models import Letter as Mail
from rulebook.access import StaffRole
from rulebook.verdict import Refused
from tests import factories as make
from tests.applications.refusals import refuses

pytestmark = pytest.mark.django_db
REQUEST = LetterInput(
    kind=LetterKind.COMPLETION_REQUEST,
    subject="Firmatecknarens namn",
    text="Skicka ett registerutdrag som visar vem som tecknar föreningens firma.",
    answer_by=date(2026, 11, 20),
    otherwise="Annars avvisar vi ansökan.",
)
MESSAGE = LetterInput(kind=LetterKind.MESSAGE, subject="Tidplan", text="Vi beslutar i december.")


def write(
    application: Application,
    given: LetterInput = REQUEST,
    *,
    actor: User | None = None,
    letter_id: UUID | None = None,
) -> Letter:
    return write_letter(
        application_id=application.pk,
        letter_id=letter_id or uuid4(),
        given=given,
        actor=actor or make.officer(),
        now=make.REVIEWED,
    )


def test_a_request_is_a_document_of_its_own_and_is_mailed_without_what_it_says() -> None:
    application = make.submitted_application(round_=make.closed_round())
    make.with_partner(application)
    letter = write(application)
    assert document_number(letter) == f"{application.case_number}_2"
    assert (letter.from_funder, letter.answer_by) == (True, date(2026, 11, 20))
    mails = Mail.objects.filter(template="letter")
    assert sorted(mail.to for mail in mails) == ["alma@sjobro.example", "petra@oppnakarta.example"]
    for mail in mails:
        assert str(application.case_number) in mail.subject
        for told in (REQUEST.subject, REQUEST.text, REQUEST.otherwise, "20 november"):
            assert told not in mail.subject + mail.body
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.details["document"]) == ("request_completion", 2)
    assert REQUEST.text not in str(entry.details)


def test_those_whose_access_has_ended_are_not_told() -> None:
    application = make.submitted_application(round_=make.closed_round())
    participant = make.with_partner(application)
    participant.ended_at = make.APPLIED
    participant.save()
    write(application)
    assert [mail.to for mail in Mail.objects.filter(template="letter")] == ["alma@sjobro.example"]


def test_numbers_are_one_series_over_versions_and_letters() -> None:
    application = make.submitted_application()
    first = write(application, MESSAGE)
    unlock(application_id=application.pk, actor=make.applicant(), arrived_at=make.REVIEWED, now=make.REVIEWED)
    snapshot = submit(
        application_id=application.pk,
        submission_key=uuid4(),
        submit_anyway=False,
        actor=make.applicant(),
        arrived_at=make.REVIEWED,
        now=make.REVIEWED,
    )
    second = write(application, MESSAGE)
    assert (first.document, snapshot.document, snapshot.number, second.document) == (2, 3, 2, 4)


def test_the_same_form_twice_is_one_letter_and_never_somebody_elses() -> None:
    application, key = make.submitted_application(round_=make.closed_round()), uuid4()
    assert write(application, letter_id=key) == write(application, letter_id=key)
    assert (Letter.objects.count(), Mail.objects.filter(template="letter").count()) == (1, 1)
    other = make.staff("ove@tallmyren.example", "Ove Dal", StaffRole.OFFICER)
    with refuses(("letter", "")):
        write(application, letter_id=key, actor=other)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"subject": " "}, "subject"),
        ({"subject": "x" * 201}, "subject"),
        ({"text": "\n"}, "text"),
        ({"text": "x" * 20_001}, "text"),
        ({"answer_by": None}, "answer_by"),
        ({"answer_by": date(2026, 11, 9)}, "answer_by"),
        ({"answer_by": date(2030, 1, 1)}, "answer_by"),
        ({"otherwise": " "}, "otherwise"),
    ],
)
def test_everything_wrong_is_told_at_its_field(change: dict[str, object], field: str) -> None:
    application = make.submitted_application(round_=make.closed_round())
    with refuses(("letter", field)):
        write(application, replace(REQUEST, **change))  # type: ignore[arg-type]
    assert not Letter.objects.exists()


def test_the_shortest_time_is_enough_and_a_message_needs_no_day() -> None:
    application = make.submitted_application(round_=make.closed_round())
    write(application, replace(REQUEST, answer_by=date(2026, 11, 10)))
    letter = write(application, replace(MESSAGE, answer_by=date(2026, 11, 10), otherwise="Inget."))
    assert (letter.answer_by, letter.otherwise) == (None, "")


def test_only_officers_without_a_conflict_write() -> None:
    application, assignment = make.assigned_application()
    for somebody in (
        make.decider(),
        make.registrar(),
        assignment.assessor,
        make.applicant(),
        make.stranger(),
    ):
        with refuses(("permission", "")):
            write(application, actor=somebody)
    declare(
        application_id=application.pk,
        has_conflict=True,
        explanation="Vi är gifta.",
        actor=make.officer(),
        now=make.REVIEWED,
    )
    with refuses(("permission", "")):
        write(application)


def test_a_completion_is_asked_for_before_the_decision_and_a_message_at_any_time() -> None:
    application, _decision = make.decided_application()
    with refuses(("permission", "")):
        write(application)
    assert write(application, MESSAGE).kind == LetterKind.MESSAGE


def test_nobody_writes_about_a_draft() -> None:
    application = make.filled_application()
    with pytest.raises(Refused):
        write(application, MESSAGE)
    assert not Mail.objects.filter(queued_at__gte=make.REVIEWED - timedelta(days=1)).exists()
