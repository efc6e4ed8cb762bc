"""What every engine can do, and what goes in and out of it. Nothing above knows which engine runs."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from search.compiling import Wanted
from search.documents import Document
from search.swedish import Analyser

# Deeper pages than this are not served: nobody reads them, and machines have the API's lists and dumps.
DEEPEST_HIT = 10_000
# So many values of a facet are counted at most; a cluster refuses more.
MOST_VALUES = 60_000
# How many values a shortened list has at least.
SHORT_LIST = 20


class EngineDown(Exception):
    """The engine can't answer: there is no index, it can't be read, or the cluster is away."""


class Rebuilding(Exception):
    """A new index is being made already, by a process that lives."""

    def __init__(self) -> None:
        super().__init__("The index is being rebuilt already, by another process.")


@dataclass(frozen=True, kw_only=True)
class Request:
    """A compiled question. `facets` are choices (alternatives inside, facets add up); all counts are given
    for `facet_names`, each ignoring its own choice; money is added up for each value of the facets in
    `summed`, which are counted too. Of the facets in `shortened` the `SHORT_LIST` most common values are
    enough where none is chosen."""

    kind: str
    wanted: Wanted
    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    facet_names: tuple[str, ...] = ()
    summed: frozenset[str] = frozenset()
    shortened: frozenset[str] = frozenset()
    sort: str = "relevance"
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True)
class Found:
    """Ids of records in order (ties by id), how many there are in all, facet → value → count, and facet →
    value → kronor."""

    count: int
    record_ids: tuple[int, ...]
    facets: Mapping[str, Mapping[str, int]]
    sums: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Engine(Protocol):
    """An index of documents. Only the worker and rebuilds write."""

    def version(self) -> str:
        """Name the index that answers now; changes when a rebuild is swapped in. Empty if there is none."""

    def fault(self) -> str:
        """Say why there has to be a rebuild: no index, one that can't be read, one of another shape.

        Empty when there is no reason. Raises EngineDown when the engine itself is away.
        """

    def analyser(self) -> Analyser:
        """Return the morphology the present index was made with. Raises EngineDown."""

    def in_time(self) -> AbstractContextManager[None]:
        """Inside, this thread's calls together take no longer than a person waits; then: EngineDown."""

    def find(self, request: Request) -> Found:
        """Answer a question. Raises EngineDown."""

    def find_each(self, requests: Sequence[Request]) -> tuple[Found, ...]:
        """Answer several questions in one go, in their order. Raises EngineDown."""

    def kinds(self, wanted: Wanted) -> Mapping[str, int]:
        """Count what is found of each kind, without facets. Raises EngineDown."""

    def every(self, request: Request, among: Sequence[int] | None = None) -> Iterator[int]:
        """Yield every id that is found, not a page of them, in a stable order: largest first when the request
        says so, else newest; memory stays flat. With `among`, only those of these ids that are found, in no
        promised order. Raises EngineDown, also in the middle."""

    def knows(self, tokens: Iterable[str]) -> bool:
        """Whether any of the folded tokens stands in the index. Raises EngineDown."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold the one writer's place: what is done inside is not crossed by a swap."""

    def apply(self, put: Iterable[Document], delete: Iterable[str]) -> None:
        """Replace documents and delete keys, durably and visibly. Raises EngineDown."""

    def rebuild(self, documents: Callable[[], Iterable[Document]], swapped: Callable[[], None]) -> int:
        """Build a new index beside from all documents (read twice), swap it in, return how many there are.

        `swapped` is called inside the writer's place just after the swap. A killed rebuild leaves the
        present index as it was; what it had made is removed by the next. Raises Rebuilding when another
        process that lives is at it, and EngineDown.
        """

    def versions(self, kind: str) -> Iterator[tuple[int, int]]:
        """Yield record id and version of every document of a kind, by rising id, to find drift.

        Memory stays flat. Raises EngineDown.
        """

    def size(self) -> int:
        """Return how many documents the index holds. Raises EngineDown."""

    def learnt_from(self) -> int:
        """Return how many documents the vocabulary was learnt from."""
