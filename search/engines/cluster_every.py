"""Every id that a question finds, from a cluster: page after page behind the last sort value."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from search.documents import document_key
from search.engines.base import Request
from search.engines.cluster_queries import hits_body

AT_A_TIME = 10_000
KEYS_AT_A_TIME = 1_000
Search = Callable[[dict[str, Any]], Mapping[str, Any]]


def every_id(request: Request, among: Sequence[int] | None, search: Search) -> Iterator[int]:
    """Yield ids in the request's order; with `among`, those of them that fit, thousand by thousand.

    `search` sends one body to one index and returns the answer. Raises what it raises.
    """
    if among is None:
        yield from _in_order(request, None, search)
        return
    for start in range(0, len(among), KEYS_AT_A_TIME):
        keys = [document_key(request.kind, each) for each in among[start : start + KEYS_AT_A_TIME]]
        yield from _in_order(request, keys, search)


def _in_order(request: Request, keys: Sequence[str] | None, search: Search) -> Iterator[int]:
    order = "largest" if request.sort == "largest" else "newest"
    body = hits_body(replace(request, sort=order, offset=0, limit=AT_A_TIME))
    body["track_total_hits"] = False
    if keys is not None:
        body["query"] = {"bool": {"must": [body["query"]], "filter": [{"terms": {"key": list(keys)}}]}}
    while True:
        hits = search(body)["hits"]["hits"]
        for hit in hits:
            yield int(hit["fields"]["record_id"][0])
        if len(hits) < AT_A_TIME:
            return
        body["search_after"] = hits[-1]["sort"]
