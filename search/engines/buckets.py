"""The counts in an engine's answer: tantivy tells of its buckets as the clusters do."""

from collections.abc import Iterable, Mapping
from typing import Any

Buckets = Iterable[Mapping[str, Any]]


def counts_in(buckets: Buckets) -> dict[str, int]:
    """Return value → how many documents have it, in the engine's order."""
    return {str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}


def kronor_in(buckets: Buckets) -> dict[str, int]:
    """Return value → kronor; nothing known is 0."""
    return {str(bucket["key"]): int(bucket["kronor"]["value"] or 0) for bucket in buckets}
