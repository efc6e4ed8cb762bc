"""The change row and the journal entry that every publish function writes with its record."""

from datetime import datetime
from typing import Any, Protocol

from django.db import models

from journal.record import record
from registry.models import Change, Funder


class Versioned(Protocol):
    """A record of the registry that counts its versions."""

    pk: Any
    version: int
    updated_at: datetime
    withdrawn_at: datetime | None


def announce(kind: str, row: Versioned, *, action: str, actor: str, now: datetime, content: Any) -> None:
    """Tell the outbox and the journal that a record was written or withdrawn, in the same transaction."""
    Change.objects.create(
        kind=kind, record_id=row.pk, version=row.version, withdrawn=row.withdrawn_at is not None, at=now
    )
    record(
        actor=actor,
        action=action,
        object_kind=f"registry.{kind}",
        object_id=row.pk,
        now=now,
        content=content,
        details={"version": row.version},
    )


def apply(row: models.Model, values: dict[str, Any]) -> bool:
    """Set fields of a record; return whether any of them is different now."""
    changed = False
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
            changed = True
    return changed


def own_funder() -> Funder:
    """Return the funder whose portal this is. Raises Funder.DoesNotExist before one is set up."""
    return Funder.objects.get(is_own=True)
