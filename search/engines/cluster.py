"""The cluster engine: Elasticsearch 8 and 9, OpenSearch 2 and 3, through one client.

An alias names the generation that answers; a rebuild makes a new index beside and moves the alias
(`cluster_generations.py`). Questions have little time and a breaker; nothing waits under a lock for the net.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.analysis import tokens_of
from search.compiling import Wanted
from search.documents import Document
from search.engines import cluster_schema as schema
from search.engines.base import EngineDown, Found, Request
from search.engines.breaker import Breaker, NotUnderstood, TooSlow
from search.engines.cluster_client import ASKING, answered, connect, plain
from search.engines.cluster_every import every_id
from search.engines.cluster_generations import Generation, Generations
from search.engines.cluster_place import SILENT, Place
from search.engines.cluster_queries import any_of_tokens, kinds_body, kinds_in
from search.engines.cluster_several import find_each
from search.engines.learning import learn
from search.shape import shape
from search.swedish import Analyser

KNOWN_FOR = 0.5  # seconds that a process trusts the name of the present generation
TOGETHER = 1.9  # seconds for all calls of one question
IDS_AT_A_TIME = 10_000
SHORTEST = 0.05  # seconds that are worth trying
KNOWN_FIELDS = ("folded", "stems", "parts", "names")
Answer = TypeVar("Answer")


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
        silent: float = SILENT,
    ) -> None:
        self._client = connect(urls, certificates)
        self._asking, self._known_for, self._alias = asking, known_for, prefix
        self._generations = Generations(self._client, self._quick, prefix, shards)
        self._writers = Place(self._client, f"{prefix}-places", "writer", silent=silent)
        self._rebuilders = Place(self._client, f"{prefix}-places", "rebuild", silent=silent)
        self._breaker = Breaker(self._probe)
        self._reading = threading.Lock()
        self._opened: Generation | None = None
        self._looked_at = float("-inf")
        self._mine = threading.local()

    # -- Reading ---------------------------------------------------------------------------------------
    def version(self) -> str:
        """Name the generation that answers now, or nothing. Raises EngineDown when the cluster is away."""
        return self._ask(self._generations.present)

    def fault(self) -> str:
        """Look whether what answers is whole, and made by this version of the portal."""
        if not self.version():
            return "there is none"
        try:
            opened = self._open(fresh=True)
            self.kinds(Wanted())
        except NotUnderstood as problem:
            return f"it cannot be read: {problem}"
        return "" if opened.shape == shape() else "another version of the portal made it"

    def analyser(self) -> Analyser:
        """Return the morphology of the present generation."""
        return self._open().analyser

    def learnt_from(self) -> int:
        """Return how many documents the vocabulary was learnt from."""
        return self._open().learnt_from

    def size(self) -> int:
        """Return how many documents the index holds."""
        return int(self._on_present(lambda name: plain(self._quick().count(index=name)))["count"])

    @contextmanager
    def in_time(self) -> Iterator[None]:
        """Give this thread's calls an end together; inside another one, that one's."""
        outer = getattr(self._mine, "until", None)
        self._mine.until = outer or time.monotonic() + max(TOGETHER, self._asking)
        try:
            yield
        finally:
            self._mine.until = outer

    def find(self, request: Request) -> Found:
        """Answer a question."""
        return self.find_each([request])[0]

    def find_each(self, requests: Sequence[Request]) -> tuple[Found, ...]:
        """Answer several questions in one request."""
        return self._on_present(lambda name: find_each(self._quick(), name, requests))

    def every(self, request: Request, among: Sequence[int] | None = None) -> Iterator[int]:
        """Yield every id that is found, from one generation; a page of ids has more time than a question."""
        name = self._open().name
        return every_id(
            request,
            among,
            lambda body: self._ask(
                lambda: plain(self._client.search(index=name, body=body, allow_partial_search_results=False))
            ),
        )

    def kinds(self, wanted: Wanted) -> Mapping[str, int]:
        """Count what is found of each kind."""
        return kinds_in(self._search(kinds_body(wanted)))

    def knows(self, tokens: Iterable[str]) -> bool:
        """Whether any of the tokens stands in the index, folded or as a part."""
        query = any_of_tokens(tokens, KNOWN_FIELDS).to_dict()
        asked = {"query": query, "size": 0, "terminate_after": 1, "track_total_hits": 1}
        answer = self._search(asked)
        return int(answer["hits"]["total"]["value"]) > 0

    def versions(self, kind: str) -> Iterator[tuple[int, int]]:
        """Yield record id and version of every document of a kind, by rising id."""
        name = self._open().name
        asked: dict[str, Any] = {
            "query": {"bool": {"filter": [{"term": {"kind": kind}}]}},
            "sort": ["record_id"],
            "size": IDS_AT_A_TIME,
            "stored_fields": [],
            "docvalue_fields": ["version"],
            "track_total_hits": False,
        }
        while True:
            answer = answered(
                lambda: plain(self._client.search(index=name, body=asked, allow_partial_search_results=False))
            )
            hits = answer["hits"]["hits"]
            for hit in hits:
                yield int(hit["sort"][0]), int(hit["fields"]["version"][0])
            if len(hits) < IDS_AT_A_TIME:
                return
            asked["search_after"] = hits[-1]["sort"]

    # -- Asking ----------------------------------------------------------------------------------------
    def _quick(self) -> Elasticsearch:
        """Return a client that takes no longer than a person waits."""
        until = getattr(self._mine, "until", None)
        left = self._asking if until is None else min(self._asking, until - time.monotonic())
        if left < SHORTEST:
            raise TooSlow("The search cluster took too long over one question.")
        return self._client.options(request_timeout=left, max_retries=1)

    def _ask(self, ask: Callable[[], Answer]) -> Answer:
        return self._breaker.call(lambda: answered(ask))

    def _search(self, asked: dict[str, Any]) -> Any:
        # A part of the index that is away would make the answer wrong: then there shall be none.
        return self._on_present(
            lambda name: plain(
                self._quick().search(index=name, body=asked, allow_partial_search_results=False)
            )
        )

    def _on_present(self, ask: Callable[[str], Answer]) -> Answer:
        """Ask the present generation, once more when it has been replaced and removed meanwhile."""
        name = self._open().name
        try:
            return self._ask(lambda: ask(name))
        except NotUnderstood:
            newer = self._open(fresh=True).name
            if newer == name:
                raise
        return self._ask(lambda: ask(newer))

    def _probe(self) -> None:
        asked = {"query": {"match_all": {}}, "size": 0, "terminate_after": 1}
        answered(
            lambda: self._quick().search(index=self._alias, body=asked, allow_partial_search_results=False)
        )

    def _open(self, *, fresh: bool = False) -> Generation:
        """Return the present generation. While one thread reads a new one, the others use the old."""
        opened = self._opened
        if opened is not None and not fresh and time.monotonic() - self._looked_at < self._known_for:
            return opened
        looked_at, name = time.monotonic(), self.version()
        if not name:
            raise EngineDown("There is no index yet.")
        if opened is None or opened.name != name:
            is_first = self._reading.acquire(blocking=opened is None or fresh)
            if opened is not None and not is_first:
                return opened
            try:
                opened = self._opened
                if opened is None or opened.name != name:
                    opened = self._opened = self._ask(lambda: self._generations.read(name))
            finally:
                self._reading.release()
        self._looked_at = looked_at
        return opened

    # -- Writing ---------------------------------------------------------------------------------------
    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one writer's place, across machines. Raises EngineDown."""
        with self._writers.held():
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
        with self._rebuilders.held(wait=False):
            answered(lambda: self._generations.remove_all_but(self._generations.present()))
            analyser, many = learn(documents())
            name = answered(self._generations.make)
            try:
                written = answered(
                    lambda: self._write(self._action(name, each, analyser) for each in documents())
                )
                answered(lambda: self._generations.keep_words(name, analyser.vocabulary, many))
                answered(lambda: self._generations.settle(name))
                with self.writing():
                    answered(lambda: self._generations.swap(name, written))
                    swapped()
            except BaseException:
                if answered(self._generations.present) != name:
                    self._generations.forget(name, f"{name}.words")
                raise
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
