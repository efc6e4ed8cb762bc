"""The index as the portal keeps it: which engine, rebuilding beside, and how far it has drifted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings

from registry.models import Change
from search.documents import Document, document_key
from search.engines.base import Engine
from search.engines.cluster import ClusterEngine
from search.engines.embedded import EmbeddedEngine
from search.sources import all_documents


def engine() -> Engine:
    """Return the engine that the settings name."""
    if settings.SEARCH_URL:
        return _cluster(settings.SEARCH_URL, settings.SEARCH_PREFIX)
    return _embedded(Path(settings.SEARCH_DIR))


@cache
def _cluster(urls: str, prefix: str) -> ClusterEngine:
    return ClusterEngine(
        urls, prefix=prefix, shards=settings.SEARCH_SHARDS, certificates=settings.SEARCH_CERTIFICATES
    )


@cache
def _embedded(directory: Path) -> EmbeddedEngine:
    return EmbeddedEngine(directory)


def rebuild(*, now: datetime, progress: Callable[[int], None] | None = None) -> int:
    """Build a new index beside the present one and swap it in; return how many documents it holds.

    What the worker has indexed since the start is handed to it again, since the new index may lack it.
    """

    def documents() -> Iterator[Document]:
        for number, document in enumerate(all_documents(), start=1):
            if progress is not None and number % 1_000 == 0:
                progress(number)
            yield document

    def swapped() -> None:
        Change.objects.filter(indexed_at__gte=now).update(indexed_at=None)

    return engine().rebuild(documents, swapped)


@dataclass(frozen=True)
class Drift:
    """Keys by which the index and the database differ."""

    missing: tuple[str, ...]
    superfluous: tuple[str, ...]
    stale: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many documents are wrong."""
        return len(self.missing) + len(self.superfluous) + len(self.stale)


def drift() -> Drift:
    """Compare the index with the database. Raises EngineDown."""
    there = engine().versions()
    wanted = {document.key: document.version for document in all_documents()}
    return Drift(
        missing=tuple(sorted(wanted.keys() - there.keys())),
        superfluous=tuple(sorted(there.keys() - wanted.keys())),
        stale=tuple(sorted(key for key, version in wanted.items() if there.get(key, version) != version)),
    )


def split_key(key: str) -> tuple[str, int]:
    """Return kind and record id of a document's name in the index."""
    kind, _, number = key.rpartition("-")
    if document_key(kind, int(number)) != key:
        raise ValueError(key)
    return kind, int(number)
