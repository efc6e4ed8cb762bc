"""Known-item search: does the one project that must come up come up, and how high?

Reads projects in the older open-data form and queries (one JSON object a line: id, kind, query), builds a
temporary index through the real documents and engine, and prints success@10 and MRR by kind, beside a stock
engine asked the same in the same run: on the cluster that SEARCH_CLUSTER names, else embedded.

    python -m bench.relevance PROJECTS.json QUERIES.jsonl [--misses]
"""

import argparse
import json
import os
import secrets
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bench.languages import across_languages, monolingual
from bench.stock import Peer, open_peer
from bench.variations import Query, harder
from search.answers import find_ids
from search.documents import Document, texts_of
from search.engines.base import Engine
from search.engines.cluster import ClusterEngine
from search.engines.cluster_client import connect
from search.engines.embedded import EmbeddedEngine
from search.question import Question

TEXTS = (
    ("Diarienummer", "number"),
    ("Ärenderubrik", "title_sv"),
    ("ÄrenderubrikEngelska", "title_en"),
    ("Projektreferat", "summary_sv"),
    ("MalSvenska", "purpose_sv"),
    ("MalEngelska", "purpose_en"),
    ("ResultatSvenska", "effects_sv"),
    ("ResultatEngelska", "effects_en"),
    ("ImplementationSvenska", "plan_sv"),
    ("ImplementationEngelska", "plan_en"),
    ("KoordinatorOrg", "parties"),
    ("KoordinatorArb", "parties"),
)
DEPTH = 100
HALVES = ("the half that weights were chosen on", "the half held out")


@dataclass
class Ranks:
    """One engine's ranks of the right projects (0: not among the first hundred), and its times."""

    ranks: list[int] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)

    def add(self, rank: int, began: float) -> None:
        """Note an answer and how long it took."""
        self.ranks.append(rank)
        self.milliseconds.append(1000 * (time.perf_counter() - began))

    @property
    def success(self) -> float:
        """The share found among the first ten."""
        return sum(0 < rank <= 10 for rank in self.ranks) / len(self.ranks)

    @property
    def reciprocal(self) -> float:
        """The mean of 1/rank."""
        return sum(1 / rank for rank in self.ranks if rank) / len(self.ranks)

    @property
    def median(self) -> float:
        """The median time of an answer in milliseconds."""
        return sorted(self.milliseconds)[len(self.milliseconds) // 2]


@dataclass
class Compared:
    """Ours and the peer's, and in which half each project asked for is."""

    ours: Ranks = field(default_factory=Ranks)
    peer: Ranks = field(default_factory=Ranks)
    halves: list[str] = field(default_factory=list)

    def add(self, other: "Compared", half: str = "") -> None:
        """Take another's ranks in, or those of one half."""
        chosen = [place for place, each in enumerate(other.halves) if half in ("", each)]
        for kept, found in ((self.ours, other.ours), (self.peer, other.peer)):
            kept.ranks += [found.ranks[place] for place in chosen]
            kept.milliseconds += [found.milliseconds[place] for place in chosen]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("projects", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--misses", action="store_true", help="print the queries that were not first")
    given = parser.parse_args()
    projects = json.loads(given.projects.read_text(encoding="utf-8"))
    queries = [json.loads(line) for line in given.queries.read_text(encoding="utf-8").splitlines() if line]
    cluster = os.environ.get("SEARCH_CLUSTER", "")
    with tempfile.TemporaryDirectory() as place:
        for name, register, made in (
            ("whole", projects, harder),
            ("mixed", [monolingual(each) for each in projects], across_languages),
        ):
            prefix = f"bench-{secrets.token_hex(6)}"
            engine = open_engine(Path(place) / name, cluster, prefix)
            peer = open_peer(documents_of(register), Path(place) / f"stock-{name}", cluster)
            began = time.perf_counter()
            engine.rebuild(partial(documents_of, register), lambda: None)
            print(f"{len(register)} projects indexed in {time.perf_counter() - began:.1f} s")
            bench = Bench(engine, peer, [each["Diarienummer"] for each in register], misses=given.misses)
            if name == "whole":
                print_table("The queries as given", bench.measure(queries), peer.name)
            extra = made(projects, engine.analyser().vocabulary)
            title = "Harder" if name == "whole" else "A register where half the projects have one language"
            print_table(title, bench.measure(extra), peer.name)
            peer.close()
            if cluster:
                leave_nothing(cluster, prefix)


def half_of(number: str) -> str:
    """Say in which half a project is: weights were chosen on the one and judged by the other."""
    return HALVES[zlib.crc32(number.encode()) % 2]


def open_engine(place: Path, cluster: str, prefix: str) -> Engine:
    """Return an empty engine: the cluster's where there is one."""
    if cluster:
        return ClusterEngine(cluster, prefix=prefix, shards=3, asking=30.0)
    return EmbeddedEngine(place)


def leave_nothing(cluster: str, prefix: str) -> None:
    """Delete what a bench kept on the cluster."""
    client = connect(cluster)
    for name in client.indices.get(index=f"{prefix}*").body:
        client.indices.delete(index=name)


def documents_of(projects: list[dict[str, Any]]) -> Iterator[Document]:
    """Make the documents of projects in the older open-data form; the place in the list is the id."""
    for number, project in enumerate(projects, start=1):
        pairs = [(name, project.get(key)) for key, name in TEXTS]
        yield Document(kind="project", record_id=number, texts=texts_of(pairs))


@dataclass
class Bench:
    """Asks both engines the same."""

    engine: Engine
    peer: Peer
    numbers: list[str]
    misses: bool

    def measure(self, queries: Iterable[Query]) -> dict[str, Compared]:
        """Ask every query; return kind → what came of it."""
        kinds: dict[str, Compared] = defaultdict(Compared)
        for query in queries:
            compared = kinds[query.get("kind", "queries")]
            rank = self._ask(compared.ours, query, self._ours)
            self._ask(compared.peer, query, self._peers)
            compared.halves.append(half_of(query["id"]))
            if self.misses and rank != 1:
                print(f"  {rank:3} {query.get('kind', ''):26} {query['query'][:80]}  → {query['id']}")
        return kinds

    def _ask(self, kept: Ranks, query: Query, ask: Callable[[str], Sequence[int]]) -> int:
        began = time.perf_counter()
        found = [self.numbers[record_id - 1] for record_id in ask(query["query"])]
        rank = found.index(query["id"]) + 1 if query["id"] in found else 0
        kept.add(rank, began)
        return rank

    def _ours(self, text: str) -> Sequence[int]:
        return find_ids(self.engine, Question(text=text, page_size=DEPTH)).found.record_ids

    def _peers(self, text: str) -> Sequence[int]:
        return self.peer.find(text, DEPTH)


def print_table(title: str, kinds: dict[str, Compared], peer: str) -> None:
    """Print success@10, MRR and time by kind and over all, beside the peer's."""
    print(f"\n{title}\n{'':45}{'ours':>24}   {peer}")
    print(f"{'kind':38} {'n':>5} {'success@10':>11} {'MRR':>6} {'ms':>6} {'success@10':>11} {'MRR':>6}")
    sums = {name: Compared() for name in ("all", *HALVES)}
    for compared in kinds.values():
        for name, total in sums.items():
            total.add(compared, "" if name == "all" else name)
    for kind, each in [*kinds.items(), *((name, total) for name, total in sums.items() if total.ours.ranks)]:
        ours, other = each.ours, each.peer
        print(
            f"{kind:38} {len(ours.ranks):5} {ours.success:11.3f} {ours.reciprocal:6.3f} {ours.median:6.1f}"
            f" {other.success:11.3f} {other.reciprocal:6.3f}"
        )


if __name__ == "__main__":
    main()
