"""The index's own figures: rebuilding, start-up, and how soon what is published is found."""

import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from datetime import date

from django.conf import settings
from django.utils import timezone

from registry.facts import PartyFacts, ProjectFacts
from registry.models import Funder, Organisation
from registry.publish import register_project
from search.answers import find_ids
from search.index import engine, rebuild
from search.progress import Progress
from search.question import KINDS, Question
from search.sources import source_of

WORDS = 380  # of a record of real length
PUBLISHED = 20
SAMPLE = 1_000


def machine() -> str:
    """Say what measures: the engine, Python, processors, and how fast a plain loop is just now.

    Ten million rounds of the loop take half a second on a free core of 2024.
    """
    kind = "a cluster" if settings.SEARCH_URL else "embedded"
    began = time.process_time()
    total = 0
    for number in range(2_000_000):
        total += number
    loop = 5 * (time.process_time() - began)
    cores = os.cpu_count()
    return (
        f"Engine: {kind}; Python {platform.python_version()}, {cores} cores, load {os.getloadavg()[0]:.1f}, "
        f"ten million rounds of a loop {loop:.2f} s"
    )


def rebuilt() -> str:
    """Build the index anew; say how fast, by the wall's clock and the processor's, and the peak of memory."""
    words = _mean_words()
    began, worked = time.perf_counter(), _processor()
    readings: dict[int, float] = {}

    def told(progress: Progress) -> None:
        readings[progress.reading] = progress.seconds

    many = rebuild(now=timezone.now(), tell=told)
    took, worked = time.perf_counter() - began, _processor() - worked
    records = many * words / WORDS
    each = ", ".join(f"reading {number} {seconds:.0f} s" for number, seconds in readings.items())
    return (
        f"Rebuild: {many:,} documents of {words:.0f} words, {took:.0f} s ({each}, CPU {worked:.0f}): "
        f"{records / took:,.0f} records of {WORDS} words a second, {records / worked:,.0f} a core; "
        f"at most {_peak():.0f} MB"
    )


def _mean_words() -> float:
    """Return how many words a document has on average, by a sample of each kind."""
    words = many = 0.0
    for kind in KINDS:
        source = source_of(kind)
        if source is None:
            continue
        ids = list(source.ids())
        counts = [
            sum(len(text.split()) for _, text in document.texts)
            for document in source.documents(ids[:: max(1, len(ids) // SAMPLE)])
        ]
        words += statistics.mean(counts or [0]) * len(ids)
        many += len(ids)
    return words / many


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def start_up() -> str:
    """Start a process that opens the index and serves one page; say how long each took, three times."""
    began = time.perf_counter()
    engine().analyser()
    opened = time.perf_counter() - began
    command = [sys.executable, "-m", "bench", "speed", "--first-page"]
    took = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run(command, check=True)  # noqa: S603 - our own command
        took.append(time.perf_counter() - began)
    times = ", ".join(f"{seconds:.1f}" for seconds in took)
    return f"Start-up: the index opened in {opened:.2f} s; from nothing to the first page served {times} s"


def findable() -> str:
    """Publish projects while a worker runs; say how long after each publication it was found."""
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "worker"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(_publish(0), patience=300)  # the worker starts first
        took = [_wait_for(_publish(number), patience=60) for number in range(1, PUBLISHED + 1)]
    finally:
        worker.terminate()
        worker.wait(30)
    edges = statistics.quantiles(took, n=20)
    return f"Published → found: p50 {statistics.median(took):.2f} s, p95 {edges[-1]:.2f} s, {PUBLISHED} times"


def _publish(number: int) -> str:
    """Publish a project with a word of its own and return the word."""
    word = f"prov{time.time_ns():x}"
    organisation = Organisation.objects.exclude(number="").order_by("-pk")[0]
    register_project(
        ProjectFacts(
            funder_slug=Funder.objects.order_by("pk")[0].slug,
            diarienummer=f"1999-{int(time.time() * 10) % 100_000:05}",
            texts={"title_sv": f"Ett prov av {word}", "summary_sv": "Hur fort det hittas."},
            parties=(PartyFacts(number=organisation.number, name=organisation.name, is_coordinator=True),),
            amount_awarded=number,
            decided_on=date(1999, 1, 1),
        ),
        now=timezone.now(),
        actor="machine:bench",
    )
    return word


def _wait_for(word: str, patience: float) -> float:
    began = time.perf_counter()
    while time.perf_counter() - began < patience:
        if find_ids(engine(), Question(text=word), ()).found.count == 1:
            return time.perf_counter() - began
        time.sleep(0.02)
    sys.exit(f"{word} was not found in {patience} s")
