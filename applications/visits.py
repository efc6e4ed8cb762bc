"""Support's visits in a draft: the code that the applicant reads out, and what support has read."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.crypto import salted_hmac

from accounts.models import User
from applications.models import Application, SupportVisit
from journal.models import Entry

LENGTH = 6


@dataclass(frozen=True)
class Reading:
    """One time that support read the application: who, and when (UTC)."""

    who: str
    at: datetime


def code_of(visit: SupportVisit) -> str:
    """Return six digits to read out; they open nothing but to support, and only while the visit lasts."""
    digest = salted_hmac("applications.support", str(visit.pk)).hexdigest()
    return f"{int(digest, 16) % 10**LENGTH:0{LENGTH}d}"


def readings_of(application: Application) -> list[Reading]:
    """Return every time that support has read the application, newest first, from the journal."""
    entries = list(
        Entry.objects.filter(
            object_kind="application", object_id=str(application.pk), action="support_read"
        ).order_by("-sequence")[:100]
    )
    numbers = {int(entry.actor.removeprefix("user:")) for entry in entries}
    names = {user.journal_name: str(user) for user in User.objects.filter(pk__in=numbers)}
    return [Reading(names.get(entry.actor, ""), entry.at) for entry in entries]
