"""One way of writing a value as bytes, so that its SHA-256 can be made again by anyone."""

import hashlib
import json
from typing import Any


def canonical_json(value: Any) -> str:
    """Write JSON with sorted keys, no spaces and real letters (RFC 8785 for what we keep: no floats).

    Raises TypeError for anything JSON cannot hold, ValueError for NaN and infinity.
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def sha256_of(value: Any) -> str:
    """Return the SHA-256 of a value's canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()
