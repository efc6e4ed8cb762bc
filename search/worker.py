"""Bringing the index up with the database: the registry's change rows, in order per record.

Repeatable: each row makes its record's documents anew from the database as it is now.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime

from registry.models import Call, Change, Outcome, Project, ProjectParty, Round
from search.documents import Document, document_key
from search.engines.base import Engine, EngineDown
from search.index import engine, rebuild, split_key
from search.sources import CHUNK, source_of

log = logging.getLogger(__name__)

# A corpus that has grown so much since its words were learnt is worth learning anew.
GROWTH = 2.0
SMALLEST_GROWTH = 100


def apply_changes(*, now: datetime, most: int = 500) -> int:
    """Index what has changed since the last time; return how many change rows were done.

    Without an index there is nothing to do: the first rebuild reads everything. When the corpus has
    outgrown the words it was learnt from, it is rebuilt beside once all changes are in.
    """
    chosen = engine()
    if not chosen.version():
        return 0
    waiting = Change.objects.filter(indexed_at__isnull=True).order_by("id")
    if not waiting.exists():
        # Most turns have nothing to do: the writer's place is then left alone.
        if _has_outgrown(chosen):
            rebuild(now=now)
        return 0
    with chosen.writing():
        rows = list(waiting[:most])
        _index(chosen, sorted(_keys_touched(rows)))
        Change.objects.filter(pk__in=[row.pk for row in rows]).update(indexed_at=now)
    return len(rows)


def reindex(keys: Iterable[str]) -> None:
    """Make these documents anew (mending drift, and for rooms whose records have no change rows)."""
    chosen = engine()
    if chosen.version():
        with chosen.writing():
            _index(chosen, sorted(set(keys)))


def _index(chosen: Engine, keys: list[str]) -> None:
    """Put documents in and take gone ones out. One that can't be made is left as it was, and logged."""
    try:
        _index_at_once(chosen, keys)
    except EngineDown:
        raise
    except Exception:
        if len(keys) == 1:
            log.exception("The document %s can't be made; check_index will tell of it", keys[0])
            return
        for key in keys:
            _index(chosen, [key])


def _index_at_once(chosen: Engine, keys: list[str]) -> None:
    documents = list(_present(keys))
    gone = set(keys) - {document.key for document in documents}
    chosen.apply(documents, sorted(gone))


def _present(keys: list[str]) -> Iterator[Document]:
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


def _keys_touched(rows: Iterable[Change]) -> set[str]:
    """Return the keys of every document that shows something of the changed records."""
    changed: dict[str, set[int]] = {}
    for row in rows:
        changed.setdefault(row.kind, set()).add(row.record_id)
    projects = set(changed.get("project", ()))
    calls = set(changed.get("call", ())) | set(
        Round.objects.filter(pk__in=changed.get("round", ())).values_list("call_id", flat=True)
    )
    programmes, outcomes = changed.get("programme", set()), set(changed.get("outcome", ()))
    organisations = changed.get("organisation", set())
    projects |= set(Outcome.objects.filter(pk__in=outcomes).values_list("project_id", flat=True))
    projects |= set(
        ProjectParty.objects.filter(organisation__in=organisations).values_list("project_id", flat=True)
    )
    projects |= set(Project.objects.filter(call__in=calls).values_list("pk", flat=True))
    projects |= set(Project.objects.filter(programme__in=programmes).values_list("pk", flat=True))
    calls |= set(Call.objects.filter(programme__in=programmes).values_list("pk", flat=True))
    outcomes |= set(Outcome.objects.filter(project__in=projects).values_list("pk", flat=True))
    touched = {
        "project": projects,
        "call": calls,
        "programme": programmes,
        "organisation": organisations,
        "outcome": outcomes,
    }
    return {document_key(kind, number) for kind, numbers in touched.items() for number in numbers}


def _has_outgrown(chosen: Engine) -> bool:
    try:
        learnt = chosen.learnt_from()
        return chosen.size() > max(learnt * GROWTH, learnt + SMALLEST_GROWTH)
    except EngineDown:
        return False
