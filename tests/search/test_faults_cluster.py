"""A real cluster of three nodes: the portal on it, nodes killed and hung, its writers killed."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from threading import Event, Thread

import pytest
from django.test import Client
from pytest_django import Settings

from ops.opensearch.cluster import Cluster
from registry.models import Project
from registry.publish import withdraw_project
from search.ask import ask
from search.compiling import compile_question
from search.documents import Document
from search.drift import drift
from search.engines.base import EngineDown, Request
from search.engines.cluster import ClusterEngine
from search.grammar import understand
from search.index import _cluster, engine, rebuild
from search.question import Question
from search.worker import apply_changes, tend
from tests.search.clusters import ask as say
from tests.search.clusters import cluster_urls, indices_of, own_cluster, own_prefix
from tests.search.records import NOW, make_project
from tests.waiting import wait_until

pytestmark = pytest.mark.cluster
Library = dict[str, Project]


@pytest.fixture
def on_the_cluster(settings: Settings) -> Iterator[str]:
    """Let the settings name the cluster, with a prefix of the test's own."""
    with own_prefix() as prefix:
        settings.SEARCH_URL, settings.SEARCH_PREFIX, settings.SEARCH_SHARDS = cluster_urls(), prefix, 3
        yield prefix
        _cluster.cache_clear()


@pytest.fixture
def nodes() -> Iterator[Cluster]:
    """The cluster's nodes, all of them there again afterwards."""
    cluster = own_cluster()
    yield cluster
    for node in range(len(cluster.ports)):
        if node in cluster.alive:
            cluster.go_on(node)
        else:
            cluster.start(node)
    cluster.wait()


def numbers(text: str) -> list[str]:
    """Case numbers that the index finds."""
    hits = ask(Question(text=text))
    return [hit.diarienummer for hit in hits.hits] if hits.index_answers else ["the index did not answer"]


def test_the_portal_lives_on_a_cluster_as_on_a_directory(
    on_the_cluster: str, library: Library, client: Client
) -> None:
    assert (numbers("odlings system"), tend(now=NOW)) == (["2025-00101"], 0)
    make_project("2026-00200", "Skogsbad")
    withdraw_project(library["farming"], now=NOW, actor="machine:tests")
    assert numbers("odlingssystem") == []  # withdrawn is gone before the index knows
    assert apply_changes(now=NOW) > 0
    assert (numbers("skogsbaden"), numbers("odlingssystem"), drift().number) == (["2026-00200"], [], 0)
    page = client.get("/projekt/", {"q": "skogsbad", "sector": "public"})
    assert (page.status_code, "2026-00200" in page.content.decode()) == (200, True)
    assert "Sökindexet svarar inte" not in page.content.decode()
    # Everything is deleted on the cluster: plain search, and the worker builds it anew.
    for name in indices_of(on_the_cluster):
        say("DELETE", name)
    time.sleep(0.6)  # for so long a process trusts the name it knows
    assert not ask(Question(text="skogsbad")).index_answers
    assert tend(now=NOW) > 0
    assert (numbers("skogsbad"), drift().number) == (["2026-00200"], 0)


@dataclass
class Traffic:
    """Questions and writes that go on while something happens to the cluster."""

    engine: ClusterEngine
    written: int = 0
    wrong: list[str] = field(default_factory=list)
    answers: int = 0
    refused: int = 0
    ended: Event = field(default_factory=Event)

    def document(self, number: int) -> Document:
        """Return the document that is written as the so-manieth."""
        return Document(
            kind="project", record_id=number, texts=(("title_sv", f"Lampa {number}"),), version=number
        )

    def ask_on(self) -> None:
        """Ask, and compare with what was written before: no answer may lack any of it."""
        request = Request(
            kind="project", wanted=compile_question(understand("lampa"), self.engine.analyser()), limit=1
        )
        while not self.ended.is_set():
            before = self.written
            with suppress(EngineDown):
                count = self.engine.find(request).count
                self.answers += 1
                if not before <= count <= self.written + 1:
                    self.wrong.append(f"{count} found where {before} had been written")
                continue
            self.refused += 1
            time.sleep(0.05)

    def write_on(self) -> None:
        """Write one after another, each until it is written, as the worker does."""
        while not self.ended.is_set():
            document = self.document(self.written + 1)
            try:
                with self.engine.writing():
                    self.engine.apply([document], [])
            except EngineDown:
                time.sleep(0.1)
            else:
                self.written += 1


def test_a_node_is_killed_and_revived_while_people_ask_and_the_worker_writes(nodes: Cluster) -> None:
    with own_prefix() as prefix:
        engine = ClusterEngine(cluster_urls(), prefix=prefix, shards=3, asking=5.0, silent=3.0)
        traffic = Traffic(engine, written=30)
        engine.rebuild(lambda: [traffic.document(each) for each in range(1, 31)], lambda: None)
        threads = [Thread(target=traffic.ask_on), Thread(target=traffic.write_on)]
        for thread in threads:
            thread.start()
        try:
            wait_until(lambda: traffic.written > 35, "writes go on")
            nodes.kill(1)
            killed_at = traffic.written
            wait_until(lambda: traffic.written > killed_at + 10, "writes go on without the node")
            nodes.start(1)
            nodes.wait()
        finally:
            traffic.ended.set()
            for thread in threads:
                thread.join()
        assert traffic.wrong == []
        assert traffic.answers > 20
        wanted = [(each, each) for each in range(1, traffic.written + 1)]
        assert [pair for pair in engine.versions("project") if pair[0] <= traffic.written] == wanted


def test_a_cluster_that_hangs_is_left_alone_until_it_answers_again(
    on_the_cluster: str, library: Library, nodes: Cluster
) -> None:
    assert numbers("odlingssystem") == ["2025-00101"]
    for node in nodes.alive:
        nodes.hang(node)
    for limit in (10.0, 1.8, 1.8):  # without a limit 60, and once more 2
        start = time.monotonic()
        hits = ask(Question(text="odlingssystem"))
        assert time.monotonic() - start < limit
        assert ([hit.diarienummer for hit in hits.hits], hits.index_answers) == (["2025-00101"], False)
    make_project("2026-00200", "Skogsbad")
    for node in nodes.alive:
        nodes.go_on(node)
    wait_until(lambda: numbers("odlingssystem") == ["2025-00101"], "the index answers again", patience=30)
    assert apply_changes(now=NOW) > 0
    assert (numbers("skogsbad"), drift().number) == (["2026-00200"], 0)


def hold_the_writers_place(urls: str, prefix: str, told: Path) -> None:
    """Take the writer's place and never leave it (in a process of its own)."""
    with ClusterEngine(urls, prefix=prefix).writing():
        told.touch()
        time.sleep(60)


def test_a_writer_that_was_killed_loses_its_place_and_one_that_lives_keeps_it(tmp_path: Path) -> None:
    with own_prefix() as prefix:
        told = tmp_path / "told"
        arguments = (cluster_urls(), prefix, told)
        process = get_context("fork").Process(target=hold_the_writers_place, args=arguments)
        process.start()
        wait_until(told.exists, "the place is taken")
        engine, entered = ClusterEngine(cluster_urls(), prefix=prefix, silent=3.0), Event()

        def enter() -> None:
            with engine.writing():
                entered.set()

        waiting = Thread(target=enter)
        waiting.start()
        assert not entered.wait(6), "it beats, so it keeps the place however long it takes"
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        assert entered.wait(30)
        waiting.join()


def test_a_rebuild_on_the_cluster_hands_back_what_changed(on_the_cluster: str, library: Library) -> None:
    make_project("2026-00200", "Skogsbad")
    rebuild(now=NOW)
    assert (apply_changes(now=NOW), numbers("skogsbad")) == (0, ["2026-00200"])
    assert engine().size() == sum(1 for _ in engine().versions("project")) + 3
