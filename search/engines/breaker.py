"""A breaker: after failures in a row nobody waits for a server that does not answer."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from search.engines.base import EngineDown

Answer = TypeVar("Answer")
FAILURES = 3
REST = 10.0  # seconds


class Breaker:
    """Lets calls through until `FAILURES` in a row have failed; then one try every `REST` seconds.

    Safe to share between threads. `clock` gives seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._next_try = 0.0

    @property
    def is_open(self) -> bool:
        """Whether calls are refused now."""
        with self._lock:
            return self._failures >= FAILURES and self._clock() < self._next_try

    def call(self, ask: Callable[[], Answer]) -> Answer:
        """Ask, unless the breaker is open. Raises EngineDown, as `ask` does."""
        self._let_through()
        try:
            answer = ask()
        except EngineDown:
            self._failed()
            raise
        with self._lock:
            self._failures = 0
        return answer

    def _let_through(self) -> None:
        with self._lock:
            if self._failures < FAILURES:
                return
            if self._clock() < self._next_try:
                raise EngineDown("The search cluster has not answered lately.")
            # One call tries while the others go on without.
            self._next_try = self._clock() + REST

    def _failed(self) -> None:
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES:
                self._next_try = self._clock() + REST
