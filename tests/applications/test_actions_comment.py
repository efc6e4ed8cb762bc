"""Commenting on a section: among the applicants, and never a word of it to the funder."""

import json
from typing import Any
from uuid import uuid4

import pytest

from applications.actions.comment import LONGEST, reopen_comment, settle_comment, write_comment
from applications.actions.submit import submit
from applications.document import document_of
from applications.models import Application, Comment, SectionAnswer
from journal.models import Entry
from rulebook.verdict import Refused
from tests import factories as make
from tests.applications.refusals import refuses

pytestmark = pytest.mark.django_db
SECRET = "Vågar vi skriva så här?"


def say(application: Application, **more: Any) -> Comment:
    """Comment as Alma, some arguments otherwise."""
    given = {"section": "plan", "question": "plan_sv", "text": SECRET, "actor": make.applicant(), **more}
    return write_comment(application_id=application.pk, now=make.APPLIED, **given)


def test_a_comment_is_kept_as_it_was_typed() -> None:
    application = make.draft_application()
    make.with_partner(application)
    text = "  Två rader\noch ett <b>  "
    comment = say(application, text=text, actor=make.partner())
    assert (comment.section, comment.question, comment.text, comment.written_by, comment.settled_at) == (
        "plan",
        "plan_sv",
        text,
        make.partner(),
        None,
    )


def test_a_partys_own_page_and_budget_are_places_too() -> None:
    application = make.draft_application()
    party = application.parties.get().pk.hex
    for section in (f"party:{party}", f"budget:{party}", "parties", "attachments"):
        assert say(application, section=section, question="").section == section


@pytest.mark.parametrize("place", [("secret", ""), ("plan", "title_sv"), ("party:0", ""), ("", "")])
def test_a_place_that_is_none_does_not_exist(place: tuple[str, str]) -> None:
    application = make.draft_application()
    with pytest.raises(SectionAnswer.DoesNotExist):
        say(application, section=place[0], question=place[1])


@pytest.mark.parametrize("text", ["", " \n ", "x" * (LONGEST + 1)])
def test_nothing_and_too_much_are_refused(text: str) -> None:
    application = make.draft_application()
    with refuses(("comment", "text")):
        say(application, text=text)


def test_a_comment_is_settled_and_opened_again_by_anybody_who_takes_part() -> None:
    application = make.draft_application()
    make.with_partner(application)
    comment = say(application)
    where: dict[str, Any] = {"application_id": application.pk, "comment_id": comment.pk, "now": make.APPLIED}
    settled = settle_comment(actor=make.partner(), **where)
    assert (settled.settled_at, settled.settled_by) == (make.APPLIED, make.partner())
    opened = reopen_comment(actor=make.applicant(), **where)
    assert (opened.settled_at, opened.settled_by) == (None, None)


def test_a_stranger_and_the_funder_neither_comment_nor_settle() -> None:
    application = make.draft_application()
    comment = say(application)
    for nobody in (make.stranger(), make.officer()):
        with pytest.raises(Refused):
            say(application, actor=nobody)
        with pytest.raises(Refused):
            settle_comment(
                application_id=application.pk, comment_id=comment.pk, actor=nobody, now=make.APPLIED
            )


def test_a_comment_of_another_application_does_not_exist_here() -> None:
    round_ = make.open_round()
    mine, other = make.draft_application(round_=round_), make.draft_application(round_=round_)
    comment = say(other)
    with pytest.raises(Comment.DoesNotExist):
        settle_comment(
            application_id=mine.pk, comment_id=comment.pk, actor=make.applicant(), now=make.APPLIED
        )


def test_what_is_said_stands_neither_in_the_document_nor_in_the_snapshot_nor_in_the_journal() -> None:
    application = make.filled_application()
    say(application)
    assert SECRET not in json.dumps(document_of(application), ensure_ascii=False)
    snapshot = submit(
        application_id=application.pk,
        submission_key=uuid4(),
        submit_anyway=False,
        actor=make.applicant(),
        arrived_at=make.APPLIED,
        now=make.APPLIED,
    )
    assert SECRET not in snapshot.content
    written = Entry.objects.get(action="comment")
    assert SECRET not in json.dumps(written.details, ensure_ascii=False)
    assert len(written.digest) == 64
