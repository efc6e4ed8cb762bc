"""Many ids as one parameter of a query: Django looks at each value of a list, longer than a row takes."""

import json
from collections.abc import Sequence

from django.db import connection
from django.db.models.expressions import RawSQL


def chosen(ids: Sequence[int]) -> RawSQL:
    """Return what stands after `__in`: rows.filter(pk__in=chosen(ids))."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [list(ids)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(ids))])
