"""How rooms above hand their changes to the index: `changed("page", [7])`, in the transaction that made them.

The registry's own records have change rows (`search.outbox`); these rows are for everybody else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.models import Waiting


def changed(kind: str, record_ids: Iterable[int]) -> None:
    """Let the worker make these records' documents anew, from the database as it is then."""
    Waiting.objects.bulk_create(
        [Waiting(kind=kind, record_id=record_id) for record_id in sorted(set(record_ids))]
    )


def queued(most: int) -> list[Waiting]:
    """Return the rows that the index has not had, in order."""
    return list(Waiting.objects.filter(is_done=False).order_by("id")[:most])


def is_empty() -> bool:
    """Whether nothing waits."""
    return not Waiting.objects.filter(is_done=False).exists()


def taken(rows: Sequence[Waiting]) -> None:
    """Mark rows that the index has."""
    Waiting.objects.filter(pk__in=[row.pk for row in rows]).update(is_done=True)


@dataclass(frozen=True)
class Before:
    """What was done already when a rebuild began to read the records: the new index will have it too."""

    known: frozenset[int]

    @classmethod
    def begin(cls) -> "Before":
        """Note how things stand."""
        return cls(frozenset(Waiting.objects.filter(is_done=True).values_list("id", flat=True)))

    def swapped(self) -> None:
        """Hand the worker again what only the old index was told, and forget the rest."""
        done = Waiting.objects.filter(is_done=True)
        since = [number for number in done.values_list("id", flat=True) if number not in self.known]
        done.exclude(pk__in=since).delete()
        Waiting.objects.filter(pk__in=since).update(is_done=False)
