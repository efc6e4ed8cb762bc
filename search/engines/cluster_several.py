"""Several questions to a cluster in one request: the way there and back is what takes time."""

from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.base import EngineDown, Found, Request
from search.engines.breaker import NotUnderstood
from search.engines.cluster_client import OURS, plain
from search.engines.cluster_queries import body_of, found_in


def find_each(client: Elasticsearch, index: str, requests: Sequence[Request]) -> tuple[Found, ...]:
    """Answer questions in their order. Raises EngineDown when one of them has no whole answer."""
    if not requests:
        return ()
    searches: list[Mapping[str, Any]] = []
    for request in requests:
        # Words are counted over all shards first only where they are ranked by.
        how = "dfs_query_then_fetch" if request.sort == "relevance" else "query_then_fetch"
        searches += [{"search_type": how, "allow_partial_search_results": False}, body_of(request)]
    answers = plain(client.msearch(index=index, searches=searches))["responses"]
    return tuple(found_in(_whole(each), request) for each, request in zip(answers, requests, strict=True))


def _whole(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    if "error" in answer:
        kind = NotUnderstood if answer.get("status") in OURS else EngineDown
        raise kind(str(answer["error"])[:300])
    return answer
