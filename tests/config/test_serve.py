"""`manage.py serve` with real processes: it answers, restarts its worker, and leaves nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.portal import free_port, processes_of, running_portal

pytestmark = [
    pytest.mark.portal,
    pytest.mark.xdist_group("serve"),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="serves from SQLite: `make test` runs it"),
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads processes from /proc (Linux)"),
]


def wait_for(what: Callable[[], bool], seconds: float = 30) -> bool:
    """Wait until something holds; return whether it came to hold in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if what():
            return True
        time.sleep(0.1)
    return False


def alive(process: int) -> bool:
    """Whether a process runs (one that has ended and waits for its parent does not)."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def worker_of(var: Path, parent: int) -> list[int]:
    """Return the process that holds the worker's lock."""
    locked = [line.split()[4] for line in Path("/proc/locks").read_text().splitlines() if "->" not in line]
    return [child for child in processes_of(parent) if str(child) in locked]


@pytest.mark.usefixtures("django_db_setup")
def test_serves_and_ends_everything_on_ctrl_c(tmp_path: Path) -> None:
    with running_portal(tmp_path, demonstration=False) as portal:
        assert wait_for(lambda: f"Open {portal.url}/ (stop with Ctrl-C)" in portal.log())
        assert wait_for((tmp_path / "worker.alive").exists)
        below = processes_of(portal.process.pid)
        assert len(below) == 3, "the web server, its one process and the worker"
    assert portal.process.returncode == 0
    assert "The portal has stopped; what it holds is kept." in portal.log()
    assert [child for child in below if alive(child)] == []


@pytest.mark.usefixtures("django_db_setup")
def test_a_worker_that_dies_is_started_again_and_a_dead_web_server_ends_all(tmp_path: Path) -> None:
    with running_portal(tmp_path, demonstration=False) as portal:
        assert wait_for(lambda: len(worker_of(tmp_path, portal.process.pid)) == 1)
        [worker] = worker_of(tmp_path, portal.process.pid)
        os.kill(worker, signal.SIGKILL)
        assert wait_for(lambda: worker_of(tmp_path, portal.process.pid) not in ([], [worker]))
        assert "The worker ended (code -9); it starts again in 1 s." in portal.log()
        [second] = worker_of(tmp_path, portal.process.pid)
        web = next(child for child in processes_of(portal.process.pid) if processes_of(child))
        below = processes_of(portal.process.pid)
        os.kill(web, signal.SIGKILL)
        assert portal.process.wait(40) != 0
        assert wait_for(lambda: not any(alive(child) for child in [*below, second]))
        assert "The web server ended (code -9)." in portal.log()


@pytest.mark.usefixtures("django_db_setup")
def test_nothing_outlives_a_parent_that_is_killed(tmp_path: Path) -> None:
    with running_portal(tmp_path, demonstration=False) as portal:
        assert wait_for(lambda: len(processes_of(portal.process.pid)) == 3)
        below = processes_of(portal.process.pid)
        portal.process.kill()
        portal.process.wait(10)
        assert wait_for(lambda: not any(alive(child) for child in below))


def test_a_taken_port_is_said_in_a_sentence(tmp_path: Path) -> None:
    port = free_port()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        done = subprocess.run(
            [sys.executable, "manage.py", "serve"],
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "config.settings",
                "UTLYSA_VAR": str(tmp_path),
                "PORT": str(port),
            },
            capture_output=True,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr == (
        f"CommandError: Port {port} is taken by another program (or another portal). "
        f"Stop that one, or choose another port: make run PORT={port + 1}\n"
    )
