"""The cluster that a run of the tests has beside it, and indices on it that go again."""

import json
import os
import secrets
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ops.opensearch.cluster import Cluster


def cluster_urls() -> str:
    """Return the addresses of its nodes, separated by commas; tests marked `cluster` only run with one."""
    return os.environ["SEARCH_CLUSTER"]


def own_cluster() -> Cluster:
    """Return the cluster itself, whose nodes can be killed and revived."""
    return Cluster.at(Path(os.environ["SEARCH_CLUSTER_PLACE"]))


@contextmanager
def own_prefix() -> Iterator[str]:
    """Give a prefix that nobody else has; its indices are deleted afterwards."""
    prefix = f"test-{secrets.token_hex(6)}"
    yield prefix
    for name in indices_of(prefix):
        ask("DELETE", name)


def indices_of(prefix: str) -> list[str]:
    """Name the indices of a prefix."""
    return sorted(index["index"] for index in json.loads(ask("GET", f"_cat/indices/{prefix}*?format=json")))


def ask(method: str, path: str) -> bytes:
    """Send a request without body to a node that lives; return the answer."""
    for url in cluster_urls().split(","):
        request = urllib.request.Request(f"{url}/{path}", method=method)  # noqa: S310 -- loopback
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 -- loopback
                return bytes(answer.read())
        except urllib.error.URLError:
            continue
    return b"[]"
