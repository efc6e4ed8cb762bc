"""The demonstration's notices: organisations that look for partners, and one conversation."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from config.demonstration.people import Cast
from config.demonstration.reading import read
from partnering.actions.notices import NoticeInput
from partnering.actions.post import post
from partnering.actions.write import ask, reply
from partnering.models import Notice
from registry.models import Call


def make_notices(calls: Mapping[str, Call], cast: Cast, *, now: datetime) -> None:
    """Put up the notices, and let two people talk about one of them."""
    texts = read("notices")
    for number, row in enumerate(texts["notices"]):
        given = NoticeInput(
            organisation=row["organisation"],
            sector=row["sector"],
            county_code=row["county"],
            offers=row["offers"],
            seeks=row["seeks"],
            seeks_sectors=tuple(row["seeks_sectors"]),
        )
        post(
            call_id=calls[row["call"]].pk,
            given=given,
            language="sv",
            actor=getattr(cast, row["by"]),
            now=now - timedelta(hours=number),
        )
    talk = texts["talk"]
    notice = Notice.objects.select_related("written_by").get(organisation=talk["about"])
    asked = ask(notice_id=notice.pk, text=talk["text"], actor=getattr(cast, talk["by"]), now=now)
    reply(conversation_id=asked.conversation_id, text=talk["reply"], actor=notice.written_by, now=now)
