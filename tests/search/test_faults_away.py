"""A cluster that is away or does not answer: one short wait, then none; nothing but search notices."""

import logging
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from config.jobs import index, tend_index
from registry.models import Change
from search.ask import ask
from search.engines.base import EngineDown
from search.engines.breaker import FAILURES, Breaker, NotUnderstood, TooSlow
from search.engines.cluster import ClusterEngine
from search.question import Question
from tests.search.records import NOW, make_project
from tests.waiting import wait_until

# Seconds: less than waiting without a limit (60), and less than waiting once more (2), on a busy machine too.
FIRST, AFTER = 10.0, 1.8


@pytest.fixture
def deaf_server() -> Iterator[str]:
    """A server that takes every connection and never answers."""
    with closing(socket.create_server(("127.0.0.1", 0), backlog=128)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Fail when it takes longer."""
    start = time.monotonic()
    yield
    took = time.monotonic() - start
    assert took < seconds, f"{took:.2f} s"


def test_a_page_waits_once_and_then_no_more(
    db: None, settings: Settings, client: Client, deaf_server: str
) -> None:
    project = make_project("2026-00200", "Skogsbad")
    client.get("/projekt/", {"q": "skogsbad"})  # what a process does once, it has done
    settings.SEARCH_URL = deaf_server
    for limit in (FIRST, AFTER, AFTER, AFTER):
        with at_most(limit):
            page = client.get("/projekt/", {"q": "skogsbad"})
        assert (page.status_code, "2026-00200" in page.content.decode()) == (200, True)
        assert "Sökindexet svarar inte" in page.content.decode()
    for address in ("/", project.get_absolute_url()):
        with at_most(AFTER):
            assert client.get(address).status_code == 200


def test_writing_to_the_record_does_not_notice(
    db: None, settings: Settings, deaf_server: str, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SEARCH_URL = deaf_server
    with at_most(AFTER):
        make_project("2026-00200", "Skogsbad")
    with caplog.at_level(logging.WARNING, "utlysa.worker"):
        for _ in range(4):
            index(NOW)
            tend_index(NOW)
    told = [record for record in caplog.records if record.name == "utlysa.worker"]
    assert len(told) == 1, "said once in a while, not at every turn"
    assert "changes wait for it" in caplog.text
    assert Change.objects.filter(indexed_at__isnull=True).exists()
    with pytest.raises(CommandError, match="cannot be checked"):
        call_command("check_index")


def test_many_who_ask_at_once_wait_side_by_side(deaf_server: str) -> None:
    engine, took = ClusterEngine(deaf_server), list[float]()

    def ask_it() -> None:
        start = time.monotonic()
        with pytest.raises(EngineDown), engine.in_time():
            engine.analyser()
        took.append(time.monotonic() - start)

    threads = [Thread(target=ask_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(took) == 8
    assert max(took) < FIRST


def test_where_nobody_listens_the_database_answers_at_once(db: None, settings: Settings) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    settings.SEARCH_URL = f"http://127.0.0.1:{port}"
    make_project("2026-00200", "Skogsbad")
    for _ in range(FAILURES + 1):
        with at_most(AFTER):
            hits = ask(Question(text="skogsbad"))
        assert (hits.count, hits.index_answers) == (1, False)
    with pytest.raises(CommandError, match="could not be built"):
        call_command("rebuild_index")


# -- The breaker ---------------------------------------------------------------------------------------
class Server:
    """Something that answers, or doesn't."""

    def __init__(self) -> None:
        self.problem: EngineDown | None = None
        self.asked = 0

    def answer(self) -> str:
        """Answer, or raise."""
        self.asked += 1
        if self.problem is not None:
            raise self.problem
        return "answer"


def test_the_breaker_opens_closes_and_asks_no_more_than_it_must() -> None:
    server = Server()
    breaker = Breaker(server.answer, rest=0.05)
    assert breaker.call(server.answer) == "answer"
    server.problem = EngineDown("away")
    for _ in range(FAILURES):
        with pytest.raises(EngineDown, match="away"):
            breaker.call(server.answer)
    for _ in range(100):
        with pytest.raises(EngineDown, match="lately"):
            breaker.call(server.answer)
    assert server.asked < 20
    server.problem = None
    wait_until(lambda: not breaker.is_open, "the breaker closes")
    assert breaker.call(server.answer) == "answer"


def test_one_answer_that_takes_too_long_opens_it_and_a_question_that_is_refused_does_not() -> None:
    server, closing_again = Server(), Event()
    breaker = Breaker(lambda: closing_again.wait(10), rest=0.05)
    server.problem = NotUnderstood("no such index")
    for _ in range(FAILURES * 2):
        with pytest.raises(NotUnderstood):
            breaker.call(server.answer)
    assert breaker.call(lambda: 1) == 1
    server.problem = TooSlow("too slow")
    with pytest.raises(TooSlow):
        breaker.call(server.answer)
    assert breaker.is_open
    closing_again.set()
    wait_until(lambda: not breaker.is_open, "the breaker closes")
