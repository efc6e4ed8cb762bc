"""How many files, how large together and how fast: what one application may take of the portal's disk."""

from datetime import datetime, timedelta

from django.db.models import Count, Q, Sum

from applications.models import Application
from rulebook.verdict import Refused, say

MOST_FILES = 200
MOST_MEGABYTES = 500
MOST_IN_AN_HOUR = 40


def require_room(application: Application, size: int, field: str, *, now: datetime) -> None:
    """Raise Refused when one more file of `size` bytes is too much. Replaced files count: they are kept."""
    an_hour_ago = Q(added_at__gt=now - timedelta(hours=1))
    held = application.attachments.aggregate(
        files=Count("pk"), bytes=Sum("size"), lately=Count("pk", filter=an_hour_ago)
    )
    problem = None
    if held["files"] >= MOST_FILES:
        problem = say("There is room for {most} files, earlier ones included.", most=MOST_FILES)
    elif (held["bytes"] or 0) + size > MOST_MEGABYTES * 2**20:
        problem = say(
            "All files of an application may take {most} MB, earlier ones included.", most=MOST_MEGABYTES
        )
    elif held["lately"] >= MOST_IN_AN_HOUR:
        problem = say("At most {most} files can be attached in an hour. Wait a while.", most=MOST_IN_AN_HOUR)
    if problem:
        raise Refused.because("attachments", problem, field)
