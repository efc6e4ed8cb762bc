"""A party's budget as fields that are merged one by one: a sum of a kind and year each, the hours as one."""

from collections.abc import Mapping, Sequence
from typing import Any

from applications.models import Party
from rulebook.facts import CostCategory

PERSONNEL = CostCategory.PERSONNEL.value
HOURS = "person"  # every row of hours together: rows have no name of their own
Sum = tuple[int, str, int]
Hours = tuple[int, int, str, int, int]


def fields_of(lines: Sequence[Sum], rows: Sequence[Hours]) -> dict[str, Any]:
    """Return field → value as JSON: `KIND-YEAR` → whole kronor, `person` → the rows of hours.

    A line is (year, kind, kronor), personnel costs without those of the hours; a row is (order, year,
    description, hours, kronor an hour).
    """
    fields: dict[str, Any] = {f"{kind}-{year}": amount for year, kind, amount in lines}
    return {**fields, HOURS: sorted(list(row) for row in rows)}


def standing_fields(party: Party) -> dict[str, Any]:
    """Return the fields of a budget as it stands. Two queries, unless they are prefetched."""
    rows: list[Hours] = [
        (row.order, row.year, row.description, row.hours, row.hourly_rate)
        for row in party.personnel_rows.all()
    ]
    by_hours: dict[int, int] = {}
    for _order, year, _description, hours, rate in rows:
        by_hours[year] = by_hours.get(year, 0) + hours * rate
    lines: list[Sum] = []
    for line in party.budget_lines.all():
        known = by_hours.get(line.year, 0) if line.kind == PERSONNEL else 0
        lines.append((line.year, line.kind, line.amount - known))
    return fields_of(lines, rows)


def sums_in(fields: Mapping[str, Any]) -> list[Sum]:
    """Read the lines back from fields."""
    pairs = ((name.rpartition("-"), amount) for name, amount in fields.items() if name != HOURS)
    return [(int(year), kind, amount) for (kind, _dash, year), amount in pairs]
