"""A PostgreSQL of its own for one command: started on loopback, emptied and gone afterwards.

`python -m ops.postgres -- COMMAND …` runs the command with DATABASE_URL set and ends with its exit code.
PostgreSQL refuses to run as root, so root starts it as `postgres` or `nobody`. Nothing in it is worth
keeping: it does not wait for the disk.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import psycopg

MISSING = (
    "These tests need PostgreSQL's server programs (initdb and postgres), and none were found on the PATH "
    "or in /usr/lib/postgresql. On Debian: apt install postgresql"
)
FOR_SPEED = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200")


class NoServer(Exception):
    """PostgreSQL is missing or did not start."""


def find_programs() -> Path:
    """Return the directory of the newest server's programs. Raises NoServer."""
    packaged = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name), reverse=True
    )
    on_path = shutil.which("initdb")
    for folder in [*packaged, *([Path(on_path).parent] if on_path else [])]:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoServer(MISSING)


@dataclass(frozen=True)
class Owner:
    """Who runs the server: nobody special, or another user because we are root."""

    uid: int
    gid: int
    is_other: bool

    @property
    def as_arguments(self) -> dict[str, Any]:
        """Return what `subprocess` needs to become this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_other else {}


def find_owner() -> Owner:
    """Return who may run the server. Raises NoServer when root finds no other user."""
    if os.geteuid() != 0:
        return Owner(os.geteuid(), os.getegid(), is_other=False)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Owner(entry.pw_uid, entry.pw_gid, is_other=True)
    raise NoServer("PostgreSQL does not run as root, and there is no user `postgres` or `nobody`.")


@contextmanager
def running() -> Iterator[str]:
    """Start a server; yield its DATABASE_URL; stop it and remove what it wrote. Raises NoServer."""
    programs, owner, password = find_programs(), find_owner(), secrets.token_hex(16)
    place = Path(tempfile.mkdtemp(prefix="utlysa-postgres-"))
    try:
        if owner.is_other:
            os.chown(place, owner.uid, owner.gid)
        _make_cluster(programs, owner, place, password)
        port = _free_port()
        server = _start(programs, owner, place, port)
        try:
            url = f"postgres://utlysa:{password}@127.0.0.1:{port}/postgres"
            _wait_until_it_answers(server, url, place / "log")
            yield url
        finally:
            server.send_signal(signal.SIGINT)  # PostgreSQL's own word for: stop now, tidily
            server.wait(30)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _make_cluster(programs: Path, owner: Owner, place: Path, password: str) -> None:
    secret = place / "password"
    secret.write_text(password)
    secret.chmod(0o644)  # inside a directory that only the owner can enter
    made = subprocess.run(
        [
            *(str(programs / "initdb"), "--pgdata", str(place / "data"), "--username", "utlysa"),
            *("--auth", "scram-sha-256", "--pwfile", str(secret)),
            *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
        ],
        cwd=place,
        capture_output=True,
        text=True,
        **owner.as_arguments,
    )
    secret.unlink()
    if made.returncode:
        raise NoServer(f"PostgreSQL's initdb failed:\n{made.stderr}")


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _start(programs: Path, owner: Owner, place: Path, port: int) -> subprocess.Popen[bytes]:
    settings = [f"--{setting.replace('_', '-')}" for setting in FOR_SPEED]
    with (place / "log").open("wb") as log:
        return subprocess.Popen(
            [
                *(str(programs / "postgres"), "-D", str(place / "data"), "-h", "127.0.0.1", "-p", str(port)),
                *("--unix-socket-directories=", *settings),
            ],
            cwd=place,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **owner.as_arguments,
        )


def _wait_until_it_answers(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise NoServer(f"PostgreSQL did not start:\n{log.read_text()}")


def run_with_server(command: Sequence[str]) -> int:
    """Run a command beside a server; return its exit code, or 1 when there is no server."""
    try:
        with running() as url:
            return _run(command, {**os.environ, "DATABASE_URL": url})
    except NoServer as missing:
        print(missing, file=sys.stderr)
        return 1


def _run(command: Sequence[str], environment: dict[str, str]) -> int:
    process = subprocess.Popen(list(command), env=environment)

    def pass_on(number: int, _frame: FrameType | None) -> None:
        process.send_signal(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, pass_on)
    return process.wait()


if __name__ == "__main__":
    wanted = sys.argv[1:]
    sys.exit(run_with_server(wanted[1:] if wanted[:1] == ["--"] else wanted))
