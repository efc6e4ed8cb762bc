"""The year of a record's day, asked of the database."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.functions import ExtractYear
from django.db.models.sql.compiler import SQLCompiler


class YearOf(ExtractYear):
    """The year of a date; nothing where there is none.

    Django has SQLite call Python for every row; SQLite can cut the year off the text it keeps.
    """

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> tuple[str, Any]:
        """Write it for SQLite."""
        day, parameters = compiler.compile(self.lhs)
        return f"CAST(SUBSTR({day}, 1, 4) AS INTEGER)", parameters
