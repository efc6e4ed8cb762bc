"""Write to the other person in a conversation about a notice, without seeing any address."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from mail.queue import enqueue
from partnering.actions.notices import locked, note
from partnering.models import Conversation, Message, Notice
from rulebook.answers import too_long
from rulebook.verdict import Refused, say

LONGEST_MESSAGE = 4000
MOST_AN_HOUR = 20


def ask(*, notice_id: UUID, text: str, actor: User, now: datetime) -> Message:
    """Write to whoever put the notice up. Raises Notice.DoesNotExist for one that is gone, and Refused."""
    with locked(notice_id) as notice:
        if not notice.is_shown(now) or notice.call.withdrawn_at is not None:
            raise Notice.DoesNotExist
        if notice.written_by == actor:
            raise Refused.because("message", say("This is your own notice."), "text")
        _check(text, actor, now)
        conversation, _made = Conversation.objects.get_or_create(
            notice=notice, asker=actor, defaults={"begun_at": now}
        )
        return _send(conversation, text, actor, now)


def reply(*, conversation_id: UUID, text: str, actor: User, now: datetime) -> Message:
    """Go on with a conversation, also after the notice. Raises Conversation.DoesNotExist and Refused."""
    with transaction.atomic():
        conversation = (
            Conversation.objects.visible_to(actor)
            .select_related("notice__call", "notice__written_by", "asker")
            .get(pk=conversation_id)
        )
        if conversation.notice.taken_down_at is not None:
            raise Refused.because("message", say("The notice has been taken down."), "text")
        _check(text, actor, now)
        return _send(conversation, text, actor, now)


def _check(text: str, actor: User, now: datetime) -> None:
    if not text.strip():
        raise Refused.because("message", say("Write something first."), "text")
    if told := too_long(text.strip(), LONGEST_MESSAGE):
        raise Refused.because("message", told, "text")
    User.objects.select_for_update().get(pk=actor.pk)
    if Message.objects.filter(author=actor, sent_at__gt=now - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        sentence = say("You have written {most} messages in an hour. Wait a while.", most=MOST_AN_HOUR)
        raise Refused.because("message", sentence, "text")


def _send(conversation: Conversation, text: str, actor: User, now: datetime) -> Message:
    message = Message.objects.create(conversation=conversation, author=actor, text=text.strip(), sent_at=now)
    to = conversation.other_than(actor)
    with translation.override(to.language):
        page = settings.PUBLIC_URL + reverse("partnering:conversation", args=[conversation.pk])
    enqueue(
        key=f"partnering:message:{message.pk}",
        to=to.email,
        template="partnering_message",
        context={"message": message, "notice": conversation.notice, "page": page},
        language=to.language,
        now=now,
    )
    note(conversation.notice, "write_message", actor=actor.journal_name, now=now, content=message.text)
    return message
