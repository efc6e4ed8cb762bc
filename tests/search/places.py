"""Empty places for an index, on either engine."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from search.engines.base import Engine
from search.engines.cluster import ClusterEngine
from search.engines.embedded import EmbeddedEngine
from tests.search.clusters import cluster_urls, indices_of, own_prefix


class Place(Protocol):
    """Where one index is kept."""

    def open(self) -> Engine:
        """Open it as another process would."""

    def generations(self) -> list[str]:
        """Name what it keeps, finished or not."""


class Directory:
    """A directory of the embedded engine."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def open(self) -> Engine:
        """Open it as another process would."""
        return EmbeddedEngine(self.path)

    def generations(self) -> list[str]:
        """Name what it keeps, finished or not."""
        return sorted(place.name for place in (self.path / "generations").glob("*"))


class Prefix:
    """A prefix on the cluster. A machine that is busy gets its time; a dead process is given up soon."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix

    def open(self) -> Engine:
        """Open it as another process would."""
        # Three shards: scores and order must not depend on where a document lies.
        return ClusterEngine(
            cluster_urls(), prefix=self.prefix, shards=3, known_for=0.0, asking=30.0, silent=4.0
        )

    def generations(self) -> list[str]:
        """Name what it keeps, finished or not."""
        return [name for name in indices_of(self.prefix) if not name.endswith((".words", "-places"))]


@contextmanager
def new_place(kind: str, directory: Path) -> Iterator[Place]:
    """Give an empty place; what a cluster keeps in it is deleted afterwards."""
    if kind == "embedded":
        yield Directory(directory)
        return
    with own_prefix() as prefix:
        yield Prefix(prefix)
