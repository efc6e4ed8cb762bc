"""Waiting for what another process does."""

import time
from collections.abc import Callable


def wait_until(holds: Callable[[], bool], what: str, *, patience: float = 90) -> None:
    """Ask again and again until it holds; fail, saying what never did."""
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, f"never: {what}"
        time.sleep(0.3)
