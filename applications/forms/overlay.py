"""A form of which a script sent some fields only: the others as they stand."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.http import QueryDict


def overlaid(standing: forms.Form, posted: QueryDict, sent: Collection[str]) -> QueryDict:
    """Return what was posted with every field of `standing` that is not among `sent` as it stands there."""
    whole = posted.copy()
    for name in standing.fields:
        if name not in sent:
            whole.pop(name, None)
            values = _as_posted(standing[name].value())
            if values:
                whole.setlist(name, values)
    return whole


def _as_posted(value: Any) -> list[str]:
    """Return a value as a browser would send it: a box that is not ticked is not sent."""
    if value is None or value is False:
        return []
    if value is True:
        return ["on"]
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
