"""Put a notice on a call's board."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from accounts.models import User
from partnering.access import last_closing
from partnering.actions.notices import NoticeInput, check, fill, note
from partnering.models import Notice
from registry.models import Call
from rulebook.verdict import Refused, say

MOST_NOTICES = 5


def post(*, call_id: int, given: NoticeInput, language: str, actor: User, now: datetime) -> Notice:
    """Put a notice up until the call's last round closes. Raises Call.DoesNotExist and Refused."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=actor.pk)
        call = Call.objects.get(pk=call_id, withdrawn_at__isnull=True)
        closes = last_closing(call, now)
        if closes is None:
            sentence = say("The call has closed, and with it its notice board.")
            raise Refused.because("window", sentence, "call")
        if Notice.objects.of(actor).shown(now).filter(call=call).count() >= MOST_NOTICES:
            sentence = say("You have {most} notices here already. End one first.", most=MOST_NOTICES)
            raise Refused.because("notices", sentence, "call")
        check(given)
        notice = Notice(call=call, written_by=actor, posted_at=now, expires_at=closes)
        fill(notice, given, language=language, now=now)
        notice.save()
        note(notice, "post_notice", actor=actor.journal_name, now=now, content=asdict(given))
    return notice
