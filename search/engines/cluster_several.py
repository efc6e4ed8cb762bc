"""Several questions to a cluster in one request: the way there and back is what takes time."""

from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.base import EngineDown, Found, Request
from search.engines.breaker import NotUnderstood
from search.engines.cluster_client import OURS, plain
from search.engines.cluster_queries import counts_body, found_in, hits_body, search_type


def find_each(client: Elasticsearch, index: str, requests: Sequence[Request]) -> tuple[Found, ...]:
    """Answer questions in their order. Raises EngineDown when one of them has no whole answer."""
    if not requests:
        return ()
    searches: list[Mapping[str, Any]] = []
    for request in requests:
        searches += [_headed(search_type(request)), hits_body(request)]
        if request.facet_names:
            searches += [_headed("query_then_fetch"), counts_body(request)]
    answers = map(_whole, plain(client.msearch(index=index, searches=searches))["responses"])
    return tuple(
        found_in(next(answers), next(answers) if request.facet_names else None, request)
        for request in requests
    )


def _headed(how: str) -> dict[str, Any]:
    return {"search_type": how, "allow_partial_search_results": False}


def _whole(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    if "error" in answer:
        kind = NotUnderstood if answer.get("status") in OURS else EngineDown
        raise kind(str(answer["error"])[:300])
    return answer
