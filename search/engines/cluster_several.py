"""Several questions to a cluster in one request: the way there and back is what takes time."""

from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.base import EngineDown, Found, Request
from search.engines.breaker import NotUnderstood
from search.engines.cluster_client import OURS, plain
from search.engines.cluster_queries import body_of, found_in, search_type


def find_each(client: Elasticsearch, index: str, requests: Sequence[Request]) -> tuple[Found, ...]:
    """Answer questions in their order. Raises EngineDown when one of them has no whole answer."""
    if not requests:
        return ()
    searches: list[Mapping[str, Any]] = []
    for request in requests:
        searches += [
            {"search_type": search_type(request), "allow_partial_search_results": False},
            body_of(request),
        ]
    answers = plain(client.msearch(index=index, searches=searches))["responses"]
    return tuple(found_in(_whole(each), request) for each, request in zip(answers, requests, strict=True))


def _whole(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    if "error" in answer:
        kind = NotUnderstood if answer.get("status") in OURS else EngineDown
        raise kind(str(answer["error"])[:300])
    return answer
