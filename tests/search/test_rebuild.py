"""Rebuilding beside: nobody notices, nothing that changes meanwhile is lost, killed ones leave nothing."""

import os
import re
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command

from registry.models import Change, Project
from registry.publish import withdraw_project
from search.ask import ask
from search.compiling import compile_question
from search.documents import Document
from search.drift import drift
from search.engines.base import Engine, Rebuilding, Request
from search.engines.embedded import EmbeddedEngine
from search.grammar import understand
from search.index import engine, rebuild
from search.outbox import Reading
from search.progress import Progress
from search.question import Question
from search.sources import register, source_of
from search.worker import apply_changes
from tests.search.places import Place
from tests.search.records import NOW, make_project
from tests.waiting import wait_until

Library = dict[str, Project]
LAMPS = [Document(kind="project", record_id=each, texts=(("title_sv", "Lampor"),)) for each in range(1, 20)]


def lamps(engine: Engine) -> tuple[int, ...]:
    """Ask for the records that every rebuild here has."""
    wanted = compile_question(understand("lampor"), engine.analyser())
    return engine.find(Request(kind="project", wanted=wanted, limit=50)).record_ids


def test_questions_are_answered_all_the_time(place: Place) -> None:
    builder, asker = place.open(), place.open()
    builder.rebuild(lambda: LAMPS, lambda: None)
    answers: list[object] = []
    ended = Event()

    def ask_on() -> None:
        while not ended.is_set():
            try:
                answers.append(lamps(asker))
            except Exception as problem:
                answers.append(problem)

    asking = Thread(target=ask_on)
    asking.start()
    versions = set()
    for _ in range(3):
        builder.rebuild(lambda: LAMPS, lambda: None)
        versions.add(asker.version())
    ended.set()
    asking.join()
    assert len(versions) == 3
    assert len(answers) > 5
    assert {*answers} == {tuple(range(1, 20))}
    assert len(place.generations()) == 2, "the one that answers, and the one before it for who has it open"


def hang_in_second_reading(place: Place, told: Path) -> None:
    """Rebuild, and stop for good in the middle of writing (in a process of its own)."""
    readings = iter((1, 2))

    def documents() -> Iterator[Document]:
        is_second = next(readings) == 2
        for number, document in enumerate(LAMPS):
            if is_second and number == 10:
                told.touch()
                time.sleep(60)
            yield document

    place.open().rebuild(documents, lambda: None)


@contextmanager
def hanging_rebuild(place: Place, told: Path) -> Iterator[BaseProcess]:
    """A rebuild in a process of its own that does not end."""
    process = get_context("fork").Process(target=hang_in_second_reading, args=(place, told))
    process.start()
    try:
        wait_until(told.exists, "the rebuild has begun to write")
        yield process
    finally:
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()


def test_a_killed_rebuild_leaves_the_index_and_the_next_one_cleans_up(place: Place, tmp_path: Path) -> None:
    engine = place.open()
    engine.rebuild(lambda: LAMPS, lambda: None)
    before = engine.version()
    with hanging_rebuild(place, tmp_path / "told"):
        # While it lives, nobody else rebuilds, and what it makes is left alone.
        made = place.generations()
        assert len(made) == 2
        with pytest.raises(Rebuilding):
            engine.rebuild(lambda: LAMPS, lambda: None)
        assert place.generations() == made
    assert (engine.version(), lamps(engine)) == (before, tuple(range(1, 20)))
    engine.rebuild(lambda: LAMPS[:5], lambda: None)
    assert lamps(engine) == (1, 2, 3, 4, 5)
    assert set(place.generations()) - {before} == {name for name in place.generations() if name not in made}


def test_a_rebuild_that_fails_leaves_nothing(place: Place) -> None:
    engine = place.open()

    def documents() -> Iterator[Document]:
        yield LAMPS[0]
        raise ValueError("planted: the database went away")

    with pytest.raises(ValueError, match="planted"):
        engine.rebuild(documents, lambda: None)
    assert (engine.version(), place.generations()) == ("", [])


# -- What changes while records are read ---------------------------------------------------------------
@contextmanager
def while_documents_are_read(act: Callable[[], None]) -> Iterator[None]:
    """Do something once, after projects have been read."""
    source = source_of("project")
    assert source is not None
    acts = iter((act,))

    def documents(ids: Sequence[int]) -> list[Document]:
        made = list(source.documents(ids))
        next(acts, lambda: None)()
        return made

    register(replace(source, documents=documents))
    try:
        yield
    finally:
        register(source)


def numbers(text: str) -> list[str]:
    """Case numbers found."""
    return [hit.diarienummer for hit in ask(Question(text=text)).hits]


def change_a_lot(library: Library) -> None:
    """Register a project, change one and withdraw one, and let the worker tell the index that answers."""
    make_project("2026-00200", "Skogsbad")
    make_project("2025-00101", "Nya humlegårdar på tak")
    withdraw_project(library["transport"], now=NOW, actor="machine:tests")
    while apply_changes(now=NOW):
        pass


def test_what_the_worker_does_meanwhile_reaches_the_new_index_too(library: Library) -> None:
    with while_documents_are_read(lambda: change_a_lot(library)):
        rebuild(now=NOW)
    assert drift().number > 0
    assert apply_changes(now=NOW) > 0
    assert drift().number == 0
    assert (numbers("skogsbad"), numbers("humlegård")) == (["2026-00200"], ["2025-00101"])
    assert library["transport"].pk not in dict(engine().versions("project"))


def test_without_handing_back_it_would_be_lost(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reading, "swapped", lambda _self, **_given: None)
    with while_documents_are_read(lambda: change_a_lot(library)):
        rebuild(now=NOW)
    assert apply_changes(now=NOW) == 0
    assert drift().number > 0


def test_what_waited_before_the_rebuild_is_not_indexed_again(db: None) -> None:
    make_project("2026-00200", "Skogsbad")
    assert apply_changes(now=NOW) == 0
    rebuild(now=NOW)
    assert (apply_changes(now=NOW), drift().number) == (0, 0)


def test_a_transaction_that_ends_late_is_handed_back_though_its_number_is_low(db: None) -> None:
    for number in (1, 2, 4):
        Change.objects.create(id=1_000 + number, kind="project", record_id=1, version=1, at=NOW)
    Change.objects.filter(id=1_001).update(indexed_at=NOW)
    reading = Reading.begin()
    for number in (3, 5):  # 1,003 was drawn before and committed now, both are indexed at once
        Change.objects.create(
            id=1_000 + number, kind="project", record_id=1, version=1, at=NOW, indexed_at=NOW
        )
    Change.objects.create(id=1_006, kind="project", record_id=1, version=1, at=NOW)
    reading.swapped(now=NOW)
    waiting = Change.objects.filter(indexed_at__isnull=True).order_by("id")
    assert list(waiting.values_list("id", flat=True)) == [1_003, 1_005, 1_006]


# -- What a person sees --------------------------------------------------------------------------------
def test_progress_says_how_much_how_fast_and_how_long() -> None:
    assert str(Progress(2, 500, 2_000, 2.0)) == "Indexing: 500 of 2000, 250 a second, 6 s left"
    assert str(Progress(1, 0, 2_000, 0.0)) == "Learning words: 0 of 2000, 0 a second"


class Terminal(StringIO):
    """A place to write that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_the_command_shows_progress_on_one_line_of_a_terminal_and_in_lines_elsewhere(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.progress.EVERY", 0.0)
    terminal, file = Terminal(), StringIO()
    call_command("rebuild_index", stdout=terminal)
    first, second, _end = terminal.getvalue().split("\n", 2)
    assert first.count("\r") > 5
    assert re.search(r"\rLearning words: 5 of (\d+), \d+ a second, \d+ s left *\r", first)
    assert re.search(r"\rIndexing: (\d+) of \1, \d+ a second", second)
    call_command("rebuild_index", stdout=file)
    assert len(file.getvalue().splitlines()) in (3, 4)
    assert re.search(r"\d+ documents indexed in \d+\.\d s\.", file.getvalue())


def test_the_command_says_when_another_rebuild_is_on_its_way(library: Library, index_directory: Path) -> None:
    directory = EmbeddedEngine(index_directory)
    with directory._generations.rebuilding(), pytest.raises(CommandError, match="already, by another"):
        call_command("rebuild_index", stdout=StringIO())
