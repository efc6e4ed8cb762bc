"""JSON Lines: an object a line, with what no cell can hold."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from search.downloads.cells import LICENCE
from search.downloads.tables import Reading


def json_lines(chunks: Iterable[Iterable[dict[str, Any]]], reading: Reading) -> Iterator[bytes]:
    """Write UTF-8 with a line feed after each object; unknown is null, each says its licence and moment."""
    said = {"licence": LICENCE, "retrieved": f"{reading.now:%Y-%m-%dT%H:%M:%SZ}"}
    write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    for chunk in chunks:
        yield "".join(f"{write(told | said)}\n" for told in chunk).encode()
