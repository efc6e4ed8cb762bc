"""Forget notices and conversations that nobody needs any more."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import DateTimeField, Max, Q, Value
from django.db.models.functions import Coalesce

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
    told = Q(call__rounds__withdrawn_at__isnull=True)
    standing = Notice.objects.shown(now).annotate(
        closes=Coalesce(Max("call__rounds__closes_at", filter=told), Value(now), output_field=DateTimeField())
    )
    moved = [
        Notice(pk=key, expires_at=closes)
        for key, expires, closes in standing.values_list("pk", "expires_at", "closes")
        if closes != expires
    ]
    return Notice.objects.bulk_update(moved, ["expires_at"])
