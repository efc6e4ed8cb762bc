"""The marks of a page's fields as a form carries them, and which fields a script sends."""

from collections.abc import Mapping

from django.http import QueryDict

FIELD = "bases"


def marks_as_text(marks: Mapping[str, str]) -> str:
    """Write marks for a hidden field: `name:mark name:mark`."""
    return " ".join(f"{name}:{mark}" for name, mark in marks.items())


def marks_in(data: QueryDict) -> dict[str, str] | None:
    """Read the marks that a form carries; None for a form without any."""
    if FIELD not in data:
        return None
    pairs = (pair.rpartition(":") for pair in data.get(FIELD, "").split())
    return {name: mark for name, _colon, mark in pairs if name}


def sent_in(data: QueryDict) -> frozenset[str] | None:
    """Read which fields a script sends; None when the whole form was sent."""
    return frozenset(data.getlist("sent")) if "sent" in data else None


def choices_in(data: QueryDict) -> dict[str, str]:
    """Read what the person chose where two had written: field → `mine`, `theirs` or `both`."""
    return {name.removeprefix("choice."): data.get(name, "") for name in data if name.startswith("choice.")}
