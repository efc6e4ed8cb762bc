"""One number to sort by: the day or the amount above, the record's id (turned round) below.

So sort values are unique, ties fall by rising id, and both engines put every record in the same place.
"""

from datetime import date

_ID_BITS = 24
_ID_MASK = (1 << _ID_BITS) - 1
_LARGEST_AMOUNT = (1 << 38) - 1


def day_number(day: date | None) -> int | None:
    """Return a day as a number that grows with time."""
    return None if day is None else day.toordinal()


def sortable(value: int | None, record_id: int) -> int:
    """Larger is earlier in the list; records without a value come last, ties fall by rising id."""
    above = 0 if value is None else min(max(value, 0), _LARGEST_AMOUNT - 1) + 1
    return (above << _ID_BITS) | (_ID_MASK - (record_id & _ID_MASK))
