"""A writer that stays open between changes: the next change is written while segments are still merged.

Tantivy lets one writer at a time have an index. It is closed when nothing has been written for a while, so
that another process (`check_index --mend` beside a worker) gets its turn.
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from search.engines.base import EngineDown

HEAP = 32_000_000
OPEN_FOR = 20.0  # seconds after the last change
PATIENCE = 60.0


class KeptWriter:
    """The writer of one directory of generations, shared by the threads of a process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._writer: tantivy.IndexWriter | None = None
        self._name = ""
        self._process = 0
        self._turn = object()
        self._used_at = 0.0

    @contextmanager
    def of(self, name: str, index: tantivy.Index) -> Iterator[tantivy.IndexWriter]:
        """Give the writer of a generation; what was not committed inside is forgotten."""
        with self._lock:
            if (self._name, self._process) != (name, os.getpid()):
                # One of an earlier generation, or of the process that this one was forked from.
                self._writer = None
            if self._writer is None:
                self._writer, self._name, self._process = _opened(index), name, os.getpid()
                self._turn = object()
                threading.Thread(target=self._close_when_idle, args=(self._turn,), daemon=True).start()
            self._used_at = time.monotonic()
            try:
                yield self._writer
            except BaseException:
                # Whoever holds a reference to it keeps the index; a writer that is given up ends its work.
                self._writer.rollback()
                raise

    def close(self) -> None:
        """Wait until everything is merged, and let others write."""
        with self._lock:
            writer, self._writer = self._writer, None
            if writer is not None and self._process == os.getpid():
                writer.wait_merging_threads()

    def _close_when_idle(self, turn: object) -> None:
        # No reference to the writer here: the index is free as soon as nobody else has one.
        while self._turn is turn and self._writer is not None:
            idle = time.monotonic() - self._used_at
            if idle >= OPEN_FOR:
                self.close()
                return
            time.sleep(max(0.1, OPEN_FOR - idle))


_KEPT: dict[Path, KeptWriter] = {}


def kept_writer(directory: Path) -> KeptWriter:
    """Return this process's one writer for a directory."""
    return _KEPT.setdefault(directory.absolute(), KeptWriter())


def close_all() -> None:
    """Close every writer of this process, before it forks or ends."""
    for kept in _KEPT.values():
        kept.close()


def _opened(index: tantivy.Index) -> tantivy.IndexWriter:
    """Open a writer, waiting for another process that has one open. Raises EngineDown."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return index.writer(HEAP, 1)
        except ValueError as problem:
            if "LockBusy" not in str(problem) or time.monotonic() > until:
                raise EngineDown(str(problem)) from problem
            time.sleep(0.1)
