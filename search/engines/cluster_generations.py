"""The generations of an index on a cluster: which one answers, making one, moving the alias, old ones.

A generation is an index `PREFIX-` and sixteen signs, and beside it one that keeps the words it was learnt
with. An alias, `PREFIX`, names the one that answers. The one before it stays until the next rebuild, for
those who have it open.
"""

import base64
import logging
import re
import secrets
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError

from search.engines import cluster_schema as schema
from search.engines.base import EngineDown
from search.engines.cluster_client import plain
from search.shape import shape
from search.swedish import Analyser
from search.vocabulary import Vocabulary

log = logging.getLogger(__name__)
WORDS_IN_A_PIECE = 500_000  # bytes
COPIES_WITHIN = "60s"


@dataclass(frozen=True)
class Generation:
    """A generation as a process knows it."""

    name: str
    analyser: Analyser
    learnt_from: int
    shape: str


class Generations:
    """Those of one prefix. `quick` gives a client for what a person waits for, `client` is for the rest.

    Everything here raises what the client raises.
    """

    def __init__(
        self, client: Elasticsearch, quick: Callable[[], Elasticsearch], prefix: str, shards: int
    ) -> None:
        self._client, self._quick, self._prefix, self._shards = client, quick, prefix, shards

    def present(self) -> str:
        """Name the generation that answers, or nothing."""
        try:
            found = self._quick().indices.get_alias(index=f"{self._prefix}-*", name=self._prefix)
        except NotFoundError:
            return ""
        return next(iter(sorted(found.keys())), "")

    def read(self, name: str) -> Generation:
        """Return a generation with the words it was learnt with. Raises NotFoundError when it is gone."""
        kept: list[dict[str, Any]] = []
        while True:
            try:
                piece = plain(self._quick().get(index=f"{name}.words", id=str(len(kept))))
            except NotFoundError:
                if not kept:
                    raise
                break
            kept.append(piece["_source"])
        packed = base64.b64decode("".join(piece["words"] for piece in kept))
        vocabulary = Vocabulary.of_bytes(zlib.decompress(packed))
        return Generation(name, Analyser(vocabulary), int(kept[0]["documents"]), kept[0]["shape"])

    def make(self) -> str:
        """Make an empty one and return its name."""
        name = f"{self._prefix}-{secrets.token_hex(8)}"
        self._client.indices.create(index=name, body=schema.body(self._shards))
        return name

    def keep_words(self, name: str, vocabulary: Vocabulary, many: int) -> None:
        """Keep beside a generation what it was learnt with."""
        index, packed = f"{name}.words", base64.b64encode(zlib.compress(vocabulary.as_bytes())).decode()
        self._client.indices.create(index=index, body=schema.WORDS_BODY)
        pieces = [packed[at : at + WORDS_IN_A_PIECE] for at in range(0, len(packed), WORDS_IN_A_PIECE)]
        for number, piece in enumerate(pieces):
            # Pieces whose lengths are whole groups of four are base64 texts of their own.
            document = {"words": piece, "documents": many, "shape": shape()}
            self._client.index(index=index, id=str(number), document=document)
        self._client.indices.refresh(index=index)

    def settle(self, name: str) -> None:
        """Bring a new one to rest: everything findable, a copy on another node where there is one."""
        self._client.indices.refresh(index=name)
        self._client.indices.put_settings(index=name, settings={"index.auto_expand_replicas": "0-1"})
        # A node that dies from now on takes nothing with it. One that is away already is not waited for.
        self._client.options(ignore_status=408).cluster.health(
            index=f"{name},{name}.words", wait_for_status="green", timeout=COPIES_WITHIN
        )

    def swap(self, name: str, written: int) -> str:
        """Move the alias, to a complete index only; return the one before, or nothing."""
        if int(plain(self._client.count(index=name))["count"]) != written:
            raise EngineDown("The new index lacks documents; the present one stays.")
        actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": self._prefix}}]
        if before := self.present():
            actions.insert(0, {"remove": {"index": before, "alias": self._prefix}})
        self._client.indices.update_aliases(actions=actions)
        return before

    def remove_all_but(self, *kept: str) -> None:
        """Delete the others, and what killed rebuilds left. Only whoever holds the rebuilder's place may."""
        found = self._client.indices.get_settings(index=f"{self._prefix}-*", expand_wildcards="open")
        ours = re.compile(re.escape(self._prefix) + r"-[0-9a-f]{16}(\.words)?")
        for name in plain(found):
            if ours.fullmatch(name) and name.removesuffix(".words") not in kept:
                self.forget(name)

    def forget(self, *names: str) -> None:
        """Delete indices, those that there are."""
        try:
            self._client.indices.delete(index=names, ignore_unavailable=True)
        except (ApiError, TransportError) as problem:
            log.warning("An old index stays until the next rebuild: %s", problem)
