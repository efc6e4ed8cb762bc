"""The version of a document: its record's own, and those of everything of others that it shows.

An organisation's new name changes the documents of all its projects, whose own versions stay. So a
document's version is the record's in the upper bits and the sum of its parts' in the lower ones: which
parts a record has changes only with its own version, and versions only grow. Counted twice from one table,
in Python for a document and in the database for all of them, so that the two agree.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import F, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

PARTS = 1 << 20
# kind → the ways to parts of which there is one at most, and to those of which there may be many.
ONE: dict[str, tuple[str, ...]] = {
    "project": ("outcome", "call", "programme"),
    "call": ("programme",),
    "outcome": ("project", "project__call", "project__programme"),
}
MANY: dict[str, tuple[str, ...]] = {
    "project": ("parties__organisation",),
    "organisation": ("merged_from",),
    "outcome": ("project__parties__organisation",),
}


def version_of(kind: str, row: Any) -> int:
    """Return the version of a record's document."""
    ways = (*ONE.get(kind, ()), *MANY.get(kind, ()))
    parts = sum(part.version for way in ways for part in _at_the_end_of(row, way.split("__")))
    own: int = row.version
    return own * PARTS + int(parts) % PARTS


def versions_of(kind: str, rows: QuerySet[Any]) -> Iterator[tuple[int, int]]:
    """Yield id and version of every document of these records, by rising id."""
    parts: Any = Value(0)
    for way in ONE.get(kind, ()):
        parts += Coalesce(F(f"{way}__version"), 0)
    for way in MANY.get(kind, ()):
        parts += Coalesce(Sum(f"{way}__version"), 0)
    by_id = rows.select_related(None).prefetch_related(None).order_by("pk").values("pk")
    counted = by_id.annotate(document_version=F("version") * PARTS + parts % PARTS)
    yield from counted.values_list("pk", "document_version").iterator(5_000)


def _at_the_end_of(row: Any, way: Iterable[str]) -> list[Any]:
    reached = [row]
    for step in way:
        there = [getattr(each, step, None) for each in reached]
        reached = [
            part
            for found in there
            if found is not None
            for part in (found.all() if hasattr(found, "all") else (found,))
        ]
    return reached
