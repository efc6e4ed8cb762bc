"""The cluster engine: Elasticsearch 8 and 9, OpenSearch 2 and 3, through one client.

An alias names the generation that answers; a rebuild makes a new index beside and moves the alias. The words
that a generation was learnt with lie in an index beside it. Questions have little time and a breaker.
"""

import base64
import logging
import secrets
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from elasticsearch import ApiError, NotFoundError, TransportError
from elasticsearch.helpers import streaming_bulk

from search.analysis import tokens_of
from search.compiling import Wanted
from search.documents import Document
from search.engines import cluster_schema as schema
from search.engines.base import EngineDown, Found, Request
from search.engines.breaker import Breaker
from search.engines.cluster_client import ASKING, answered, connect, plain
from search.engines.cluster_every import every_id
from search.engines.cluster_place import WritersPlace
from search.engines.cluster_queries import any_of_tokens, body_of, found_in, kinds_body, kinds_in
from search.engines.learning import learn
from search.swedish import Analyser
from search.vocabulary import Vocabulary

log = logging.getLogger(__name__)
KNOWN_FOR = 0.5  # seconds that a process trusts the name of the present generation
WORDS_IN_A_PIECE = 500_000  # bytes
KEYS_AT_A_TIME = 5_000
KNOWN_FIELDS = ("folded", "stems", "parts", "names")


@dataclass(frozen=True)
class _Opened:
    """A generation as this process knows it."""

    name: str
    analyser: Analyser
    learnt_from: int


class ClusterEngine:
    """Implements `search.engines.base.Engine` on a cluster. Safe to share between threads."""

    def __init__(
        self,
        urls: str,
        *,
        prefix: str = "utlysa",
        shards: int = 1,
        certificates: str = "",
        known_for: float = KNOWN_FOR,
        asking: float = ASKING,
    ) -> None:
        self._client = connect(urls, certificates)
        self._quick = self._client.options(request_timeout=asking, max_retries=1)
        self._prefix, self._shards, self._known_for = prefix, shards, known_for
        self._place = WritersPlace(self._client, f"{prefix}-writer.place")
        self._breaker = Breaker()
        self._lock = threading.Lock()
        self._opened: _Opened | None = None
        self._looked_at = float("-inf")

    # -- Reading ---------------------------------------------------------------------------------------
    def version(self) -> str:
        """Name the generation that answers now, or nothing. Raises EngineDown when the cluster is away."""
        return self._breaker.call(lambda: answered(self._present))

    def analyser(self) -> Analyser:
        """Return the morphology of the present generation."""
        return self._open().analyser

    def learnt_from(self) -> int:
        """Return how many documents the vocabulary was learnt from."""
        return self._open().learnt_from

    def size(self) -> int:
        """Return how many documents the index holds."""
        name = self._open().name
        return int(self._ask(lambda: plain(self._quick.count(index=name)))["count"])

    def find(self, request: Request) -> Found:
        """Answer a question."""
        # Scores are only the same on every shard when the words are counted over all of them first.
        return found_in(self._search(body_of(request), "dfs_query_then_fetch"), request)

    def every(self, request: Request, among: Sequence[int] | None = None) -> Iterator[int]:
        """Yield every id that is found, from one generation; a page of ids has more time than a question."""
        name = self._open().name
        return every_id(
            request,
            among,
            lambda body: self._ask(lambda: plain(self._client.search(index=name, body=body))),
        )

    def kinds(self, wanted: Wanted) -> Mapping[str, int]:
        """Count what is found of each kind."""
        return kinds_in(self._search(kinds_body(wanted), "query_then_fetch"))

    def knows(self, tokens: Iterable[str]) -> bool:
        """Whether any of the tokens stands in the index, folded or as a part."""
        query = any_of_tokens(tokens, KNOWN_FIELDS).to_dict()
        asked = {"query": query, "size": 0, "terminate_after": 1, "track_total_hits": 1}
        answer = self._search(asked, "query_then_fetch")
        return int(answer["hits"]["total"]["value"]) > 0

    def versions(self) -> Mapping[str, int]:
        """Return key → version of every document."""
        name, after = self._open().name, None
        found: dict[str, int] = {}
        while True:
            asked = {
                "query": {"match_all": {}},
                "sort": ["key"],
                "size": KEYS_AT_A_TIME,
                "stored_fields": [],
                "docvalue_fields": ["version"],
                **({"search_after": after} if after else {}),
            }
            answer = answered(lambda asked=asked: plain(self._client.search(index=name, body=asked)))  # type: ignore[misc]
            hits = answer["hits"]["hits"]
            found |= {hit["sort"][0]: int(hit["fields"]["version"][0]) for hit in hits}
            if len(hits) < KEYS_AT_A_TIME:
                return found
            after = hits[-1]["sort"]

    def _ask(self, ask: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
        return self._breaker.call(lambda: answered(ask))

    def _search(self, asked: dict[str, Any], how: str) -> Mapping[str, Any]:
        name = self._open().name
        return self._ask(lambda: plain(self._quick.search(index=name, body=asked, search_type=how)))

    # -- Writing ---------------------------------------------------------------------------------------
    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one writer's place, across machines. Raises EngineDown."""
        with self._place.held():
            yield

    def apply(self, put: Iterable[Document], delete: Iterable[str]) -> None:
        """Replace documents and delete keys, and let everyone see it."""
        opened = self._open(fresh=True)
        actions: list[dict[str, Any]] = [
            {"_op_type": "delete", "_index": opened.name, "_id": key} for key in delete
        ]
        actions += [self._action(opened.name, document, opened.analyser) for document in put]
        answered(lambda: self._write(actions))
        answered(lambda: self._client.indices.refresh(index=opened.name))

    def rebuild(self, documents: Callable[[], Iterable[Document]], swapped: Callable[[], None]) -> int:
        """Build a generation beside the present one and move the alias to it."""
        name = f"{self._prefix}-{secrets.token_hex(8)}"
        analyser, many = learn(documents())
        try:
            answered(lambda: self._client.indices.create(index=name, body=schema.body(self._shards)))
            written = answered(
                lambda: self._write(self._action(name, each, analyser) for each in documents())
            )
            analyser.tell_forms()
            answered(lambda: self._keep_words(name, analyser.vocabulary, many))
            answered(lambda: self._settle(name))
            with self.writing():
                answered(lambda: self._swap(name, written))
                swapped()
        except EngineDown:
            self._forget(name)
            raise
        answered(lambda: self._remove_old(keep=name))
        return many

    def _action(self, index: str, document: Document, analyser: Analyser) -> dict[str, Any]:
        body = schema.index_document(document, tokens_of(document, analyser))
        return {"_op_type": "index", "_index": index, "_id": document.key, "_source": body}

    def _write(self, actions: Iterable[dict[str, Any]]) -> int:
        written = 0
        for done, item in streaming_bulk(self._client, actions, chunk_size=500, raise_on_error=False):
            operation, result = next(iter(item.items()))
            if not done and not (operation == "delete" and result.get("status") == 404):
                raise EngineDown(f"A document was refused: {str(result)[:300]}")
            written += 1
        return written

    # -- Generations -----------------------------------------------------------------------------------
    def _present(self) -> str:
        try:
            found = self._quick.indices.get_alias(name=self._prefix)
        except NotFoundError:
            return ""
        return next(iter(sorted(found.keys())), "")

    def _open(self, *, fresh: bool = False) -> _Opened:
        with self._lock:
            now = time.monotonic()
            if self._opened is None or fresh or now - self._looked_at >= self._known_for:
                name = self.version()
                if not name:
                    raise EngineDown("There is no index yet.")
                if self._opened is None or self._opened.name != name:
                    self._opened = self._breaker.call(lambda: answered(lambda: self._read_words(name)))
                self._looked_at = now
            return self._opened

    def _keep_words(self, name: str, vocabulary: Vocabulary, many: int) -> None:
        index, packed = f"{name}.words", base64.b64encode(zlib.compress(vocabulary.as_bytes())).decode()
        self._client.indices.create(index=index, body=schema.WORDS_BODY)
        pieces = [packed[at : at + WORDS_IN_A_PIECE] for at in range(0, len(packed), WORDS_IN_A_PIECE)]
        for number, piece in enumerate(pieces):
            # Pieces whose lengths are whole groups of four are base64 texts of their own.
            self._client.index(index=index, id=str(number), document={"words": piece, "documents": many})
        self._client.indices.refresh(index=index)

    def _read_words(self, name: str) -> _Opened:
        pieces: list[str] = []
        many = 0
        while True:
            try:
                kept = plain(self._client.get(index=f"{name}.words", id=str(len(pieces))))["_source"]
            except NotFoundError:
                break
            pieces.append(kept["words"])
            many = int(kept["documents"])
        vocabulary = Vocabulary.of_bytes(zlib.decompress(base64.b64decode("".join(pieces))))
        return _Opened(name, Analyser(vocabulary), many)

    def _settle(self, name: str) -> None:
        """Bring a new index to rest: everything findable, a copy on another node where there is one."""
        self._client.indices.refresh(index=name)
        self._client.indices.put_settings(index=name, settings={"index.auto_expand_replicas": "0-1"})

    def _swap(self, name: str, written: int) -> None:
        """Move the alias, to a complete index only."""
        if int(plain(self._client.count(index=name))["count"]) != written:
            raise EngineDown("The new index lacks documents; the present one stays.")
        actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": self._prefix}}]
        if before := self._present():
            actions.insert(0, {"remove": {"index": before, "alias": self._prefix}})
        self._client.indices.update_aliases(actions=actions)

    def _generations(self) -> dict[str, int]:
        found = self._client.indices.get_settings(index=f"{self._prefix}-*", expand_wildcards="open")
        return {
            name: int(kept["settings"]["index"]["creation_date"])
            for name, kept in plain(found).items()
            if not name.endswith((".words", ".place"))
        }

    def _remove_old(self, keep: str) -> None:
        """Delete earlier generations, and what killed rebuilds left behind; never one that is being made."""
        made = self._generations()
        for name, moment in made.items():
            if moment < made.get(keep, 0) and name != self._present():
                self._forget(name)

    def _forget(self, name: str) -> None:
        try:
            self._client.indices.delete(index=[name, f"{name}.words"], ignore_unavailable=True)
        except (ApiError, TransportError) as problem:
            log.warning("An old index stays until the next rebuild: %s", problem)
