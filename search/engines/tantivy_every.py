"""Every id that a question finds, from tantivy: as many as there are, in memory that stays flat."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import tantivy
from tantivy import FieldType, Occur, Query

from search.documents import document_key
from search.engines.base import Request
from search.engines.tantivy_queries import compile_query

AT_A_TIME = 20_000
KEYS_AT_A_TIME = 1_000


@dataclass(frozen=True)
class Walk:
    """A walk through what one question finds, over the index as it was when the walk began."""

    schema: tantivy.Schema
    searcher: tantivy.Searcher
    request: Request

    def every(self, among: Sequence[int] | None) -> Iterator[int]:
        """Yield ids in the request's order; with `among`, those of them that fit, thousand by thousand."""
        query = compile_query(self.schema, self.request.kind, self.request.wanted, self.request.facets)
        if among is None:
            yield from self._in_order(query)
            return
        for start in range(0, len(among), KEYS_AT_A_TIME):
            keys = [document_key(self.request.kind, each) for each in among[start : start + KEYS_AT_A_TIME]]
            wanted = Query.term_set_query(self.schema, "key", keys)
            yield from self._in_order(_both(query, wanted))

    def _in_order(self, query: Query) -> Iterator[int]:
        order = "largest" if self.request.sort == "largest" else "newest"
        rest = query
        while True:
            found = self.searcher.search(rest, AT_A_TIME, False, order)
            yield from self.searcher.fast_field_values("record_id", [address for _, address in found.hits])
            if len(found.hits) < AT_A_TIME:
                return
            # Sort values are unique within a kind (`search.engines.order`): what is left is below the last.
            last = found.hits[-1][0]
            below = Query.range_query(
                self.schema, order, FieldType.Integer, upper_bound=last, include_upper=False
            )
            rest = _both(query, below)


def _both(first: Query, second: Query) -> Query:
    return Query.boolean_query([(Occur.Must, first), (Occur.Must, second)])
