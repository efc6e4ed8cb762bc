"""Taking what was read into the registry: short transactions, so that a running server is never held up."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from opendata.importers.reading import Record
from opendata.importers.remarks import Report
from opendata.importers.vinnova import SOURCE, Reading, read_project
from registry.facts import ProjectFacts
from registry.models import Call, Funder, Project
from registry.publish import register_project
from rulebook.window import swedish_day

ACTOR = "machine:import_vinnova"
BATCH = 10
PAUSE = 0.02  # seconds between transactions: on SQLite the next writer in line gets its turn


@dataclass(frozen=True)
class Known:
    """What the registry held of a project before the import."""

    version: int
    source: str
    withdrawn: bool


def read_all(records: Sequence[Record], *, funder_slug: str, now: datetime) -> list[Reading]:
    """Read every record into facts, and refuse numbers that the file has already named. Writes nothing."""
    today = swedish_day(now)
    seen: set[str] = set()
    readings = []
    for position, record in enumerate(records, start=1):
        reading = read_project(record, position, funder_slug=funder_slug, today=today)
        if reading.facts is not None and reading.facts.diarienummer in seen:
            reading.refuse("record_double", "Diarienummer")
        elif reading.facts is not None:
            seen.add(reading.facts.diarienummer)
        readings.append(reading)
    return readings


def take(
    readings: Sequence[Reading],
    *,
    funder: Funder,
    now: datetime,
    report: Report,
    progress: Callable[[int, int], None],
) -> None:
    """Register what was read, oldest number first, and count it in `report`; `progress` is told done and all.

    Projects decided in this portal and projects withdrawn here are refused. An import that was interrupted
    can be run again: what it had taken is unchanged then.
    """
    report.read = len(readings)
    known = _known_projects(funder)
    calls = set(Call.objects.filter(funder=funder).values_list("diarienummer", flat=True))
    for reading in readings:
        _compare(reading, known, calls)
        for remark in reading.remarks:
            report.note(remark)
    wanted = sorted(_facts(readings), key=lambda facts: facts.diarienummer)
    done = len(readings) - len(wanted)
    progress(done, len(readings))
    for batch in _batches(wanted):
        with transaction.atomic():
            rows = [register_project(facts, now=now, actor=ACTOR) for facts in batch]
        for row in rows:
            _count(row, known.get(row.diarienummer), report)
        done += len(batch)
        progress(done, len(readings))
        time.sleep(PAUSE)


def _known_projects(funder: Funder) -> dict[str, Known]:
    rows = Project.objects.filter(funder=funder)
    fields = rows.values_list("diarienummer", "version", "source", "withdrawn_at")
    return {number: Known(version, source, gone is not None) for number, version, source, gone in fields}


def _compare(reading: Reading, known: dict[str, Known], calls: set[str]) -> None:
    if reading.facts is None:
        return
    if reading.facts.call_diarienummer and reading.facts.call_diarienummer not in calls:
        reading.note("call_unknown", "DiarienummerUtlysning")
    before = known.get(reading.facts.diarienummer)
    if before is not None and before.source != SOURCE:
        reading.refuse("record_own", "Diarienummer")
    elif before is not None and before.withdrawn:
        reading.refuse("record_withdrawn", "Diarienummer")


def _facts(readings: Sequence[Reading]) -> Iterator[ProjectFacts]:
    return (reading.facts for reading in readings if reading.facts is not None)


def _batches(facts: list[ProjectFacts]) -> Iterator[list[ProjectFacts]]:
    return (facts[start : start + BATCH] for start in range(0, len(facts), BATCH))


def _count(row: Project, before: Known | None, report: Report) -> None:
    if before is None:
        report.new += 1
    elif row.version != before.version:
        report.changed += 1
    else:
        report.unchanged += 1
