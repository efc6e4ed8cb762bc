"""A whole portal in processes of its own, started the way `make run` starts it, for tests from outside."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from tests.databases import SQLiteDatabase

# What tests.settings puts into the environment, or a developer has there, is not the portal's.
NOT_INHERITED = (
    *("SECRET_KEY", "STATIC_STORAGE", "STATIC_ROOT", "PUBLIC_URL", "ALLOWED_HOSTS", "DATABASE_URL"),
    *("SEARCH_URL", "SEARCH_DIR", "EMAIL_URL", "DEBUG", "DJANGO_ALLOW_ASYNC_UNSAFE", "BIND"),
)


@dataclass(frozen=True)
class Portal:
    """A portal that runs: its address, its directory, its process."""

    url: str
    var: Path
    environment: dict[str, str]
    process: subprocess.Popen[str]

    def manage(self, *arguments: str) -> str:
        """Run a management command on the portal's data; return what it printed."""
        done = subprocess.run(  # noqa: S603 - the arguments are a test's own
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def log(self) -> str:
        """Return what the portal has said so far."""
        return (self.var / "portal.log").read_text()


def free_port() -> int:
    """Return a port that nothing uses just now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def running_portal(var: Path, *, demonstration: bool, patience: float = 300) -> Iterator[Portal]:
    """Start a portal in a directory; wait until it answers; end it as Ctrl-C does.

    An empty directory gets a copy of the migrated test database, which saves most of the wait.
    """
    var.mkdir(parents=True, exist_ok=True)
    original = SQLiteDatabase().original
    database = var / "utlysa.sqlite3"
    if original.exists() and not database.exists():
        shutil.copyfile(original, database)
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "UTLYSA_VAR": str(var),
        "PORT": str(port),
        "DEMO": "1" if demonstration else "0",
        "PYTHONUNBUFFERED": "1",
    }
    with (var / "portal.log").open("a") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--prepare"],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=log,
            stderr=log,
            text=True,
            start_new_session=True,
        )
    portal = Portal(f"http://127.0.0.1:{port}", var, environment, process)
    try:
        _wait_until_ready(portal, patience)
        yield portal
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(40)


def _wait_until_ready(portal: Portal, patience: float) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        assert portal.process.poll() is None, f"The portal ended:\n{portal.log()}"
        if is_ready(portal.url):
            return
        time.sleep(0.1)
    raise AssertionError(f"The portal did not start in {patience:.0f} s:\n{portal.log()}")


def is_ready(url: str) -> bool:
    """Whether the portal at the address says that it is ready."""
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=5) as answer:  # noqa: S310 - a local address
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def processes_of(group_leader: int) -> list[int]:
    """Return the process ids below a process, however deep (from /proc; Linux only)."""
    parents: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if fields[0] != "Z":
            parents[int(status.parent.name)] = int(fields[1])
    found, waiting = [], [group_leader]
    while waiting:
        parent = waiting.pop()
        children = [child for child, its_parent in parents.items() if its_parent == parent]
        found += children
        waiting += children
    return found
