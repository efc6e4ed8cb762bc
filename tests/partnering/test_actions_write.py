"""Writing to each other about a notice, without addresses."""

from datetime import timedelta
from uuid import uuid4

import pytest

from mail.models import Letter
from partnering.actions.moderate import take_down
from partnering.actions.write import LONGEST_MESSAGE, MOST_AN_HOUR, ask, reply
from partnering.models import Conversation, Notice
from rulebook.verdict import Refused
from tests.factories import APPLIED, FAR_AWAY, applicant, editor, partner, stranger
from tests.partnering.board import later, posted

pytestmark = pytest.mark.django_db


def test_question_and_answer_show_no_address() -> None:
    notice = posted()
    asked = ask(notice_id=notice.pk, text="Vi vill vara med.", actor=partner(), now=APPLIED)
    reply(conversation_id=asked.conversation_id, text="Välkomna!", actor=applicant(), now=later(minutes=5))
    to_writer, to_asker = Letter.objects.order_by("id")
    assert (to_writer.to, to_asker.to) == (applicant().email, partner().email)
    assert "Vi vill vara med." in to_writer.body
    assert partner().email not in to_writer.subject + to_writer.body
    assert applicant().email not in to_asker.subject + to_asker.body
    assert [message.text for message in asked.conversation.messages.all()] == [
        "Vi vill vara med.",
        "Välkomna!",
    ]


def test_a_second_question_joins_the_conversation() -> None:
    notice = posted()
    for text in ("Hej", "Hej igen"):
        ask(notice_id=notice.pk, text=text, actor=partner(), now=APPLIED)
    assert Conversation.objects.get().messages.count() == 2


@pytest.mark.parametrize("text", ["", "  \n", "x" * (LONGEST_MESSAGE + 1)])
def test_nothing_and_too_much(text: str) -> None:
    notice = posted()
    with pytest.raises(Refused):
        ask(notice_id=notice.pk, text=text, actor=partner(), now=APPLIED)
    assert not Letter.objects.exists()


def test_nobody_writes_to_themselves() -> None:
    with pytest.raises(Refused):
        ask(notice_id=posted().pk, text="Hej", actor=applicant(), now=APPLIED)


def test_a_notice_that_is_gone() -> None:
    notice = posted()
    with pytest.raises(Notice.DoesNotExist):
        ask(notice_id=notice.pk, text="Hej", actor=partner(), now=FAR_AWAY)


def test_a_strangers_conversation_looks_like_none() -> None:
    asked = ask(notice_id=posted().pk, text="Hej", actor=partner(), now=APPLIED)
    for pk in (asked.conversation_id, uuid4()):
        with pytest.raises(Conversation.DoesNotExist):
            reply(conversation_id=pk, text="Hej", actor=stranger(), now=APPLIED)


def test_a_flood_is_stopped_for_an_hour() -> None:
    notice = posted()
    for number in range(MOST_AN_HOUR):
        ask(notice_id=notice.pk, text=f"Hej {number}", actor=partner(), now=APPLIED)
    with pytest.raises(Refused):
        ask(notice_id=notice.pk, text="Hej", actor=partner(), now=later(minutes=59))
    assert ask(notice_id=notice.pk, text="Hej", actor=partner(), now=APPLIED + timedelta(hours=1, seconds=1))


def test_nothing_more_is_said_about_what_was_taken_down() -> None:
    notice = posted()
    asked = ask(notice_id=notice.pk, text="Hej", actor=partner(), now=APPLIED)
    take_down(notice_id=notice.pk, reason="Reklam.", actor=editor(), now=APPLIED)
    with pytest.raises(Refused):
        reply(conversation_id=asked.conversation_id, text="Hej", actor=applicant(), now=APPLIED)
