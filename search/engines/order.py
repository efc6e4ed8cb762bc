"""One number to sort by: the day or the amount above, the record's id (turned round) below.

So sort values are unique, ties fall by rising id, and both engines put every record in the same place.
"""

from collections.abc import Iterable
from datetime import date

from search.amounts import BANDS, read_range
from search.question import RANGES, UNKNOWN

_ID_BITS = 24
_ID_MASK = (1 << _ID_BITS) - 1
_LARGEST_AMOUNT = (1 << 38) - 1


def day_number(day: date | None) -> int | None:
    """Return a day as a number that grows with time."""
    return None if day is None else day.toordinal()


def between(least: int, most: int) -> tuple[int, int]:
    """Return the sortable numbers, both included, of every record whose value lies between two."""
    return sortable(least, _ID_MASK), sortable(most, 0)


def split_choice(name: str, values: Iterable[str]) -> tuple[list[str], list[tuple[int, int]]]:
    """Part a facet's chosen values: those that stand in the index, and ranges of the number `largest`."""
    if name not in RANGES:
        return sorted(values), []
    stored = sorted(value for value in values if value == UNKNOWN or value in BANDS)
    read = [read_range(value) for value in sorted(values) if value not in stored]
    return stored, [between(*each) for each in read if each]


def sortable(value: int | None, record_id: int) -> int:
    """Larger is earlier in the list; records without a value come last, ties fall by rising id."""
    above = 0 if value is None else min(max(value, 0), _LARGEST_AMOUNT - 1) + 1
    return (above << _ID_BITS) | (_ID_MASK - (record_id & _ID_MASK))
