"""The one writer's place on a cluster: a document that only one process can make."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from elasticsearch import ConflictError, Elasticsearch, NotFoundError

from search.engines.base import EngineDown
from search.engines.cluster_client import answered, plain

KEPT_FOR = 60.0  # seconds after which a writer that died has lost its place
PATIENCE = 120.0  # seconds to wait for it
_BODY: dict[str, Any] = {
    "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
    "mappings": {
        "dynamic": "strict",
        "properties": {"holder": {"type": "keyword"}, "since": {"type": "double"}},
    },
}


class WritersPlace:
    """Held by one process at a time, on whatever machine. Clocks may differ by less than `KEPT_FOR`."""

    def __init__(self, client: Elasticsearch, index: str) -> None:
        self._client, self._index = client, index

    @contextmanager
    def held(self) -> Iterator[None]:
        """Wait for the place, hold it, and leave it. Raises EngineDown."""
        holder = secrets.token_hex(8)
        answered(lambda: self._take(holder))
        try:
            yield
        finally:
            answered(lambda: self._leave(holder))

    def _take(self, holder: str) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self._try(holder):
                return
            time.sleep(0.1)
        raise EngineDown("Somebody else is writing to the index, and does not end.")

    def _try(self, holder: str) -> bool:
        now = time.time()
        mine = {"holder": holder, "since": now}
        try:
            held = plain(self._client.get(index=self._index, id="writer"))
        except NotFoundError:
            if not self._client.indices.exists(index=self._index):
                self._client.options(ignore_status=400).indices.create(index=self._index, body=_BODY)
            return self._put(mine, op_type="create")
        if now - held["_source"]["since"] < KEPT_FOR:
            return False
        return self._put(mine, if_seq_no=held["_seq_no"], if_primary_term=held["_primary_term"])

    def _put(self, mine: dict[str, Any], **only_if: Any) -> bool:
        try:
            self._client.index(index=self._index, id="writer", document=mine, **only_if)
        except ConflictError:
            return False
        return True

    def _leave(self, holder: str) -> None:
        try:
            held = plain(self._client.get(index=self._index, id="writer"))
            if held["_source"]["holder"] == holder:
                self._client.delete(index=self._index, id="writer")
        except NotFoundError:
            return
