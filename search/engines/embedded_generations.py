"""The generations of an embedded index: directories, the name of the one that answers, and two locks.

`current` names the generation that answers. Whoever writes holds `writer`, whoever rebuilds holds `rebuild`:
locks of the kernel, which lets go of them when a process dies, however it dies.
"""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.engines.base import EngineDown, Rebuilding


class Directories:
    """Where one installation keeps its generations. Raises EngineDown when the place can't be written."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def current(self) -> str:
        """Name the generation that answers, or nothing."""
        try:
            return (self._place / "current").read_text().strip()
        except (OSError, ValueError):
            return ""

    def of(self, name: str) -> Path:
        """Return a generation's directory."""
        return self._place / "generations" / name

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Wait for the writer's place and hold it."""
        with self._locked("writer", fcntl.LOCK_EX):
            yield

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """Hold the rebuilder's place. Raises Rebuilding when a living process has it."""
        with self._locked("rebuild", fcntl.LOCK_EX | fcntl.LOCK_NB):
            yield

    @contextmanager
    def _locked(self, name: str, how: int) -> Iterator[None]:
        try:
            self._place.mkdir(parents=True, exist_ok=True)
            held = (self._place / name).open("w")
        except OSError as problem:
            raise EngineDown(f"The index's directory cannot be written: {problem}") from problem
        with held:
            try:
                fcntl.flock(held, how)
            except BlockingIOError:
                raise Rebuilding from None
            yield

    def make(self) -> str:
        """Make an empty directory for a new generation and return its name."""
        name = secrets.token_hex(8)
        self.of(name).mkdir(parents=True)
        return name

    def swap(self, name: str) -> None:
        """Let a generation answer, even if the machine dies the next moment."""
        beside = self._place / f"current.{name}"
        with beside.open("w") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._place / "current")
        folder = os.open(self._place, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def remove_all_but(self, *kept: str) -> None:
        """Delete the others, and what killed rebuilds left. Only whoever holds the rebuilder's place may.

        Who has one of them open goes on reading it.
        """
        for place in self.of("").glob("*"):
            if place.name not in kept:
                shutil.rmtree(place, ignore_errors=True)
        for beside in self._place.glob("current.*"):
            beside.unlink(missing_ok=True)
