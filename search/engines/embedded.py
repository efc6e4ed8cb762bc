"""The embedded engine: tantivy in this process, an index in a directory, no server.

`SEARCH_DIR/current` names the generation that answers; a rebuild makes a new one beside and swaps the
name (`embedded_generations.py`). Readers look at the name and at the generation's `meta.json` before each
question, so that what the worker commits is seen at once.
"""

import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import tantivy
from tantivy import FieldType, Occur, Query

from search.analysis import tokens_of
from search.compiling import Wanted
from search.documents import Document
from search.engines import tantivy_schema as schema
from search.engines.base import EngineDown, Found, Request
from search.engines.embedded_generations import Directories
from search.engines.embedded_writer import kept_writer
from search.engines.learning import learn
from search.engines.tantivy_counts import Counts
from search.engines.tantivy_every import Walk
from search.engines.tantivy_facets import count_kinds
from search.engines.tantivy_queries import compile_query, ranked_ids
from search.shape import shape
from search.swedish import Analyser
from search.vocabulary import Vocabulary

HEAP_FOR_REBUILD = 128_000_000
IDS_AT_A_TIME = 50_000
VOCABULARY, LEARNT = "words", "learnt.json"


@dataclass
class _Opened:
    """A generation as this process holds it open."""

    name: str
    index: tantivy.Index
    analyser: Analyser
    learnt_from: int
    shape: str
    stamp: tuple[int, int]
    counts: Counts


class EmbeddedEngine:
    """Implements `search.engines.base.Engine` on a directory. Safe to share between threads."""

    def __init__(self, directory: Path) -> None:
        self._generations = Directories(directory)
        self._writer = kept_writer(directory)
        self._opened: _Opened | None = None
        self._lock = threading.Lock()

    def version(self) -> str:
        """Name the generation that answers now, or nothing."""
        return self._generations.current()

    def fault(self) -> str:
        """Look at the files themselves: what this process has open says nothing of them."""
        name = self.version()
        if not name:
            return "there is none"
        try:
            opened = self._open()
            with _as_engine_down():
                index = schema.open_index(self._generations.of(name))
                count_kinds(index.schema, index.searcher(), Wanted())
                (self._generations.of(name) / VOCABULARY).stat()
        except (EngineDown, OSError) as problem:
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
        return int(self._open().index.searcher().num_docs)

    @contextmanager
    def in_time(self) -> Iterator[None]:
        """Nothing here waits for another machine."""
        yield

    def find(self, request: Request) -> Found:
        """Answer a question."""
        opened = self._open()
        index = opened.index
        with _as_engine_down():
            searcher = index.searcher()
            query = compile_query(index.schema, request.kind, request.wanted, request.facets)
            count, ids = ranked_ids(searcher, query, request.sort, request.offset, request.limit)
            return Found(count, ids, *opened.counts.facets(request, count))

    def find_each(self, requests: Sequence[Request]) -> tuple[Found, ...]:
        """Answer several questions."""
        return tuple(self.find(request) for request in requests)

    def every(self, request: Request, among: Sequence[int] | None = None) -> Iterator[int]:
        """Yield every id that is found."""
        index = self._open().index
        with _as_engine_down():
            yield from Walk(index.schema, index.searcher(), request).every(among)

    def kinds(self, wanted: Wanted) -> Mapping[str, int]:
        """Count what is found of each kind."""
        counts = self._open().counts
        with _as_engine_down():
            return counts.kinds(wanted)

    def knows(self, tokens: Iterable[str]) -> bool:
        """Whether any of the tokens stands in the index, folded or as a part."""
        searcher = self._open().index.searcher()
        with _as_engine_down():
            return any(
                searcher.doc_freq(field, token)
                for token in tokens
                for field in ("folded", "stems", "parts", "names")
            )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one writer's place, across processes."""
        with self._generations.writing():
            yield

    def apply(self, put: Iterable[Document], delete: Iterable[str]) -> None:
        """Replace documents and delete keys in one commit."""
        opened = self._open()
        documents = list(put)
        made = [schema.index_document(each, tokens_of(each, opened.analyser)) for each in documents]
        with _as_engine_down(), self._writer.of(opened.name, opened.index) as writer:
            for key in (*delete, *(document.key for document in documents)):
                writer.delete_documents_by_term("key", key)
            for document in made:
                writer.add_document(document)
            writer.commit()

    def rebuild(self, documents: Callable[[], Iterable[Document]], swapped: Callable[[], None]) -> int:
        """Build a generation beside the present one and swap it in."""
        with self._generations.rebuilding():
            self._generations.remove_all_but(self.version())
            name = self._generations.make()
            try:
                many = _build(self._generations.of(name), documents)
                with self.writing():
                    before = self.version()
                    self._generations.swap(name)
                    swapped()
            except BaseException:
                if self.version() != name:
                    self._generations.remove_all_but(self.version())
                raise
            self._generations.remove_all_but(name, before)
        return many

    def versions(self, kind: str) -> Iterator[tuple[int, int]]:
        """Yield record id and version of every document of a kind, by rising id."""
        index = self._open().index
        searcher, last = index.searcher(), -1
        of_kind = Query.term_query(index.schema, "kind", kind)
        while True:
            with _as_engine_down():
                later = Query.range_query(
                    index.schema, "record_id", FieldType.Integer, last, include_lower=False
                )
                both = Query.boolean_query([(Occur.Must, of_kind), (Occur.Must, later)])
                found = searcher.search(both, IDS_AT_A_TIME, False, "record_id", order=tantivy.Order.Asc)
                addresses = [address for _, address in found.hits]
                ids = searcher.fast_field_values("record_id", addresses)
                versions = searcher.fast_field_values("version", addresses)
            yield from zip(ids, versions, strict=True)
            if len(ids) < IDS_AT_A_TIME:
                return
            last = ids[-1]

    def _open(self) -> _Opened:
        """Return the present generation, reloaded when a commit has been made.

        While one thread opens a new generation, the others ask the old one.
        """
        while True:
            name = self.version()
            if not name:
                raise EngineDown("There is no index yet.")
            try:
                return self._open_named(name)
            except (EngineDown, OSError, ValueError, LookupError) as problem:
                # One that was replaced and removed since its name was read is no matter.
                if self.version() == name:
                    raise EngineDown(str(problem)) from problem

    def _open_named(self, name: str) -> _Opened:
        opened, stamp = self._opened, _stamp(self._generations.of(name))
        if opened is not None and (opened.name, opened.stamp) == (name, stamp):
            return opened
        is_first = self._lock.acquire(blocking=opened is None or opened.name == name)
        if opened is not None and not is_first:
            return opened
        try:
            self._opened = self._reopened(name)
            return self._opened
        finally:
            self._lock.release()

    def _reopened(self, name: str) -> _Opened:
        opened, place = self._opened, self._generations.of(name)
        stamp = _stamp(place)
        with _as_engine_down():
            if opened is None or opened.name != name:
                return _open_generation(place, stamp)
            if opened.stamp != stamp:
                opened.index.reload()
        return replace(opened, stamp=stamp, counts=Counts(opened.index))


def _stamp(place: Path) -> tuple[int, int]:
    """Tell one commit from the next: times alone are too coarse for two in a row."""
    found = os.stat(place / "meta.json")
    return found.st_mtime_ns, found.st_ino


@contextmanager
def _as_engine_down() -> Iterator[None]:
    """Turn what tantivy raises over files that are gone, broken or full into EngineDown.

    It panics over some; what Python gets then is an exception that is no Exception.
    """
    try:
        yield
    except EngineDown:
        raise
    except (ValueError, OSError, RuntimeError) as problem:
        raise EngineDown(str(problem)) from problem
    except BaseException as problem:
        if type(problem).__name__ == "PanicException":
            raise EngineDown(f"The index is broken: {problem}") from problem
        raise


def _build(place: Path, documents: Callable[[], Iterable[Document]]) -> int:
    """Learn the words of all documents, then index them; return how many there are."""
    analyser, many = learn(documents())
    index = schema.make_index(place)
    writer = index.writer(HEAP_FOR_REBUILD, 1)
    for document in documents():
        writer.add_document(schema.index_document(document, tokens_of(document, analyser)))
    writer.commit()
    writer.wait_merging_threads()
    analyser.vocabulary.save(place / VOCABULARY)
    (place / LEARNT).write_text(json.dumps({"documents": many, "shape": shape()}))
    return many


def _open_generation(place: Path, stamp: tuple[int, int]) -> _Opened:
    index = schema.open_index(place)
    analyser = Analyser(Vocabulary.load(place / VOCABULARY))
    learnt = json.loads((place / LEARNT).read_text())
    return _Opened(
        place.name, index, analyser, learnt["documents"], learnt.get("shape", ""), stamp, Counts(index)
    )
