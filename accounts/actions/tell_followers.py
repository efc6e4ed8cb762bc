"""Mail the followers of a call what is new to them: each thing once."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from accounts.actions.follow import letters_of
from accounts.follower import Follower
from accounts.following import WARNING, News, Watched, call_link, end_link, knowledge_of, news_for
from mail.queue import enqueue
from registry.models import CallAmendment

# An editor who publishes again within this time sends one mail, not two.
SETTLES_IN = timedelta(minutes=10)


def tell_followers(*, now: datetime, most: int = 200) -> int:
    """Queue the mails that are due; return how many. What is left waits for the next turn."""
    return sum(_tell(pk, now) for pk in list(_due(now).values_list("pk", flat=True)[:most]))


def _due(now: datetime) -> QuerySet[Follower]:
    """Find whom there may be something to tell: their call has changed, or a moment has come."""
    changed = ~Q(told_version=F("call__version")) & Q(call__updated_at__lte=now - SETTLES_IN)
    open_now = Q(
        call__rounds__withdrawn_at__isnull=True,
        call__rounds__opens_at__lte=now,
        call__rounds__closes_at__gte=now,
    )
    opens = open_now & Q(call__rounds__opens_at__gt=F("told_until"))
    closes = open_now & Q(
        call__rounds__closes_at__lte=now + WARNING, call__rounds__closes_at__gt=F("told_until") + WARNING
    )
    followers = Follower.objects.filter(confirmed_at__isnull=False)
    return followers.filter(changed | opens | closes).order_by("told_until", "pk").distinct()


@transaction.atomic
def _tell(follower_id: UUID, now: datetime) -> int:
    follower = (
        Follower.objects.select_for_update(of=("self",))
        .select_related("call__funder")
        .filter(pk=follower_id, confirmed_at__isnull=False)
        .first()
    )
    if follower is None:
        return 0
    watched, settled = Watched.of(follower.call), now - SETTLES_IN
    news = news_for(follower, watched, now=now, settled=settled)
    since = follower.told.get("amended", 0)
    if watched.call.updated_at <= settled:
        follower.told = knowledge_of(watched, follower.language)
        follower.told_version = watched.call.version
    before, follower.told_until = follower.told_until, now
    follower.save()
    if not news:
        return 0
    enqueue(
        key=f"{letters_of(follower.pk)}news:{before.isoformat()}",
        to=follower.email,
        template="follow_news",
        context=_context(follower, watched, news, since),
        language=follower.language,
        now=now,
        unsubscribe=end_link(follower),
    )
    return 1


def _context(follower: Follower, watched: Watched, news: list[News], since: int) -> dict[str, object]:
    return {
        "call": watched.call,
        "rounds": watched.rounds,
        "news": [one.value for one in news],
        "amendments": CallAmendment.objects.filter(call=watched.call, pk__gt=since).order_by("pk"),
        "call_link": call_link(follower),
        "link": end_link(follower),
    }
