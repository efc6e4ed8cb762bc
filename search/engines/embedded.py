"""The embedded engine: tantivy in this process, an index in a directory, no server.

`SEARCH_DIR/current` names the generation that answers; a rebuild makes a new one beside and swaps the
name. Readers look at the name and at the generation's `meta.json` before each question, so that what
the worker commits is seen at once.
"""

import fcntl
import json
import os
import secrets
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from search.analysis import tokens_of
from search.compiling import Wanted
from search.documents import Document
from search.engines import tantivy_schema as schema
from search.engines.base import EngineDown, Found, Request
from search.engines.learning import learn
from search.engines.tantivy_every import Walk
from search.engines.tantivy_queries import compile_query, count_kinds, facet_counts, ranked_ids
from search.swedish import Analyser
from search.vocabulary import Vocabulary

HEAP_FOR_CHANGES = 32_000_000
HEAP_FOR_REBUILD = 128_000_000
KEPT_GENERATIONS = 2


@dataclass
class _Opened:
    """A generation as this process holds it open."""

    name: str
    index: tantivy.Index
    analyser: Analyser
    learnt_from: int
    stamp: int


class EmbeddedEngine:
    """Implements `search.engines.base.Engine` on a directory. Safe to share between threads."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._opened: _Opened | None = None
        self._lock = threading.Lock()

    def version(self) -> str:
        """Name the generation that answers now, or nothing."""
        try:
            return (self._directory / "current").read_text().strip()
        except OSError:
            return ""

    def analyser(self) -> Analyser:
        """Return the morphology of the present generation."""
        return self._open().analyser

    def learnt_from(self) -> int:
        """Return how many documents the vocabulary was learnt from."""
        return self._open().learnt_from

    def size(self) -> int:
        """Return how many documents the index holds."""
        return int(self._open().index.searcher().num_docs)

    def find(self, request: Request) -> Found:
        """Answer a question."""
        index = self._open().index
        try:
            searcher = index.searcher()
            query = compile_query(index.schema, request.kind, request.wanted, request.facets)
            count, ids = ranked_ids(searcher, query, request.sort, request.offset, request.limit)
            return Found(count, ids, *facet_counts(index.schema, searcher, request))
        except (ValueError, OSError, RuntimeError) as problem:
            raise EngineDown(str(problem)) from problem

    def every(self, request: Request, among: Sequence[int] | None = None) -> Iterator[int]:
        """Yield every id that is found."""
        index = self._open().index
        try:
            yield from Walk(index.schema, index.searcher(), request).every(among)
        except (ValueError, OSError, RuntimeError) as problem:
            raise EngineDown(str(problem)) from problem

    def kinds(self, wanted: Wanted) -> Mapping[str, int]:
        """Count what is found of each kind."""
        index = self._open().index
        try:
            return count_kinds(index.schema, index.searcher(), wanted)
        except (ValueError, OSError, RuntimeError) as problem:
            raise EngineDown(str(problem)) from problem

    def knows(self, tokens: Iterable[str]) -> bool:
        """Whether any of the tokens stands in the index, folded or as a part."""
        searcher = self._open().index.searcher()
        return any(
            searcher.doc_freq(field, token)
            for token in tokens
            for field in ("folded", "stems", "parts", "names")
        )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one writer's place, across processes."""
        self._directory.mkdir(parents=True, exist_ok=True)
        with (self._directory / "writer").open("w") as place:
            fcntl.flock(place, fcntl.LOCK_EX)
            yield

    def apply(self, put: Iterable[Document], delete: Iterable[str]) -> None:
        """Replace documents and delete keys in one commit."""
        opened = self._open()
        writer = opened.index.writer(HEAP_FOR_CHANGES, 1)
        try:
            for key in delete:
                writer.delete_documents_by_term("key", key)
            for document in put:
                writer.delete_documents_by_term("key", document.key)
                writer.add_document(schema.index_document(document, tokens_of(document, opened.analyser)))
            writer.commit()
        finally:
            writer.wait_merging_threads()

    def rebuild(self, documents: Callable[[], Iterable[Document]], swapped: Callable[[], None]) -> int:
        """Build a generation beside the present one and swap it in."""
        name = secrets.token_hex(8)
        place = self._directory / "generations" / name
        place.mkdir(parents=True)
        analyser, many = learn(documents())
        index = schema.make_index(place)
        writer = index.writer(HEAP_FOR_REBUILD, 1)
        for document in documents():
            writer.add_document(schema.index_document(document, tokens_of(document, analyser)))
        writer.commit()
        writer.wait_merging_threads()
        analyser.tell_forms()
        analyser.vocabulary.save(place / "vocabulary.json")
        (place / "learnt.json").write_text(json.dumps({"documents": many}))
        with self.writing():
            beside = self._directory / f"current.{name}"
            beside.write_text(name)
            beside.replace(self._directory / "current")
            swapped()
            self._remove_old(keep=name)
        return many

    def versions(self) -> Mapping[str, int]:
        """Return key → version of every document."""
        searcher = self._open().index.searcher()
        addresses = [
            address
            for _, address in searcher.search(tantivy.Query.all_query(), max(1, searcher.num_docs)).hits
        ]
        versions = searcher.fast_field_values("version", addresses)
        keys = [searcher.doc(address).get_first("key") for address in addresses]
        return {str(key): int(version or 0) for key, version in zip(keys, versions, strict=True)}

    def _remove_old(self, keep: str) -> None:
        """Delete all generations but the newest few; readers that hold one open keep reading it."""
        every = sorted((self._directory / "generations").iterdir(), key=lambda place: place.stat().st_mtime)
        for place in every[:-KEPT_GENERATIONS]:
            if place.name != keep:
                shutil.rmtree(place, ignore_errors=True)

    def _open(self) -> _Opened:
        """Return the present generation, opened once and reloaded when a commit has been made."""
        with self._lock:
            name = self.version()
            try:
                if not name:
                    raise EngineDown("There is no index yet.")
                place = self._directory / "generations" / name
                stamp = os.stat(place / "meta.json").st_mtime_ns
                if self._opened is None or self._opened.name != name:
                    self._opened = _open_generation(place, stamp)
                elif self._opened.stamp != stamp:
                    self._opened.index.reload()
                    self._opened.stamp = stamp
            except (OSError, ValueError) as problem:
                raise EngineDown(str(problem)) from problem
            return self._opened


def _open_generation(place: Path, stamp: int) -> _Opened:
    index = schema.open_index(place)
    analyser = Analyser(Vocabulary.load(place / "vocabulary.json"))
    learnt = json.loads((place / "learnt.json").read_text())["documents"]
    return _Opened(place.name, index, analyser, learnt, stamp)
