"""How often a generated test runs: in full by `make drills`, a tenth of it with every other test."""

import os


def runs(full: int) -> int:
    """Return how many examples to run of a test that takes `full` to be believed.

    UTLYSA_DRILLS is the share: 1 for all of them, 0.5 for half, a tenth when it is not set.
    """
    return max(1, round(full * float(os.environ.get("UTLYSA_DRILLS", "0.1"))))
