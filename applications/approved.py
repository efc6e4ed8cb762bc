"""A party's approvals as the document carries them, and as the facts that the rules read."""

from collections.abc import Iterable
from typing import Any

from applications.models import Party, PartyApproval

CHANGED = "changed"


def approvals_in(party: Party) -> dict[str, Any]:
    """Return what the document says of a party's approval.

    `approvals` are those that hold, one for each person: kind, name, moment, the SHA-256 of what was
    approved and of the paper. Prefetch `approvals__document`.
    """
    rows = sorted(party.approvals.all(), key=lambda row: (row.approved_at, str(row.pk)))
    held: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row.voided_at is None:
            held.setdefault(person_key(row.name), _as_json(row))
    return {
        "signatories_needed": party.signatories_needed,
        "approvals": list(held.values()),
        "approvals_lapsed": not held and any(row.void_reason == CHANGED for row in rows),
    }


def facts_approved(party: dict[str, Any]) -> dict[str, Any]:
    """Return the party's approval as arguments of `PartyFacts`; an older version's document says nothing."""
    given, needed = len(party.get("approvals", ())), int(party.get("signatories_needed") or 1)
    lapsed = False if party.get("approvals_lapsed") else None
    return {
        "approved": True if given >= needed else lapsed,
        "approvals_given": given,
        "approvals_needed": needed,
    }


def person_key(name: str) -> str:
    """Return what tells two signatories apart: the name, however it is spaced and cased."""
    return " ".join(name.split()).casefold()


def sign_for(rows: Iterable[PartyApproval]) -> frozenset[str]:
    """Return who has approved, as `person_key`s, among the approvals that hold."""
    return frozenset(person_key(row.name) for row in rows if row.voided_at is None)


def _as_json(row: PartyApproval) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "name": row.name,
        "approved_at": row.approved_at.isoformat(),
        "sha256": row.sha256,
        "paper": row.document.sha256 if row.document else "",
    }
