"""Two people in one section: field by field, whose words stand. Nothing is written over unseen.

A page carries a mark of each field as it was when the page was read (its base). What somebody sends is
theirs only where it differs from the base; what stands now is somebody else's only where it does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from journal.canonical import sha256_of

LENGTH = 16


def mark_of(value: Any) -> str:
    """Return the mark that tells one value (JSON) of a field from another: 16 hexadecimal digits."""
    return sha256_of(value)[:LENGTH]


@dataclass(frozen=True)
class Clash:
    """A field that two people changed: what stands, and what was not saved."""

    field: str
    theirs: Any
    mine: Any


@dataclass(frozen=True)
class Merge:
    """What to write (field → value), and what nobody but the person can choose between."""

    changes: Mapping[str, Any]
    clashes: tuple[Clash, ...]


def merge(
    current: Mapping[str, Any],
    sent: Mapping[str, Any],
    base: Mapping[str, str],
    *,
    is_newest: bool,
    nothing: Any = "",
) -> Merge:
    """Compare what was sent with what stands and with what the page showed.

    `base` is field → mark; for a field without one, `is_newest` says whether the page was of the version
    that stands. `nothing` is what a field holds that has never been filled in.
    """
    changes: dict[str, Any] = {}
    clashes: list[Clash] = []
    for field, mine in sent.items():
        theirs = current.get(field, nothing)
        if mine == theirs:
            continue
        seen = base.get(field)
        if seen is not None and seen == mark_of(mine):
            continue  # the person left the field as it was; somebody else changed it
        if seen == mark_of(theirs) or (seen is None and is_newest):
            changes[field] = mine
        else:
            clashes.append(Clash(field, theirs, mine))
    return Merge(changes, tuple(clashes))


def marks_of(values: Mapping[str, Any], fields: Iterable[str], *, nothing: Any = "") -> dict[str, str]:
    """Return the mark of each field as it stands: the base of a page that shows them."""
    return {field: mark_of(values.get(field, nothing)) for field in fields}
