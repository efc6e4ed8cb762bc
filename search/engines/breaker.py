"""A breaker: nobody waits for a server that does not answer. Somebody looks beside when it does again."""

import logging
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from search.engines.base import EngineDown

log = logging.getLogger(__name__)
Answer = TypeVar("Answer")
FAILURES = 3
REST = 1.0  # seconds between two looks
IDLE = 30.0  # seconds without anybody asking after which nobody looks either


class TooSlow(EngineDown):
    """The cluster did not answer in its time. One such answer is enough: the next person shall not wait."""


class NotUnderstood(EngineDown):
    """The cluster answered, and refused this one question. It is well."""


class Breaker:
    """Lets calls through until one has taken too long, or `FAILURES` in a row have failed.

    Then every call is refused at once, while a thread tries `probe` every `rest` seconds; the first
    answer lets calls through again. So a person waits for a dead server once, and a question that is too
    slow by itself costs the others nothing. Safe to share between threads.
    """

    def __init__(self, probe: Callable[[], object], *, rest: float = REST) -> None:
        self._probe, self._rest = probe, rest
        self._lock = threading.Lock()
        self._failures = 0
        self._is_open = False
        self._looking: threading.Thread | None = None
        self._asked_at = 0.0

    @property
    def is_open(self) -> bool:
        """Whether calls are refused now."""
        return self._is_open

    def call(self, ask: Callable[[], Answer]) -> Answer:
        """Ask, unless the breaker is open. Raises EngineDown, as `ask` does."""
        if self._is_open:
            self._asked_at = time.monotonic()
            self._look()
            raise EngineDown("The search cluster has not answered lately.")
        try:
            answer = ask()
        except NotUnderstood:
            self._failures = 0
            raise
        except EngineDown as problem:
            self._failed(slow=isinstance(problem, TooSlow))
            raise
        self._failures = 0
        return answer

    def _failed(self, *, slow: bool) -> None:
        with self._lock:
            self._failures += 1
            is_new = not self._is_open and (slow or self._failures >= FAILURES)
            self._is_open = self._is_open or is_new
        if is_new:
            log.warning("The search cluster does not answer; searches are plain until it does.")
            self._asked_at = time.monotonic()
            self._look()

    def _look(self) -> None:
        """See to it that a thread looks; one that a fork has left behind is replaced."""
        with self._lock:
            if self._is_open and (self._looking is None or not self._looking.is_alive()):
                self._looking = threading.Thread(target=self._look_until_it_answers, daemon=True)
                self._looking.start()

    def _look_until_it_answers(self) -> None:
        while time.monotonic() - self._asked_at < IDLE:
            if self._answers():
                self._close()
                return
            time.sleep(self._rest)

    def _answers(self) -> bool:
        try:
            self._probe()
        except NotUnderstood:
            return True
        except EngineDown:
            return False
        return True

    def _close(self) -> None:
        with self._lock:
            self._failures = 0
            self._is_open = False
        log.warning("The search cluster answers again.")
