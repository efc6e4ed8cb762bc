"""A party's particulars as fields that are merged one by one."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from applications.merging import mark_of
from applications.models import Party
from applications.particulars import PartyInput

FIELDS = tuple(field.name for field in fields(PartyInput))
# What follows from another field, unless it is sent itself: the kind from the number, the county from the
# municipality.
DERIVED = {"sector": "organisation_number", "county_code": "municipality_code"}


def values_of(party: Party) -> dict[str, Any]:
    """Return field → value as JSON, as the party holds it (saved or not)."""
    values = {name: getattr(party, name) for name in FIELDS}
    values["sector"] = [party.sector, party.sector_origin]
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def counting(mine: Mapping[str, Any], sent: frozenset[str] | None) -> dict[str, Any]:
    """Return the fields that count: those that were sent, and what follows from them."""
    if sent is None:
        return dict(mine)
    return {name: value for name, value in mine.items() if name in sent or DERIVED.get(name) in sent}


def with_derived(
    base: Mapping[str, str], standing: Mapping[str, Any], sent: frozenset[str] | None
) -> Mapping[str, str]:
    """Return the marks with those of what only follows from other fields: nobody has to have seen it."""
    return {**{name: mark_of(standing[name]) for name in DERIVED if sent and name not in sent}, **base}


def keep_others(party: Party, standing: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
    """Put back into a party, not yet saved, what is not among the changes."""
    for name in FIELDS:
        if name in changes:
            continue
        if name == "sector":
            party.sector, party.sector_origin = standing["sector"]
        else:
            setattr(party, name, _read(name, standing[name]))


def _read(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name == "work_starts" and value else value
