"""A place on a cluster that one process holds at a time, on whatever machine, for as long as it lives.

The place is a document that its holder writes anew every `BEAT` seconds. Who waits watches it: a document
that has not moved for `SILENT` seconds of the watcher's own clock has lost its holder. So clocks of
different machines are never compared.
"""

import logging
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from elasticsearch import ConflictError, Elasticsearch, NotFoundError

from search.engines.base import EngineDown, Rebuilding
from search.engines.cluster_client import answered, plain

log = logging.getLogger(__name__)
BEAT = 1.0  # seconds
SILENT = 8.0
PATIENCE = 120.0
_BODY: dict[str, Any] = {
    "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
    "mappings": {"dynamic": "strict", "properties": {"holder": {"type": "keyword"}}},
}


@dataclass(frozen=True)
class _Seen:
    """The document as it stood: two numbers that change whenever anybody writes it."""

    number: int
    term: int


@dataclass
class _Holding:
    """What a holder knows: its own name for itself, how the document stood when it last wrote it."""

    holder: str
    seen: _Seen
    is_lost: bool = False


class Place:
    """One place; `index` keeps all places of an installation. `silent` is for tests."""

    def __init__(self, client: Elasticsearch, index: str, name: str, *, silent: float = SILENT) -> None:
        self._client, self._index, self._name, self._silent = client, index, name, silent

    @contextmanager
    def held(self, *, wait: bool = True) -> Iterator[None]:
        """Take the place, hold it and leave it. Raises EngineDown, also when it was lost meanwhile.

        With `wait=False`, raises Rebuilding as soon as its holder is seen to live.
        """
        holding = answered(lambda: self._take(secrets.token_hex(8), wait))
        ended = threading.Event()
        beating = threading.Thread(target=self._beat, args=(holding, ended), daemon=True)
        beating.start()
        try:
            yield
        finally:
            ended.set()
            beating.join()
            answered(lambda: self._leave(holding))
        if holding.is_lost:
            raise EngineDown("The place on the cluster was lost to another process.")

    def _take(self, holder: str, wait: bool) -> _Holding:
        started = since = time.monotonic()
        before: _Seen | None = None
        while (now := time.monotonic()) - started < PATIENCE:
            seen = self._seen()
            if seen != before:
                if seen is not None and before is not None and not wait:
                    raise Rebuilding
                before, since = seen, now
            if seen is None:
                mine = self._put(holder, op_type="create")
            elif now - since >= self._silent:
                mine = self._put(holder, if_seq_no=seen.number, if_primary_term=seen.term)
            else:
                mine = None
            if mine is not None:
                return _Holding(holder, mine)
            time.sleep(0.1)
        raise EngineDown("Somebody else is writing to the index, and does not end.")

    def _seen(self) -> _Seen | None:
        try:
            found = plain(self._client.get(index=self._index, id=self._name))
        except NotFoundError:
            if not self._client.indices.exists(index=self._index):
                self._client.options(ignore_status=400).indices.create(index=self._index, body=_BODY)
            return None
        return _Seen(found["_seq_no"], found["_primary_term"])

    def _put(self, holder: str, **only_if: Any) -> _Seen | None:
        try:
            written = self._client.index(
                index=self._index, id=self._name, document={"holder": holder}, **only_if
            )
        except ConflictError:
            return None
        return _Seen(plain(written)["_seq_no"], plain(written)["_primary_term"])

    def _beat(self, holding: _Holding, ended: threading.Event) -> None:
        """Write the document anew until told to end, or until somebody else has."""
        while not ended.wait(BEAT):
            seen = holding.seen
            try:
                now = answered(
                    lambda seen=seen: self._put(  # type: ignore[misc]
                        holding.holder, if_seq_no=seen.number, if_primary_term=seen.term
                    )
                )
            except EngineDown as problem:
                log.warning("The place %s could not be renewed: %s", self._name, problem)
                continue
            if now is None and not self._is_still(holding):
                holding.is_lost = True
                return
            holding.seen = now or holding.seen

    def _is_still(self, holding: _Holding) -> bool:
        """Whether a refused beat was only the second try of one that had arrived."""
        try:
            found = answered(lambda: plain(self._client.get(index=self._index, id=self._name)))
        except EngineDown:
            return False
        holding.seen = _Seen(found["_seq_no"], found["_primary_term"])
        return bool(found["_source"]["holder"] == holding.holder)

    def _leave(self, holding: _Holding) -> None:
        try:
            self._client.delete(
                index=self._index,
                id=self._name,
                if_seq_no=holding.seen.number,
                if_primary_term=holding.seen.term,
            )
        except (ConflictError, NotFoundError):
            holding.is_lost = True
