"""Whether this machine's clock agrees with the database's: closing moments are judged by it."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils import timezone

MOST_APART = timedelta(seconds=1)
_THEIRS = {
    "postgresql": "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')",
    "sqlite": "SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')",
}


def apart() -> timedelta:
    """Return how far the two clocks are apart at least; the time that asking takes is not counted.

    Raises django.db.DatabaseError when the database does not answer.
    """
    before = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(_THEIRS[connection.vendor])
        theirs = datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=UTC)
    # SQLite tells milliseconds.
    return max(before - theirs - timedelta(milliseconds=1), theirs - timezone.now(), timedelta(0))
