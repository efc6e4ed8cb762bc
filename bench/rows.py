"""Rows into tables as fast as the database takes them, with the defaults of the models."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

Row = tuple[Any, ...]


class Table:
    """One model's table. Rows hold the values of `columns`; the other fields get their defaults."""

    def __init__(self, model: type[models.Model], columns: Sequence[str]) -> None:
        self.model = model
        fields = {field.attname: field for field in model._meta.concrete_fields}
        self._others = [field for name, field in fields.items() if name not in columns and name != "id"]
        self._tail = tuple(_plain(field.get_default()) for field in self._others)
        names = [*columns, *(field.attname for field in self._others)]
        quoted = ", ".join(connection.ops.quote_name(str(fields[name].column)) for name in names)
        places = ", ".join(["%s"] * len(names))
        # Names of our own tables and columns, quoted; the values are parameters.
        self._insert = f'INSERT INTO "{model._meta.db_table}" ({quoted}) VALUES ({places})'  # noqa: S608

    def put(self, rows: Iterable[Row]) -> None:
        """Insert rows."""
        with connection.cursor() as cursor:
            cursor.executemany(self._insert, [row + self._tail for row in rows])


def settle(tables: Iterable[Table]) -> None:
    """Let the database count on from the ids that were given, and know its tables' sizes."""
    every = [table.model for table in tables]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), every):
            cursor.execute(statement)
        cursor.execute("ANALYZE")


def _plain(value: Any) -> Any:
    if isinstance(value, list | dict):
        return json.dumps(value)
    return value


def stored(moment: datetime) -> Any:
    """Return a moment as the database stores it."""
    return connection.ops.adapt_datetimefield_value(moment)


def stored_day(day: date | None) -> str | None:
    """Return a day as the database stores it."""
    return day.isoformat() if day else None
