"""Known-item search: does the one project that must come up come up, and how high?

Reads projects in the older open-data form and queries (one JSON object a line: id, kind, query), builds a
temporary index through the real documents and engine, and prints success@10 and MRR by kind.

    python -m bench.relevance PROJECTS.json QUERIES.jsonl [--misses]
"""

import argparse
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.variations import harder
from search.answers import find_ids
from search.documents import Document, texts_of
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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("projects", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--misses", action="store_true", help="print the queries that were not first")
    given = parser.parse_args()
    projects = json.loads(given.projects.read_text(encoding="utf-8"))
    queries = [json.loads(line) for line in given.queries.read_text(encoding="utf-8").splitlines() if line]
    with tempfile.TemporaryDirectory() as place:
        engine = EmbeddedEngine(Path(place))
        numbers = [project["Diarienummer"] for project in projects]
        began = time.perf_counter()
        engine.rebuild(lambda: documents_of(projects), lambda: None)
        print(f"{len(projects)} projects indexed in {time.perf_counter() - began:.1f} s")
        print_table("The queries as given", measure(engine, numbers, queries, misses=given.misses))
        extra = list(harder(projects, engine.analyser().vocabulary))
        print_table(
            "Harder, made from the same projects", measure(engine, numbers, extra, misses=given.misses)
        )


def documents_of(projects: list[dict[str, Any]]) -> Iterator[Document]:
    """Make the documents of projects in the older open-data form; the place in the list is the id."""
    for number, project in enumerate(projects, start=1):
        pairs = [(name, project.get(key)) for key, name in TEXTS]
        yield Document(kind="project", record_id=number, texts=texts_of(pairs))


def measure(
    engine: EmbeddedEngine, numbers: list[str], queries: list[dict[str, str]], *, misses: bool
) -> dict[str, list[tuple[int, float]]]:
    """Ask every query; return kind → (rank of the right project, or 0; milliseconds)."""
    ranks: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for query in queries:
        began = time.perf_counter()
        answer = find_ids(engine, Question(text=query["query"], page_size=DEPTH))
        took = 1000 * (time.perf_counter() - began)
        found = [numbers[record_id - 1] for record_id in answer.found.record_ids]
        rank = found.index(query["id"]) + 1 if query["id"] in found else 0
        ranks[query["kind"]].append((rank, took))
        if misses and rank != 1:
            print(f"  {rank:3} {query['kind']:26} {query['query'][:80]}  → {query['id']} ({found[:1]})")
    return ranks


def print_table(title: str, ranks: dict[str, list[tuple[int, float]]]) -> None:
    """Print success@10, MRR and time by kind and over all."""
    print(f"\n{title}\n{'kind':28} {'n':>5} {'success@10':>11} {'MRR':>6} {'median ms':>10}")
    everything = [each for found in ranks.values() for each in found]
    for kind, found in [*sorted(ranks.items()), ("all", everything)]:
        success = sum(0 < rank <= 10 for rank, _ in found) / len(found)
        reciprocal = sum(1 / rank for rank, _ in found if rank) / len(found)
        median = sorted(took for _, took in found)[len(found) // 2]
        print(f"{kind:28} {len(found):5} {success:11.3f} {reciprocal:6.3f} {median:10.1f}")


if __name__ == "__main__":
    main()
