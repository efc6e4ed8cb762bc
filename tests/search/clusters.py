"""The cluster that a run of the tests has beside it."""

import os


def cluster_urls() -> str:
    """Return the addresses of its nodes, separated by commas; tests marked `cluster` only run with one."""
    return os.environ["SEARCH_CLUSTER"]
