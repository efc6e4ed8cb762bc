"""The cluster's index: its settings, its fields, and a document as the cluster takes it."""

from typing import Any

from search.analysis import FIELDS_WITH_PLACES, FIELDS_WITHOUT_COUNTS, TOKEN_FIELDS
from search.documents import Document
from search.engines.order import day_number, sortable
from search.question import FACETS, UNKNOWN

DEEPEST = 10_000


def facet_field(name: str) -> str:
    """Name the index field that holds a facet's values."""
    return f"facet_{name}"


def body(shards: int) -> dict[str, Any]:
    """Return settings and mappings of a new index; it is refreshed by those who write."""
    properties: dict[str, Any] = {
        "key": {"type": "keyword"},
        "kind": {"type": "keyword"},
        **{name: {"type": "long"} for name in ("record_id", "newest", "largest", "version", "kronor")},
        # Who writes waits until facets can be counted, not who asks next.
        **{facet_field(name): {"type": "keyword", "eager_global_ordinals": True} for name in FACETS},
    }
    for name in TOKEN_FIELDS:
        options = "positions" if name in FIELDS_WITH_PLACES else "freqs"
        options = "docs" if name in FIELDS_WITHOUT_COUNTS else options
        properties[name] = {"type": "text", "analyzer": "whitespace", "index_options": options}
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": 0,
            "refresh_interval": "-1",
            "max_result_window": DEEPEST,
        },
        # Records are read from the database: the cluster keeps what it needs to find them, and nothing else.
        "mappings": {"dynamic": "strict", "_source": {"enabled": False}, "properties": properties},
    }


WORDS_BODY: dict[str, Any] = {
    "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "words": {"type": "binary"},
            "documents": {"type": "long"},
            "shape": {"type": "keyword"},
        },
    },
}


def index_document(document: Document, tokens: dict[str, str]) -> dict[str, Any]:
    """Return a document with its tokens as the cluster takes it."""
    return {
        "key": document.key,
        "kind": document.kind,
        "record_id": document.record_id,
        "version": document.version,
        "newest": sortable(day_number(document.day), document.record_id),
        "largest": sortable(document.amount, document.record_id),
        "kronor": document.amount,
        **{name: tokens[name] for name in TOKEN_FIELDS},
        **{facet_field(name): list(document.facets.get(name, (UNKNOWN,))) for name in FACETS},
    }
