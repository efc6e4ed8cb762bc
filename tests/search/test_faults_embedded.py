"""The embedded index broken in every way: plain search with a notice, nothing else hurt, a rebuild heals."""

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client

from registry.models import Change, Project
from search.ask import ask
from search.documents import Document
from search.drift import drift
from search.engines.base import EngineDown
from search.engines.embedded import VOCABULARY
from search.engines.embedded_writer import close_all
from search.index import _embedded, engine
from search.outbox import done
from search.question import Question
from search.sources import register, source_of
from search.worker import apply_changes, tend
from tests.search.records import NOW, make_project
from tests.waiting import wait_until

Library = dict[str, Project]
Damage = Callable[[Path], object]


def generation(index: Path) -> Path:
    """Return the directory of the generation that answers."""
    return index / "generations" / (index / "current").read_text()


def garble(files: list[Path]) -> None:
    """Put something else where the files' content was."""
    assert files
    for file in files:
        file.write_bytes(b"\xff\x00 broken " * max(1, file.stat().st_size // 10))


def segments(index: Path) -> list[Path]:
    """Return the files that hold what was indexed."""
    return [file for file in generation(index).iterdir() if len(file.stem) == 32]


def cut(files: list[Path]) -> None:
    """Leave the first half of each file."""
    for file in files:
        os.truncate(file, file.stat().st_size // 2)


def delete(files: list[Path]) -> None:
    """Delete the files."""
    for file in files:
        file.unlink()


def in_the_way(index: Path) -> None:
    """Put a file where the directory was."""
    shutil.rmtree(index)
    index.write_text("a file")


DAMAGES: dict[str, Damage] = {
    "everything deleted": shutil.rmtree,
    "generations deleted": lambda index: shutil.rmtree(index / "generations"),
    "name deleted": lambda index: (index / "current").unlink(),
    "name garbled": lambda index: (index / "current").write_bytes(b"\xff\xfe"),
    "name of nothing": lambda index: (index / "current").write_text("0000"),
    "list of segments garbled": lambda index: garble([generation(index) / "meta.json"]),
    "segments garbled": lambda index: garble(segments(index)),
    "segments cut": lambda index: cut(segments(index)),
    "segments deleted": lambda index: delete(segments(index)),
    "words deleted": lambda index: (generation(index) / VOCABULARY).unlink(),
    "words garbled": lambda index: garble([generation(index) / VOCABULARY]),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_broken_index_makes_search_plain_and_is_built_anew(
    library: Library, index_directory: Path, client: Client, damage: Damage
) -> None:
    apply_changes(now=NOW)
    close_all()
    damage(index_directory)
    _embedded.cache_clear()  # as a process that starts now would find it
    hits = ask(Question(text="odlingssystem"))
    assert ([hit.diarienummer for hit in hits.hits], hits.index_answers) == (["2025-00101"], False)
    assert hits.notice
    page = client.get("/projekt/", {"q": "odlingssystem"})
    assert (page.status_code, hits.notice in page.content.decode()) == (200, True)
    assert client.get(library["farming"].get_absolute_url()).status_code == 200
    # What is published meanwhile waits, and is found plainly.
    make_project("2026-00200", "Skogsbad")
    with pytest.raises(EngineDown) if engine().version() else _nothing():
        apply_changes(now=NOW)
    assert Change.objects.filter(indexed_at__isnull=True).exists()
    assert ask(Question(text="skogsbad")).count == 1
    # The worker sees and mends it.
    assert tend(now=NOW) > 0
    apply_changes(now=NOW)
    assert (drift().number, tend(now=NOW)) == (0, 0)
    hits = ask(Question(text="skogsbaden"))
    assert (hits.count, hits.notice) == (1, "")


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def test_an_index_that_cannot_be_written_says_so_and_stays_down_quietly(
    library: Library, index_directory: Path
) -> None:
    close_all()
    in_the_way(index_directory)
    _embedded.cache_clear()
    assert ask(Question(text="odlingssystem")).count == 1
    assert apply_changes(now=NOW) == 0
    with pytest.raises(EngineDown, match="cannot be written"):
        tend(now=NOW)
    index_directory.unlink()
    assert tend(now=NOW) > 0
    assert drift().number == 0


def test_files_deleted_under_a_running_process_hurt_nobody(library: Library, index_directory: Path) -> None:
    assert ask(Question(text="odlingssystem")).index_answers
    shutil.rmtree(index_directory)
    hits = ask(Question(text="odlingssystem"))
    assert (hits.count, hits.index_answers) == (1, False)
    assert tend(now=NOW) > 0
    assert ask(Question(text="odlingssystem")).index_answers


# -- The worker killed in the middle -------------------------------------------------------------------
def hang_before_writing(told: Path) -> None:
    """Apply changes, and stop for good when the documents are made."""
    source = source_of("project")
    assert source is not None

    def documents(ids: Sequence[int]) -> list[Document]:
        told.touch()
        time.sleep(60)
        return list(source.documents(ids))

    register(replace(source, documents=documents))
    apply_changes(now=NOW)


def hang_after_writing(told: Path) -> None:
    """Apply changes, and stop for good when the index has them and the rows aren't marked."""
    with engine().writing():
        rows = list(Change.objects.filter(indexed_at__isnull=True))
        source = source_of("project")
        assert source is not None
        engine().apply(source.documents([row.record_id for row in rows if row.kind == "project"]), [])
        told.touch()
        time.sleep(60)


def mark_first(told: Path) -> None:
    """Do it the wrong way round: mark the rows, then stop for good before the index has them."""
    done(Change.objects.filter(indexed_at__isnull=True), now=NOW)
    told.touch()
    time.sleep(60)


def kill_in_the_middle(work: Callable[[Path], None], told: Path) -> None:
    """Let a process of its own work, and kill it as kill -9 does once it has told."""
    connections.close_all()  # neither a connection nor a writer must be shared with a child
    close_all()
    process = get_context("fork").Process(target=work, args=(told,))
    process.start()
    wait_until(told.exists, "the worker is in the middle")
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("work", [hang_before_writing, hang_after_writing])
def test_a_worker_killed_in_the_middle_loses_nothing(
    library: Library, tmp_path: Path, work: Callable[[Path], None]
) -> None:
    apply_changes(now=NOW)
    make_project("2026-00200", "Skogsbad")
    kill_in_the_middle(work, tmp_path / "told")
    assert Change.objects.filter(indexed_at__isnull=True).exists()
    assert apply_changes(now=NOW) > 0
    assert (ask(Question(text="skogsbaden")).count, drift().number) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_marking_before_writing_would_lose_it(library: Library, tmp_path: Path) -> None:
    apply_changes(now=NOW)
    make_project("2026-00200", "Skogsbad")
    kill_in_the_middle(mark_first, tmp_path / "told")
    assert apply_changes(now=NOW) == 0
    assert drift().number == 1
