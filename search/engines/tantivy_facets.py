"""The values of facets counted over everything found: true counts, never estimates."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import tantivy
from tantivy import Query

from search.compiling import Wanted
from search.engines.base import MOST_VALUES, SHORT_LIST, Request
from search.engines.buckets import counts_in, kronor_in
from search.engines.tantivy_queries import compile_query, left_out
from search.engines.tantivy_schema import facet_field

# More than there are values: each segment tells of all it has, or sums over segments would be guesses.
_EVERY = 10_000_000
# A list that ends in a tie is asked for again, whole; so it is asked a little longer than it needs to be.
_ASKED = 2 * SHORT_LIST


class Counted(NamedTuple):
    """Facet → value → count, most common first, and facet → value → kronor."""

    counts: Mapping[str, Mapping[str, int]]
    sums: Mapping[str, Mapping[str, int]]


def facet_counts(schema: tantivy.Schema, searcher: tantivy.Searcher, request: Request) -> Counted:
    """Count the values of each facet over everything found, each without its own choice; and add up money."""
    found = Counted({}, {})
    open_names = [name for name in request.facet_names if name not in request.facets]
    for names in [open_names, *([name] for name in request.facet_names if name in request.facets)]:
        others = {other: values for other, values in request.facets.items() if [other] != names}
        if names:
            query = compile_query(schema, request.kind, request.wanted, others)
            short = request.shortened.difference(request.facets)
            found = _merged(found, _counted(searcher, query, names, request.summed, short))
    return found


def facet_counts_by_rest(
    schema: tantivy.Schema, searcher: tantivy.Searcher, request: Request, everything: Counted
) -> Counted:
    """The same where most is found and nothing is chosen: what all have, less what the few left out have."""
    query = left_out(schema, request.kind, request.wanted)
    rest = _counted(searcher, query, request.facet_names, request.summed, frozenset())
    counts = {
        name: _less(values, rest.counts[name], SHORT_LIST if name in request.shortened else MOST_VALUES)
        for name, values in everything.counts.items()
    }
    sums = {
        name: {
            value: sum_ - rest.sums[name].get(value, 0)
            for value, sum_ in sums.items()
            if value in counts[name]
        }
        for name, sums in everything.sums.items()
    }
    return Counted(counts, sums)


def count_kinds(schema: tantivy.Schema, searcher: tantivy.Searcher, wanted: Wanted) -> dict[str, int]:
    """Count what is found of each kind."""
    query = compile_query(schema, "", wanted, {})
    answer: dict[str, Any] = searcher.aggregate(query, {"kinds": {"terms": {"field": "kind", "size": 100}}})
    return counts_in(answer["kinds"]["buckets"])


def _counted(
    searcher: tantivy.Searcher,
    query: Query,
    names: Iterable[str],
    summed: frozenset[str],
    shortened: frozenset[str],
) -> Counted:
    asked = {name: _asked(name, name in summed, name in shortened) for name in names}
    answer: dict[str, Any] = searcher.aggregate(query, asked)
    tied = [name for name in asked if name in shortened and _ends_in_tie(answer[name]["buckets"])]
    if tied:
        answer |= searcher.aggregate(query, {name: _asked(name, name in summed, False) for name in tied})
    return Counted(
        {name: counts_in(answer[name]["buckets"]) for name in asked},
        {name: kronor_in(answer[name]["buckets"]) for name in asked if name in summed},
    )


def _asked(name: str, is_summed: bool, is_short: bool) -> dict[str, Any]:
    values = {"field": facet_field(name), "size": _ASKED if is_short else MOST_VALUES, "segment_size": _EVERY}
    added = {"aggs": {"kronor": {"sum": {"field": "kronor"}}}} if is_summed else {}
    return {"terms": values, **added}


def _ends_in_tie(buckets: list[dict[str, Any]]) -> bool:
    """Whether values beyond the end may be as common as the last that counts."""
    return len(buckets) == _ASKED and buckets[SHORT_LIST - 1]["doc_count"] == buckets[-1]["doc_count"]


def _less(values: Mapping[str, int], rest: Mapping[str, int], most: int) -> dict[str, int]:
    """Take the counts of the rest away. Counts come in falling order, so that a short list is soon found."""
    found: dict[str, int] = {}
    least = 0
    for value, count in values.items():
        if len(found) >= most and count < least:
            break
        if left := count - rest.get(value, 0):
            found[value] = left
            if len(found) % most == 0:
                least = sorted(found.values(), reverse=True)[most - 1]
    return found


def _merged(one: Counted, other: Counted) -> Counted:
    return Counted({**one.counts, **other.counts}, {**one.sums, **other.sums})
