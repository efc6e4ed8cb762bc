"""Counts over everything that was found, remembered for as long as the index stays as it is.

The empty question is asked all day, and whoever pages or sorts asks for the same counts again. What is
remembered holds numbers only; records are read from the database every time.
"""

from collections.abc import Mapping
from functools import lru_cache

import tantivy

from search.compiling import Wanted
from search.engines.base import Request
from search.engines.tantivy_queries import count_kinds, facet_counts

# Counts of as many questions: each may hold some thousand values.
REMEMBERED = 24
Counted = tuple[Mapping[str, Mapping[str, int]], Mapping[str, Mapping[str, int]]]


class Counts:
    """Counts in one state of an index; a commit or a swap makes another. Safe to share between threads."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._facets = lru_cache(REMEMBERED)(self._count)
        self.kinds = lru_cache(REMEMBERED)(self._count_kinds)

    def facets(self, request: Request) -> Counted:
        """Return facet → value → count, and facet → value → kronor, as `facet_counts` does."""
        chosen = frozenset(request.facets.items())
        return self._facets(request.kind, request.wanted, chosen, request.facet_names, request.summed)

    def _count(
        self,
        kind: str,
        wanted: Wanted,
        chosen: frozenset[tuple[str, frozenset[str]]],
        names: tuple[str, ...],
        summed: frozenset[str],
    ) -> Counted:
        request = Request(kind=kind, wanted=wanted, facets=dict(chosen), facet_names=names, summed=summed)
        return facet_counts(self._index.schema, self._index.searcher(), request)

    def _count_kinds(self, wanted: Wanted) -> Mapping[str, int]:
        return count_kinds(self._index.schema, self._index.searcher(), wanted)
