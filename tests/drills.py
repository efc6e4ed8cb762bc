"""How often a generated test runs: in full by `make drills`, a tenth of it with every other test."""

import os


def runs(full: int) -> int:
    """Return how many examples to run of a test that takes `full` to be believed."""
    return full if os.environ.get("UTLYSA_DRILLS") == "1" else max(1, full // 10)
