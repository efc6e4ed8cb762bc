"""Counts over everything that was found, remembered for as long as the index stays as it is.

The empty question is asked all day, and whoever pages or sorts asks for the same counts again. What is
remembered holds numbers only; records are read from the database every time.
"""

from collections.abc import Mapping
from functools import lru_cache

import tantivy

from search.compiling import Wanted
from search.engines.base import Request
from search.engines.tantivy_facets import Counted, count_kinds, facet_counts, facet_counts_by_rest

# Counts of as many questions: each may hold some thousand values.
REMEMBERED = 24
NOTHING_ASKED = Wanted()


class Counts:
    """Counts in one state of an index; a commit or a swap makes another. Safe to share between threads."""

    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._facets = lru_cache(REMEMBERED)(self._count)
        self._everything = lru_cache(REMEMBERED)(self._count_everything)
        self.kinds = lru_cache(REMEMBERED)(self._count_kinds)

    def facets(self, request: Request, found: int) -> Counted:
        """Return the facets' counts and sums; `found` is how many documents the question finds."""
        if not request.facet_names:
            return Counted({}, {})
        of_kind = self.kinds(NOTHING_ASKED).get(request.kind, 2 * found)
        most_are_found = not request.facets and 2 * found > of_kind
        chosen = frozenset(request.facets.items())
        names, summed, shortened = request.facet_names, request.summed, request.shortened
        return self._facets(request.kind, request.wanted, chosen, names, summed, shortened, most_are_found)

    def _count(
        self,
        kind: str,
        wanted: Wanted,
        chosen: frozenset[tuple[str, frozenset[str]]],
        names: tuple[str, ...],
        summed: frozenset[str],
        shortened: frozenset[str],
        most_are_found: bool,
    ) -> Counted:
        request = Request(
            kind=kind,
            wanted=wanted,
            facets=dict(chosen),
            facet_names=names,
            summed=summed,
            shortened=shortened,
        )
        schema, searcher = self._index.schema, self._index.searcher()
        if not most_are_found:
            return facet_counts(schema, searcher, request)
        return facet_counts_by_rest(schema, searcher, request, self._everything(kind, names, summed))

    def _count_everything(self, kind: str, names: tuple[str, ...], summed: frozenset[str]) -> Counted:
        request = Request(kind=kind, wanted=NOTHING_ASKED, facet_names=names, summed=summed)
        return facet_counts(self._index.schema, self._index.searcher(), request)

    def _count_kinds(self, wanted: Wanted) -> Mapping[str, int]:
        return count_kinds(self._index.schema, self._index.searcher(), wanted)
