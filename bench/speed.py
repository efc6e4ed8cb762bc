"""How fast the pages are: `UTLYSA_VAR=DIR python -m bench speed [--parts rebuild,start,pages,findable]`.

Whole pages through Django's test client, every request another question: milliseconds at the median and the
95th percentile by the wall's clock, the processor's time of this process beside it, kB of HTML and questions
to the database. `rebuild` builds the index and tells how fast that went, `start` starts the portal anew,
`findable` tells how soon a published project is found. Django's caches are emptied before each request.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random
from urllib.parse import urlencode

from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, reset_queries
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.speed_index import findable, machine, rebuilt, start_up
from bench.word_lists import COMMON_SWEDISH
from config.preparing import prepare_files
from registry.models import Call, Organisation, Project
from search.index import engine

WARM = 3


@dataclass(frozen=True)
class Asked:
    """One kind of request: what it is called, and its addresses one after another."""

    name: str
    addresses: Callable[[], Iterator[str]]


def main() -> int:
    """Measure and print tables."""
    parser = argparse.ArgumentParser(prog="python -m bench speed", description=__doc__)
    parser.add_argument("--parts", default="start,pages,findable")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--only", default="", help="of the pages those whose name begins so")
    parser.add_argument("--first-page", action="store_true", help="serve one page and end (for the start-up)")
    given = parser.parse_args()
    if given.first_page:
        return _serve_one_page()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    list(prepare_files())
    print(machine(), flush=True)
    parts = given.parts.split(",")
    if "rebuild" in parts:
        print(rebuilt(), flush=True)
    if "start" in parts:
        print(start_up(), flush=True)
    if "pages" in parts:
        _print_pages(given.rounds, given.only)
    if "findable" in parts:
        print(findable(), flush=True)
    return 0


def _serve_one_page() -> int:
    client = Client(SERVER_NAME="localhost")
    return 0 if client.get(reverse("search:projects")).status_code == 200 else 1


def _print_pages(rounds: int, only: str) -> None:
    count = Project.objects.count()
    print(f"\n{count:,} projects, {engine().size():,} documents, {rounds} requests a row\n")
    print("| page | p50 ms | p95 ms | processor p50 ms | kB | questions to the database |")
    print("|---|---|---|---|---|---|")
    for asked in _requests():
        if asked.name.startswith(only):
            print(_measured(asked, rounds), flush=True)


def _measured(asked: Asked, rounds: int) -> str:
    client = Client(SERVER_NAME="localhost")
    took: list[float] = []
    worked: list[float] = []
    sizes: list[int] = []
    for number, address in enumerate(islice(asked.addresses(), rounds + WARM)):
        for cache in caches.all(initialized_only=True):
            cache.clear()
        reset_queries()
        began, worked_before = time.perf_counter(), time.process_time()
        answer = client.get(address)
        content = answer.getvalue()
        if number >= WARM:
            took.append(1000 * (time.perf_counter() - began))
            worked.append(1000 * (time.process_time() - worked_before))
            sizes.append(len(content))
        if answer.status_code != 200:
            sys.exit(f"{address} answered {answer.status_code}")
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
        queries = len(captured)
    edges = statistics.quantiles(took, n=20)
    figures = (f"{statistics.median(took):.0f}", f"{edges[-1]:.0f}", f"{statistics.median(worked):.0f}")
    return f"| {asked.name} | {' | '.join(figures)} | {statistics.median(sizes) / 1000:.0f} | {queries} |"


def _requests() -> list[Asked]:
    draw = Random(5)
    rare = _rare_words(draw)
    chosen = {"year": ["2019", "2020", "2021"], "sector": ["academia", "business"], "county": ["01", "14"]}
    return [
        Asked("search: a common word", lambda: _searches(q=cycle(COMMON_SWEDISH[:40]))),
        Asked("search: two common words", lambda: _searches(q=_pairs(COMMON_SWEDISH[:60], draw))),
        Asked("search: a rare word", lambda: _searches(q=cycle(rare))),
        Asked("search: a word mistyped", lambda: _searches(q=(_mistyped(word) for word in cycle(rare)))),
        Asked("search: nothing asked, all facets", lambda: _searches()),
        Asked("search: an unbalanced quote", lambda: _searches(q=(f'"{word} ' for word in cycle(rare)))),
        Asked("search: a common word, three facets chosen", lambda: _chosen(COMMON_SWEDISH[:40], chosen)),
        Asked("search: page 50", lambda: _searches(q=cycle(COMMON_SWEDISH[:20]), page=cycle(["50"]))),
        Asked("search: as a map", lambda: _searches(q=cycle(COMMON_SWEDISH[:40]), view=cycle(["map"]))),
        Asked("suggestions", lambda: _suggestions(rare)),
        Asked("a project", lambda: (each.get_absolute_url() for each in cycle(_projects(draw)))),
        Asked("the largest organisation", lambda: cycle([_largest().get_absolute_url()])),
        Asked("a call", lambda: (each.get_absolute_url() for each in cycle(_calls(draw)))),
        Asked("API: projects with a word", lambda: _api(COMMON_SWEDISH[:40])),
    ]


def _searches(**parameters: Iterator[str]) -> Iterator[str]:
    address = reverse("search:projects")
    while True:
        pairs = {name: next(values) for name, values in parameters.items()}
        yield f"{address}?{urlencode(pairs)}" if pairs else address


def _chosen(words: list[str], facets: dict[str, list[str]]) -> Iterator[str]:
    for word in cycle(words):
        query = urlencode({"q": word, **facets}, doseq=True)
        yield f"{reverse('search:projects')}?{query}"


def _suggestions(words: list[str]) -> Iterator[str]:
    for word in cycle(words):
        yield f"{reverse('search:suggestions')}?{urlencode({'q': word[:4]})}"


def _api(words: list[str]) -> Iterator[str]:
    for word in cycle(words):
        yield f"/api/v1/projects/?{urlencode({'q': word})}"


def _pairs(words: list[str], draw: Random) -> Iterator[str]:
    while True:
        yield " ".join(draw.sample(words, 2))


def _mistyped(word: str) -> str:
    """Swap two letters in the middle."""
    middle = len(word) // 2
    return word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]


def _rare_words(draw: Random) -> list[str]:
    """Return the first words of titles that have a compound there of their own."""
    words = [project.title_sv.split()[0].lower() for project in _projects(draw, 200)]
    return [word for word in dict.fromkeys(words) if word.isalpha() and len(word) > 8]


def _projects(draw: Random, many: int = 100) -> list[Project]:
    last = Project.objects.order_by("-pk").values_list("pk", flat=True)[0]
    wanted = draw.sample(range(1, last + 1), min(many, last))
    return list(Project.objects.select_related("funder").filter(pk__in=wanted))


def _calls(draw: Random) -> list[Call]:
    return draw.sample(list(Call.objects.select_related("funder")[:500]), 20)


def _largest() -> Organisation:
    return Organisation.objects.annotate(projects=Count("parties")).order_by("-projects")[0]
