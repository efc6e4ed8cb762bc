"""By how much the index differs from the database: two walks by rising id beside each other, memory flat."""

from collections.abc import Iterator
from dataclasses import dataclass

from search.compiling import Wanted
from search.documents import document_key
from search.index import engine
from search.sources import kinds, source_of, versions_in_database

MISSING, SUPERFLUOUS, STALE = "missing", "superfluous", "stale"
_NO_MORE = (float("inf"), 0)


@dataclass(frozen=True)
class Drift:
    """Keys by which the index and the database differ."""

    missing: tuple[str, ...]
    superfluous: tuple[str, ...]
    stale: tuple[str, ...]

    @property
    def number(self) -> int:
        """How many documents are wrong."""
        return len(self.missing) + len(self.superfluous) + len(self.stale)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every document that is wrong."""
        return (*self.missing, *self.superfluous, *self.stale)


def drift() -> Drift:
    """Compare the index with the database, twice where they differ. Raises EngineDown.

    Beside a worker a record may change between two looks at it: only what differs both times counts.
    """
    found = _differences()
    if found:
        again = _differences()
        found = {key: how for key, how in again.items() if key in found}
    by_how = {
        how: tuple(sorted(key for key, which in found.items() if which == how))
        for how in (MISSING, SUPERFLUOUS, STALE)
    }
    return Drift(by_how[MISSING], by_how[SUPERFLUOUS], by_how[STALE])


def _differences() -> dict[str, str]:
    chosen = engine()
    every = sorted({*kinds(), *chosen.kinds(Wanted())})
    return {
        document_key(kind, number): how
        for kind in every
        for number, how in _compare(_wanted(kind), chosen.versions(kind))
    }


def _wanted(kind: str) -> Iterator[tuple[int, int]]:
    source = source_of(kind)
    return versions_in_database(source) if source is not None else iter(())


def _compare(
    wanted: Iterator[tuple[int, int]], there: Iterator[tuple[int, int]]
) -> Iterator[tuple[int, str]]:
    """Yield the ids that only one side has, or that the sides have in different versions."""
    one, other = next(wanted, _NO_MORE), next(there, _NO_MORE)
    while one is not _NO_MORE or other is not _NO_MORE:
        if one[0] < other[0]:
            yield int(one[0]), MISSING
            one = next(wanted, _NO_MORE)
        elif other[0] < one[0]:
            yield int(other[0]), SUPERFLUOUS
            other = next(there, _NO_MORE)
        else:
            if one[1] != other[1]:
                yield int(one[0]), STALE
            one, other = next(wanted, _NO_MORE), next(there, _NO_MORE)
