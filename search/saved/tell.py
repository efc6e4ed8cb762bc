"""Mail those who saved a search what is new for it: each record once, none lost while the index is down."""

import logging
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mail.queue import enqueue
from search.engines.base import EngineDown
from search.models import SavedSearch, Told
from search.outbox import LATE
from search.question import Question
from search.saved.asked import asked_by
from search.saved.hours import next_after
from search.saved.items import Item, items_of
from search.saved.links import end_link, page_link
from search.saved.news import Look, look_from, matching, new_records
from search.saved.save import context_of, letters_of
from search.sources import public_among

log = logging.getLogger(__name__)
MOST_SHOWN = 30


def tell_searches(*, now: datetime, most: int = 200) -> int:
    """Look for each saved search whose hour has come; return how many mails were queued.

    When the index does not answer, what is left is looked for at the next turn.
    """
    due = SavedSearch.objects.filter(confirmed_at__isnull=False, next_at__lte=now).order_by("next_at", "pk")
    told = 0
    for number in list(due.values_list("pk", flat=True)[:most]):
        try:
            told += _tell(number, now)
        except EngineDown as problem:
            log.warning("The search index did not answer; saved searches wait: %s", problem)
            break
    return told


def _tell(search_id: UUID, now: datetime) -> int:
    search = SavedSearch.objects.filter(pk=search_id, next_at__lte=now).first()
    if search is None:
        return 0
    question = asked_by(search)
    look = look_from(search.since, search.looked_to)
    new = new_records(question, look)
    # The index is asked before the row is locked: others may write meanwhile.
    found = matching(question, sorted(new))
    return _write(search, question, look, {each: new[each] for each in found}, now)


@transaction.atomic
def _write(seen: SavedSearch, question: Question, look: Look, new: dict[int, int], now: datetime) -> int:
    """Note what is told and queue the mail, unless somebody else has looked or ended it meanwhile."""
    search = SavedSearch.objects.select_for_update().filter(pk=seen.pk, next_at=seen.next_at).first()
    if search is None:
        return 0
    known = set(search.told.values_list("record_id", flat=True))
    fresh = public_among(question.kind, [each for each in new if each not in known])
    fresh.sort(key=lambda each: new[each], reverse=True)
    search.told.filter(change__lte=look.to - LATE).delete()
    # What lies further back than late rows can is not looked at again.
    late = [each for each in fresh if new[each] > look.to - LATE]
    Told.objects.bulk_create(Told(search=search, record_id=each, change=new[each]) for each in late)
    search.looked_to, search.next_at = look.to, next_after(now, search.pace)
    search.save(update_fields=["looked_to", "next_at"])
    if not fresh:
        return 0
    items = items_of(question.kind, fresh[:MOST_SHOWN], search.language)
    enqueue(
        key=f"{letters_of(search.pk)}news:{seen.next_at:%Y-%m-%d}:{look.to}",
        to=search.email,
        template="saved_news",
        context=context_of(search) | _told(question, items, len(fresh)),
        language=search.language,
        now=now,
        unsubscribe=end_link(search),
    )
    return 1


def _told(question: Question, items: list[Item], count: int) -> dict[str, object]:
    newest = page_link(replace(question, sort="newest"))
    return {"items": items, "count": count, "more": count - len(items), "newest_link": newest}
