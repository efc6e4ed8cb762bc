"""The client of a search cluster, Elasticsearch and OpenSearch alike, with limits of time."""

import logging
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from elastic_transport import ConnectionTimeout, HttpHeaders, TransportError, Urllib3HttpNode
from elasticsearch import ApiError, Elasticsearch
from urllib3 import Timeout

from search.engines.base import EngineDown
from search.engines.breaker import NotUnderstood, TooSlow

Answer = TypeVar("Answer")
ASKING = 1.5  # seconds for a person's question
WRITING = 60.0  # seconds for what only the worker waits for
OURS = frozenset((400, 404, 405, 409, 413))  # faults of a question, not of the cluster
# It tells of every try with a whole stack; what matters is told by the breaker and those who ask.
logging.getLogger("elastic_transport").setLevel(logging.ERROR)
_VENDOR = "application/vnd.elasticsearch+"


class PlainNode(Urllib3HttpNode):
    """Speaks plain JSON, which both kinds of cluster understand, and takes either for the wanted one."""

    def perform_request(  # type: ignore[override]
        self, method: str, target: str, body: bytes | None = None, headers: Any = None, **given: Any
    ) -> Any:
        """Send a request with plain media types."""
        plain = HttpHeaders({name: _plain(value) for name, value in (headers or {}).items()})
        if isinstance(given.get("request_timeout"), float):
            # As a bare number it would be given twice: once to connect and once to read.
            given["request_timeout"] = Timeout(total=given["request_timeout"])
        answer = super().perform_request(method, target, body=body, headers=plain, **given)
        answer.meta.headers["x-elastic-product"] = "Elasticsearch"
        return answer


def _plain(value: str) -> str:
    if _VENDOR not in value:
        return value
    return "application/x-ndjson" if "x-ndjson" in value else "application/json"


def connect(urls: str, certificates: str = "") -> Elasticsearch:
    """Return a client for nodes separated by commas; names and passwords stand in the addresses."""
    options: dict[str, Any] = {"ca_certs": certificates} if certificates else {}
    return Elasticsearch(
        [url.strip() for url in urls.split(",") if url.strip()],
        node_class=PlainNode,
        request_timeout=WRITING,
        max_retries=2,
        retry_on_timeout=False,
        dead_node_backoff_factor=0.5,
        max_dead_node_backoff=10,
        **options,
    )


def answered(ask: Callable[[], Answer]) -> Answer:
    """Return what the cluster answers. Raises EngineDown for everything that goes wrong on the way."""
    try:
        return ask()
    except ConnectionTimeout as problem:
        raise TooSlow(str(problem)[:300]) from problem
    except ApiError as problem:
        kind = NotUnderstood if problem.status_code in OURS else EngineDown
        raise kind(f"{type(problem).__name__}: {str(problem)[:300]}") from problem
    except TransportError as problem:
        raise EngineDown(f"{type(problem).__name__}: {str(problem)[:300]}") from problem


def plain(answer: Any) -> Mapping[str, Any]:
    """Return an answer as the dictionary it is."""
    content: Mapping[str, Any] = answer.body if hasattr(answer, "body") else answer
    return content
