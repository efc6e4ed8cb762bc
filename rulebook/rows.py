"""The rows of a table and the items of a group, kept as one text: JSON, every cell as it was typed."""

import json
from collections.abc import Mapping, Sequence

type_of_rows = tuple[dict[str, str], ...]


def rows_as_text(rows: Sequence[Mapping[str, str]]) -> str:
    """Write rows (part key → text as typed) as they are kept; rows where nothing was typed are left out."""
    kept = [dict(row) for row in rows if any(text.strip() for text in row.values())]
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if kept else ""


def rows_of(text: str) -> type_of_rows | None:
    """Read what `rows_as_text` wrote; None for any other text. Never raises."""
    if not text.strip():
        return ()
    try:
        read = json.loads(text)
        text.encode()
        if isinstance(read, list) and all(_is_row(row) for row in read):
            return tuple(read)
    except (ValueError, RecursionError):
        pass
    return None


def _is_row(row: object) -> bool:
    return isinstance(row, dict) and all(isinstance(cell, str) and _holds(cell) for cell in row.values())


def _holds(cell: str) -> bool:
    cell.encode()  # half a surrogate pair can be written in JSON, and nowhere else
    return True
