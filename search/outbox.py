"""The registry's change rows as the index's outbox: what waits, what is done, and what a swap hands back.

Rows are marked one by one and never by "greater than the last": PostgreSQL commits numbers out of order. No
clock is asked either: those of two machines differ.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, QuerySet

from registry.models import Change

# So many numbers before the last one may belong to transactions that aren't committed yet.
LATE = 20_000


def waiting() -> QuerySet[Change]:
    """Return the rows that the index has not had, in order."""
    return Change.objects.filter(indexed_at__isnull=True).order_by("id")


def done(rows: Iterable[Change], *, now: datetime) -> None:
    """Mark rows that the index has."""
    Change.objects.filter(pk__in=[row.pk for row in rows]).update(indexed_at=now)


@dataclass(frozen=True)
class Reading:
    """What stood in the outbox when a rebuild began to read the records."""

    last: int
    recent: frozenset[int]

    @classmethod
    def begin(cls) -> "Reading":
        """Note how things stand; everything committed by now will be read."""
        last = Change.objects.aggregate(last=Max("id"))["last"] or 0
        recent = Change.objects.filter(id__gt=last - LATE, id__lte=last).values_list("id", flat=True)
        return cls(last, frozenset(recent))

    def swapped(self, *, now: datetime) -> None:
        """Hand back what the old index was told since, and mark what the new one has read anyway."""
        since = Change.objects.filter(id__gt=self.last - LATE).values_list("id", flat=True)
        late = [number for number in since if number <= self.last and number not in self.recent]
        Change.objects.filter(indexed_at__isnull=True, id__lte=self.last).exclude(pk__in=late).update(
            indexed_at=now
        )
        Change.objects.filter(indexed_at__isnull=False, id__gt=self.last).update(indexed_at=None)
        Change.objects.filter(pk__in=late).update(indexed_at=None)
