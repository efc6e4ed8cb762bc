"""The index as the portal keeps it: which engine, and rebuilding it beside."""

from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from search.documents import document_key
from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine
from search.outbox import Reading
from search.progress import Tell, Told
from search.queue import Before
from search.sources import all_documents, count_records
from search.spool import Spool


def engine() -> Engine:
    """Return the engine that the settings name."""
    if settings.SEARCH_URL:
        return _cluster(settings.SEARCH_URL, settings.SEARCH_PREFIX)
    return _embedded(Path(settings.SEARCH_DIR))


@cache
def _cluster(urls: str, prefix: str) -> Engine:
    # Named, not imported: who has no cluster does not wait for its client, a tenth of the time to start.
    made = import_string("search.engines.cluster.ClusterEngine")
    cluster: Engine = made(
        urls, prefix=prefix, shards=settings.SEARCH_SHARDS, certificates=settings.SEARCH_CERTIFICATES
    )
    return cluster


@cache
def _embedded(directory: Path) -> EmbeddedEngine:
    return EmbeddedEngine(directory)


def rebuild(*, now: datetime, tell: Tell | None = None) -> int:
    """Build a new index beside the present one and swap it in; return how many documents it holds.

    What the worker has indexed since the start is handed to it again, since the new index may lack it.
    `tell` hears how far it has come. Raises Rebuilding when another process is at it, and EngineDown.
    """
    reading, before = Reading.begin(), Before.begin()

    def swapped() -> None:
        reading.swapped(now=now)
        before.swapped()

    documents = Spool(all_documents, Path(settings.SEARCH_DIR)).read
    if tell is not None:
        documents = Told(documents, count_records(), tell).read
    return engine().rebuild(documents, swapped)


def split_key(key: str) -> tuple[str, int]:
    """Return kind and record id of a document's name in the index."""
    kind, _, number = key.rpartition("-")
    if document_key(kind, int(number)) != key:
        raise ValueError(key)
    return kind, int(number)
