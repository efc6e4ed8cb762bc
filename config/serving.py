"""One supervising parent for a small installation: the web server and the worker, started and ended together.

The parent has loaded the portal once and forks: first a child that prepares the installation, then the web
server and the worker. It holds no thread and no database connection. It ends when it is asked to (SIGINT,
SIGTERM, SIGHUP) or when the web server dies; a worker that dies is started again, each time after a longer
pause.
"""

import contextlib
import ctypes
import errno
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

from django.core.handlers.wsgi import WSGIHandler
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication

from search.warming import warm_in_background

FORK = multiprocessing.get_context("fork")
LONGEST_PAUSE = 60.0
STEADY_AFTER = 60.0
PATIENCE = 15.0
_PR_SET_PDEATHSIG = 1
# What the preparing child ends with when it changed something: the parent then loads the portal anew.
CHANGED = 75
_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

Work = Callable[[], None]


class PortTaken(Exception):
    """Another program listens where the portal should."""


def refuse_taken_port(host: str, port: int) -> None:
    """Raise PortTaken, with a sentence, when something listens at the address already."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as problem:
            if problem.errno == errno.EACCES:
                raise PortTaken(f"Port {port} is not yours to use. Choose one above 1023.") from None
            raise PortTaken(
                f"Port {port} is taken by another program (or another portal). "
                f"Stop that one, or choose another port: make run PORT={port + 1}"
            ) from None


def answers(host: str, port: int) -> bool:
    """Whether something accepts connections at the address."""
    with socket.socket() as trial:
        trial.settimeout(1)
        return trial.connect_ex((host, port)) == 0


class WebServer(BaseApplication):
    """Gunicorn with one process and several threads, the portal inside it."""

    def __init__(self, host: str, port: int, threads: int) -> None:
        self.settings = {
            "bind": f"{host}:{port}",
            "worker_class": "gthread",
            "workers": 1,
            "threads": threads,
            "timeout": 120,
            "graceful_timeout": 8,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        super().__init__()

    def load_config(self) -> None:
        """Give gunicorn the settings above, and no file or variable beside them."""
        for name, value in self.settings.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        """Return the portal, its addresses and dictionaries read before the first visitor asks."""
        _ = get_resolver().url_patterns
        warm_in_background()
        return WSGIHandler()


class Child:
    """A forked child in a session of its own, so that Ctrl-C reaches the parent only."""

    def __init__(self, work: Work) -> None:
        self.process = FORK.Process(target=_in_own_session, args=(work,))
        self.process.start()

    @property
    def code(self) -> int | None:
        """The exit code, None while it runs."""
        return self.process.exitcode

    def signal_group(self, number: signal.Signals) -> None:
        """Signal the child and everything that it started; nothing happens when all are gone."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid or 0, number)


def _in_own_session(work: Work) -> None:
    os.setsid()
    for number in _ENDINGS:
        signal.signal(number, signal.SIG_DFL)
    if sys.platform == "linux":
        # When the parent is killed without a chance to end its children, the kernel asks them to end.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    work()


@dataclass
class Supervisor:
    """Prepares, then keeps a web server and a worker running until one of the ends above."""

    prepare: Work | None
    web: Work
    worker: Work
    is_open: Callable[[], bool]
    on_open: Work
    say: Callable[[str], None]
    pause: float = 1.0
    _stopping: bool = field(default=False, init=False)
    _children: list[Child] = field(default_factory=list, init=False)

    def run(self) -> int:
        """Run until the end; return the exit code of the whole."""
        for number in _ENDINGS:
            signal.signal(number, self._stop)
        try:
            return self._prepare() or (0 if self._stopping else self._serve())
        finally:
            end(self._children)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _start(self, work: Work) -> Child:
        self._children = [child for child in self._children if child.code is None]
        child = Child(work)
        self._children.append(child)
        return child

    def _prepare(self) -> int:
        if self.prepare is None:
            return 0
        child = self._start(self.prepare)
        while child.code is None and not self._stopping:
            child.process.join(0.1)
        return child.code or 0

    def _serve(self) -> int:
        web, worker = self._start(self.web), Restarted(self._start, self.worker, self.say, self.pause)
        opened = False
        while not self._stopping and web.code is None:
            if not opened and self.is_open():
                opened = True
                self.on_open()
            worker.look()
            time.sleep(0.1)
        if web.code is None:
            return 0
        self.say(f"The web server ended (code {web.code}).")
        return web.code or 1


class Restarted:
    """A child that is started again when it ends, after a pause that doubles until it keeps steady."""

    def __init__(
        self, start: Callable[[Work], Child], work: Work, say: Callable[[str], None], pause: float
    ) -> None:
        self.start, self.work, self.say, self.first_pause = start, work, say, pause
        self.pause = pause
        self.again_at = 0.0
        self.since = time.monotonic()
        self.child: Child | None = start(work)

    def look(self) -> None:
        """Start the child again when it is gone and the pause is over."""
        now = time.monotonic()
        if self.child is None and now >= self.again_at:
            self.since, self.child = now, self.start(self.work)
        elif self.child is not None and self.child.code is not None:
            steady = now - self.since > STEADY_AFTER
            pause = self.first_pause if steady else self.pause
            self.say(f"The worker ended (code {self.child.code}); it starts again in {pause:.0f} s.")
            self.again_at, self.pause = now + pause, min(pause * 2, LONGEST_PAUSE)
            self.child = None


def end(children: list[Child]) -> None:
    """End children and everything they started: politely, then for certain."""
    for child in children:
        child.signal_group(signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    for child in children:
        child.process.join(max(0.1, deadline - time.monotonic()))
        child.signal_group(signal.SIGKILL)
        child.process.join()
