"""The worker: the portal's own jobs, each at its own interval, in a few lanes beside each other.

The jobs of a lane take turns; a long one holds up its own lane only. A job that fails is logged and tried
again at its next turn; it never stops the others. Every job can be run beside another worker and after a
crash: each takes its rows under lock and marks what is done.
"""

import fcntl
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

from django.db import close_old_connections, connections
from django.utils import timezone

logger = logging.getLogger("utlysa.worker")
ENDING = 8.0  # seconds that a lane has to end its job


@dataclass(frozen=True)
class Job:
    """Something to do again and again. `function` gets the time in UTC and returns how much it did."""

    name: str
    every_seconds: float
    function: Callable[[datetime], int | None]
    lane: str = "main"


class Worker:
    """Runs jobs when their turn comes, until it is told to stop.

    It touches the file `alive` after every job, so that whoever watches sees that it works.
    """

    def __init__(self, jobs: Sequence[Job], alive: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self.jobs = jobs
        self.alive = alive
        self.clock = clock
        self.stopped = Event()
        self._due = dict.fromkeys((job.name for job in jobs), clock())

    def run(self) -> None:
        """Work until `stop` is called: the first job's lane in this thread, each other in one of its own.

        A job of another lane that does not end soon is left where it is: all of them bear to be killed.
        """
        first, *others = dict.fromkeys(job.lane for job in self.jobs)
        threads = [Thread(target=self._run_lane, args=(lane,), name=lane, daemon=True) for lane in others]
        for thread in threads:
            thread.start()
        self._run_lane(first)
        for thread in threads:
            thread.join(ENDING)

    def _run_lane(self, lane: str) -> None:
        jobs = [job for job in self.jobs if job.lane == lane]
        while not self.stopped.is_set():
            close_old_connections()  # a database that was away for a while is used again at the next turn
            self.turn(timezone.now(), jobs)
            self.stopped.wait(max(0.05, min(self._due[job.name] for job in jobs) - self.clock()))
        connections.close_all()

    def stop(self) -> None:
        """Finish the job at hand and no more."""
        self.stopped.set()

    def turn(self, now: datetime, jobs: Sequence[Job] | None = None) -> None:
        """Run every job whose turn it is, once."""
        for job in self.jobs if jobs is None else jobs:
            if self.stopped.is_set() or self.clock() < self._due[job.name]:
                continue
            run_job(job, now)
            self.alive.touch()
            self._due[job.name] = self.clock() + job.every_seconds


class Seldom:
    """Tells the log of something that goes on, at most once every so many seconds."""

    def __init__(self, log: logging.Logger, message: str, *, every_seconds: float) -> None:
        self._log, self._message, self._every = log, message, every_seconds
        self._told_at = float("-inf")

    def tell(self, what: object) -> None:
        """Log the message with `what` in it, unless that was done lately."""
        if time.monotonic() - self._told_at >= self._every:
            self._told_at = time.monotonic()
            self._log.warning(self._message, what)


def run_job(job: Job, now: datetime) -> bool:
    """Run one job; return whether it went well. What it raised is logged, never passed on."""
    try:
        done = job.function(now)
    except Exception:
        logger.exception("The job %s failed; it runs again in %s s.", job.name, job.every_seconds)
        return False
    if done:
        logger.info("%s: %s", job.name, done)
    return True


@contextmanager
def only_worker(lock: Path, stopped: Event) -> Iterator[bool]:
    """Wait until no other worker runs on the same directory; yield False when told to stop first."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as held:
        told = False
        while not stopped.is_set():
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if not told:
                    logger.warning("Another worker runs on %s; waiting for it to end.", lock.parent)
                told = True
                stopped.wait(1)
            else:
                break
        yield not stopped.is_set()
