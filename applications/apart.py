"""Work on what strangers sent, done in a process of its own: it may hang or fall, the portal does not."""

import os
import resource
import subprocess
import sys
from pathlib import Path

PATIENCE = 5
ROOM = Path(__file__).resolve().parent.parent


class CameToGrief(Exception):
    """The process took too long, too much memory, or fell. The text is for the log, not for people."""


def run_apart(module: str, *words: str, given: bytes, seconds: int, megabytes: int) -> bytes:
    """Run `python -m MODULE WORDS` with `given` as its input and return what it wrote. Raises CameToGrief.

    The module calls `limit` first: processor seconds and address space. It gets no secrets: an environment
    with nothing but its limits. On a busy machine it may take longer than its processor seconds.
    """
    command = [sys.executable, "-P", "-m", module, *words]
    limits = {"LIMIT_SECONDS": str(seconds), "LIMIT_MEGABYTES": str(megabytes)}
    try:
        done = subprocess.run(  # noqa: S603 -- our own interpreter and module; what is given is input only
            command,
            input=given,
            capture_output=True,
            timeout=PATIENCE * seconds,
            cwd=ROOM,
            env={"PYTHONPATH": str(ROOM), "LC_ALL": "C.UTF-8", **limits},
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise CameToGrief(f"{module} took more than {PATIENCE * seconds} s") from late
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise CameToGrief(f"{module} ended with {done.returncode}: {' '.join(last)[:200]}")
    return done.stdout


def limit() -> None:
    """Hold this process to the limits it was started with: processor seconds and memory."""
    seconds, megabytes = int(os.environ["LIMIT_SECONDS"]), int(os.environ["LIMIT_MEGABYTES"])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
