"""Adding to the journal, and checking that nobody took from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from journal.canonical import sha256_of
from journal.models import Entry, Head


@transaction.atomic
def record(
    *,
    actor: str,
    action: str,
    object_kind: str,
    object_id: object,
    now: datetime,
    content: Any = None,
    details: Mapping[str, Any] | None = None,
) -> Entry:
    """Append an entry in the caller's transaction. `content` is kept as a digest only.

    `details` are small facts (states, versions, sums), never text that somebody wrote.
    """
    Head.objects.get_or_create(pk=1)
    head = Head.objects.select_for_update().get(pk=1)
    entry = Entry(
        sequence=head.sequence + 1,
        at=now,
        actor=actor,
        action=action,
        object_kind=object_kind,
        object_id=str(object_id),
        digest="" if content is None else sha256_of(content),
        details=dict(details or {}),
        previous_hash=head.hash,
    )
    entry.hash = _hash(entry)
    entry.save()
    head.sequence, head.hash = entry.sequence, entry.hash
    head.save()
    return entry


def _hash(entry: Entry) -> str:
    return sha256_of(
        {
            "sequence": entry.sequence,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": entry.actor,
            "action": entry.action,
            "object_kind": entry.object_kind,
            "object_id": entry.object_id,
            "digest": entry.digest,
            "details": entry.details,
            "previous_hash": entry.previous_hash,
        }
    )


@dataclass(frozen=True)
class Broken:
    """Where the chain does not hold, and in what way."""

    sequence: int
    reason: str


def broken_links() -> list[Broken]:
    """Walk the whole chain and name every place where it was changed, cut or filled in."""
    found: list[Broken] = []
    previous, expected = "", 1
    for entry in Entry.objects.order_by("sequence").iterator():
        if entry.sequence != expected:
            found.append(Broken(expected, "entries are missing"))
        elif entry.previous_hash != previous:
            found.append(Broken(entry.sequence, "does not follow the entry before"))
        if entry.hash != _hash(entry):
            found.append(Broken(entry.sequence, "was changed"))
        previous, expected = entry.hash, entry.sequence + 1
    head = Head.objects.filter(pk=1).first() or Head()
    if head.sequence != expected - 1 or head.hash != previous:
        found.append(Broken(expected, "the end of the journal was cut"))
    return found
