"""Bringing the index up with the database: the registry's change rows, in order per record.

Repeatable: each row makes its record's documents anew from the database as it is now.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.db.models import Model

from registry.models import Call, Change, Organisation, Outcome, Project
from search.documents import Document, document_key
from search.engines.base import Engine, EngineDown, Rebuilding
from search.index import engine, rebuild, split_key
from search.outbox import done, waiting
from search.queue import is_empty, queued, taken
from search.sources import CHUNK, source_of

log = logging.getLogger(__name__)

# A corpus that has grown so much since its words were learnt is worth learning anew.
GROWTH = 2.0
SMALLEST_GROWTH = 100
AT_A_TIME = 2_000
# kind → its model, and the ways from a record to others that its document shows, with their kinds.
_SHOWN_IN: dict[str, tuple[type[Model], tuple[tuple[str, str], ...]]] = {
    "call": (Call, (("rounds", "round"), ("programme", "programme"))),
    "organisation": (Organisation, (("merged_from", "organisation"),)),
    "project": (
        Project,
        (
            *(("call", "call"), ("programme", "programme"), ("outcome", "outcome")),
            ("parties__organisation", "organisation"),
        ),
    ),
    "outcome": (
        Outcome,
        (
            *(("project", "project"), ("project__call", "call"), ("project__programme", "programme")),
            ("project__parties__organisation", "organisation"),
        ),
    ),
}


def apply_changes(*, now: datetime, most: int = 500) -> int:
    """Index what has changed since the last time; return how many rows of outbox and queue were done.

    Without an index there is nothing to do: the first rebuild reads everything. Raises EngineDown when the
    index can't be written: then the rows wait.
    """
    if not waiting().exists() and is_empty():
        # Most turns have nothing to do, and ask nobody but the database.
        return 0
    chosen = engine()
    if not chosen.version():
        return 0
    with chosen.writing():
        rows, asked = list(waiting()[:most]), queued(most)
        keys = (*_keys_touched(rows), *(document_key(row.kind, row.record_id) for row in asked))
        _index(chosen, tuple(dict.fromkeys(keys)))
        done(rows, now=now)
        taken(asked)
    return len(rows) + len(asked)


def tend(*, now: datetime) -> int:
    """Rebuild the index when it is missing, broken, of an earlier make, or has outgrown the words it knows.

    Return how many documents it then holds, 0 when it is well. Raises EngineDown when the engine is away.
    """
    chosen = engine()
    reason = chosen.fault() or ("outgrown" if _has_outgrown(chosen) else "")
    if not reason:
        return 0
    log.warning("The search index is built anew: %s", reason)
    try:
        return rebuild(now=now)
    except Rebuilding:
        return 0


def reindex(keys: Iterable[str]) -> None:
    """Make these documents anew (mending drift, and for rooms whose records have no change rows)."""
    chosen = engine()
    if chosen.version():
        with chosen.writing():
            _index(chosen, sorted(set(keys)))


def _index(chosen: Engine, keys: Sequence[str]) -> None:
    """Put documents in and take gone ones out, some at a time: a programme may touch all projects."""
    for start in range(0, len(keys), AT_A_TIME):
        _index_some(chosen, keys[start : start + AT_A_TIME])


def _index_some(chosen: Engine, keys: Sequence[str]) -> None:
    """Index keys at once. A document that can't be made is left as it was, and logged."""
    try:
        _index_at_once(chosen, keys)
    except EngineDown:
        raise
    except Exception:
        if len(keys) == 1:
            log.exception("The document %s can't be made; check_index will tell of it", keys[0])
            return
        half = len(keys) // 2
        _index_some(chosen, keys[:half])
        _index_some(chosen, keys[half:])


def _index_at_once(chosen: Engine, keys: Sequence[str]) -> None:
    documents = list(_present(keys))
    gone = set(keys) - {document.key for document in documents}
    chosen.apply(documents, sorted(gone))


def _present(keys: Iterable[str]) -> Iterator[Document]:
    """Yield the documents of those records that are public."""
    by_kind: dict[str, list[int]] = {}
    for key in keys:
        kind, number = split_key(key)
        by_kind.setdefault(kind, []).append(number)
    for kind, numbers in by_kind.items():
        source = source_of(kind)
        if source is not None:
            for start in range(0, len(numbers), CHUNK):
                yield from source.documents(numbers[start : start + CHUNK])


def _keys_touched(rows: Iterable[Change]) -> list[str]:
    """Return the keys of every document that shows something of the changed records; theirs come first."""
    changed: dict[str, set[int]] = {}
    for row in rows:
        changed.setdefault(row.kind, set()).add(row.record_id)
    themselves = [document_key(kind, each) for kind, ids in sorted(changed.items()) for each in sorted(ids)]
    others = (document_key(kind, each) for kind in _SHOWN_IN for each in sorted(_shown_in(kind, changed)))
    return [key for key in dict.fromkeys((*themselves, *others)) if source_of(split_key(key)[0])]


def _shown_in(kind: str, changed: Mapping[str, set[int]]) -> set[int]:
    """Return the ids of a kind's records whose documents show something of the changed ones.

    One question a way: the database follows each by its own index, and not all of them together.
    """
    model, ways = _SHOWN_IN[kind]
    found: set[int] = set()
    for way, changed_kind in ways:
        if ids := changed.get(changed_kind):
            rows = model._default_manager.filter(**{f"{way}__in": ids})
            found.update(rows.order_by().values_list("pk", flat=True))
    return found


def _has_outgrown(chosen: Engine) -> bool:
    try:
        learnt = chosen.learnt_from()
        return chosen.size() > max(learnt * GROWTH, learnt + SMALLEST_GROWTH)
    except EngineDown:
        return False
