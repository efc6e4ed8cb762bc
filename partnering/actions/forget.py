"""Forget notices and conversations that nobody needs any more."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from partnering.actions.notices import note
from partnering.models import Notice

KEPT = timedelta(days=90)


def forget_old(*, now: datetime) -> int:
    """Delete what ended, was taken down or expired ninety days ago; return how many notices."""
    long_ago = now - KEPT
    old = Notice.objects.filter(
        Q(expires_at__lt=long_ago) | Q(ended_at__lt=long_ago) | Q(taken_down_at__lt=long_ago)
    )
    forgotten = 0
    for notice in old[:200]:
        with transaction.atomic():
            note(notice, "forget_notice", actor="machine:board", now=now)
            notice.delete()
        forgotten += 1
    return forgotten


def follow_closings(*, now: datetime) -> int:
    """Let notices stand until their call's last round closes, also when that moment has moved."""
    moved = 0
    for notice in Notice.objects.shown(now).select_related("call"):
        closes = max(
            (one.closes_at for one in notice.call.rounds.filter(withdrawn_at__isnull=True)), default=now
        )
        if closes != notice.expires_at:
            moved += Notice.objects.filter(pk=notice.pk).update(expires_at=closes)
    return moved
