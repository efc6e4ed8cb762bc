"""Who last wrote a field of a section: told from the journal, which names people by number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from applications.models import Application
from journal.models import Entry

FAR_BACK = 500  # entries: a clash is about what somebody wrote a moment ago


@dataclass(frozen=True)
class Written:
    """Who wrote a field, and when (UTC). `who` is empty when it is not known."""

    who: str
    at: datetime


def last_written(application: Application, key: str, fields: Iterable[str]) -> dict[str, Written]:
    """Return field → who last wrote it, for the fields of a section (`party:HEX`, `budget:HEX` too)."""
    wanted, found = set(fields), dict[str, Entry]()
    entries = Entry.objects.filter(object_kind="application", object_id=str(application.pk))
    for entry in entries.order_by("-sequence")[:FAR_BACK]:
        if entry.details.get("section") == key:
            for field in wanted & set(entry.details.get("fields", ())):
                found.setdefault(field, entry)
        if wanted <= set(found):
            break
    numbers = {entry.actor.removeprefix("user:") for entry in found.values()}
    names = {
        f"user:{user.pk}": str(user) for user in User.objects.filter(pk__in=filter(str.isdigit, numbers))
    }
    return {field: Written(names.get(entry.actor, ""), entry.at) for field, entry in found.items()}
