"""The worker: every job at its own interval, one failing job never in the others' way."""

import logging
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest
from django.core.management import call_command

from config.jobs import JOBS
from config.worker import Job, Worker, only_worker, run_job

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_each_job_has_its_own_turn(tmp_path: Path) -> None:
    clock, done = Clock(), list[tuple[float, str]]()

    def job(name: str, every: float) -> Job:
        return Job(name, every, lambda _now: done.append((clock.seconds, name)))

    worker = Worker([job("often", 2), job("seldom", 5)], tmp_path / "alive", clock)
    for clock.seconds in range(7):
        worker.turn(NOW)
    assert done == [
        (0, "often"),
        (0, "seldom"),
        (2, "often"),
        (4, "often"),
        (5, "seldom"),
        (6, "often"),
    ]
    assert (tmp_path / "alive").exists()


def test_a_job_that_fails_is_logged_and_the_others_run(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[datetime] = []

    def fail(_now: datetime) -> None:
        raise RuntimeError("the index is full")

    worker = Worker([Job("broken", 1, fail), Job("sound", 1, done.append)], tmp_path / "alive", Clock())
    with caplog.at_level(logging.ERROR, "utlysa.worker"):
        worker.turn(NOW)
    assert done == [NOW]
    assert [record.getMessage() for record in caplog.records] == [
        "The job broken failed; it runs again in 1 s."
    ]
    assert "the index is full" in caplog.text


@pytest.mark.django_db(transaction=True)  # the loop looks after connections, outside any transaction
def test_it_stops_between_jobs(tmp_path: Path) -> None:
    done: list[str] = []

    def last(_now: datetime) -> None:
        done.append("last")
        worker.stop()

    jobs = [Job("last", 1, last), Job("never", 1, lambda _now: done.append("never"))]
    worker = Worker(jobs, tmp_path / "alive")
    worker.run()
    assert done == ["last"]


@pytest.mark.django_db(transaction=True)
def test_a_long_job_holds_up_its_own_lane_only(tmp_path: Path) -> None:
    ended, done = Event(), list[str]()

    def long(_now: datetime) -> None:
        ended.wait(10)
        done.append("long")

    def short(_now: datetime) -> None:
        done.append("short")
        if len(done) == 3:
            worker.stop()
            ended.set()

    worker = Worker([Job("long", 1, long), Job("short", 0.05, short, lane="other")], tmp_path / "alive")
    worker.run()
    assert done == ["short", "short", "short", "long"]


def test_only_one_worker_runs_on_a_directory(tmp_path: Path) -> None:
    lock, stopped, entered = tmp_path / "worker.lock", Event(), list[bool]()

    def second() -> None:
        with only_worker(lock, stopped) as alone:
            entered.append(alone)

    with only_worker(lock, Event()) as first:
        assert first
        waiting = Thread(target=second)
        waiting.start()
        waiting.join(0.3)
        assert entered == []
        stopped.set()
        waiting.join(5)
    assert entered == [False], "it was told to stop before its turn came"


@pytest.mark.django_db
def test_the_portals_own_jobs_run_on_an_empty_installation() -> None:
    assert [job.name for job in JOBS if not run_job(job, NOW)] == []
    call_command("worker", "--once")
