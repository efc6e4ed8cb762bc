"""Stop following a call: by the link in every mail, or when there is nothing more to tell."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actions.follow import VISITOR, letters_of
from accounts.follower import Follower
from journal.record import record
from mail.queue import forget
from registry.models import Round

KEPT_AFTER_CLOSING = timedelta(days=30)
KEPT_AFTER_WITHDRAWAL = timedelta(days=1)
MACHINE = "machine:followers"


@transaction.atomic
def unfollow(*, follower_id: UUID, now: datetime, actor: str = VISITOR) -> bool:
    """Delete a follower, and every letter to them, sent or waiting. Say whether there was one."""
    follower = Follower.objects.select_for_update().filter(pk=follower_id).first()
    if follower is None:
        return False
    record(
        actor=actor,
        action="unfollow",
        object_kind="accounts.follower",
        object_id=follower.pk,
        now=now,
        details={"call": follower.call_id},
    )
    forget(beginning=letters_of(follower.pk))
    follower.delete()
    return True


def forget_followers(*, now: datetime, most: int = 200) -> int:
    """Delete the addresses that have served; return how many.

    Those never confirmed in time; those whose call closed a month ago, or was withdrawn and they know it.
    """
    spent = list(_spent(now).values_list("pk", flat=True)[:most])
    return sum(unfollow(follower_id=pk, now=now, actor=MACHINE) for pk in spent)


def _spent(now: datetime) -> QuerySet[Follower]:
    of_the_call = Round.objects.filter(call=OuterRef("call"), withdrawn_at__isnull=True)
    running = of_the_call.filter(closes_at__gt=now - KEPT_AFTER_CLOSING)
    never_confirmed = Q(confirmed_at__isnull=True, expires_at__lte=now)
    over = Q(call__withdrawn_at__isnull=True) & ~Exists(running)
    withdrawn = Q(call__withdrawn_at__lte=now - KEPT_AFTER_WITHDRAWAL)
    return Follower.objects.filter(never_confirmed | over | withdrawn).order_by("asked_at")
