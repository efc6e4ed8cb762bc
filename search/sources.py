"""Where documents come from: each kind of record registers a source, from this room or from one above.

register(Source(kind="page", ids=…, documents=…, records=…))        # in the room's apps.py: ready
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import OrderBy

from search.documents import Document
from search.entries import Entry

CHUNK = 500


@dataclass(frozen=True, kw_only=True)
class Source:
    """One kind of record. None of its functions ever gives anything that isn't public at that moment.

    `ids`: every public id. `documents`: ids → their documents, those that are public. `records`: ids →
    id → record as pages and the API show it. `number`: a record → its diarienummer, or nothing.
    `texts`: a record → (field name, text), the title first in each language, to take passages from.
    `rows`, `columns` and `order` are for the plain search of the database when no index answers: the public
    rows, the columns whose texts are searched, and sort → columns to order by ("newest" at least).
    `versions`: id and document version of every public record by rising id, cheaply; without it, documents
    are made to find drift. `entries`: ids → id → names and address, of kinds that are suggested to who types.
    """

    kind: str
    ids: Callable[[], Iterable[int]]
    documents: Callable[[Sequence[int]], Iterable[Document]]
    records: Callable[[Sequence[int]], Mapping[int, Any]]
    number: Callable[[Any], str]
    texts: Callable[[Any], Sequence[tuple[str, str]]]
    rows: Callable[[], QuerySet[Any]]
    columns: tuple[str, ...]
    order: Mapping[str, tuple[str | OrderBy, ...]]
    versions: Callable[[], Iterable[tuple[int, int]]] | None = None
    entries: Callable[[Sequence[int]], Mapping[int, Entry]] | None = None


_SOURCES: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make a kind searchable. A second source of the same kind replaces the first."""
    _SOURCES[source.kind] = source


def source_of(kind: str) -> Source | None:
    """Return the source of a kind, or None if nobody has registered it."""
    return _SOURCES.get(kind)


def public_among(kind: str, ids: Sequence[int]) -> list[int]:
    """Return those of the ids whose records are public now, in their order."""
    source = source_of(kind)
    if source is None:
        return []
    rows = source.rows().select_related(None).prefetch_related(None)
    public: set[int] = set()
    for at in range(0, len(ids), CHUNK):
        public |= set(rows.filter(pk__in=ids[at : at + CHUNK]).values_list("pk", flat=True))
    return [each for each in ids if each in public]


def all_documents() -> Iterator[Document]:
    """Yield the document of every public record of every kind; memory stays flat."""
    for source in list(_SOURCES.values()):
        ids = iter(source.ids())
        while chunk := list(islice(ids, CHUNK)):
            yield from source.documents(chunk)


def versions_in_database(source: Source) -> Iterator[tuple[int, int]]:
    """Yield id and document version of every public record of a kind, by rising id; memory stays flat."""
    if source.versions is not None:
        yield from source.versions()
        return
    ids = iter(sorted(source.ids()))
    while chunk := list(islice(ids, CHUNK)):
        made = {document.record_id: document.version for document in source.documents(chunk)}
        yield from ((each, made[each]) for each in chunk if each in made)


def count_records() -> int:
    """Return how many records of all kinds are public."""
    return sum(source.rows().order_by().count() for source in _SOURCES.values())


def kinds() -> tuple[str, ...]:
    """Return every kind that can be searched."""
    return tuple(_SOURCES)
