"""End a saved search: by the link in every mail, from the list, or when it never was confirmed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mail.queue import forget
from search.models import Pace, SavedSearch
from search.saved.hours import next_after
from search.saved.save import VISITOR, letters_of, note

MACHINE = "machine:saved_searches"


@transaction.atomic
def end_search(*, search_id: UUID, now: datetime, actor: str = VISITOR) -> bool:
    """Delete a saved search with its address, and every letter about it. Say whether there was one."""
    search = SavedSearch.objects.select_for_update().filter(pk=search_id).first()
    if search is None:
        return False
    note("end", search, now, actor)
    forget(beginning=letters_of(search.pk))
    search.delete()
    return True


@transaction.atomic
def change_pace(*, search_id: UUID, pace: str, now: datetime, actor: str = VISITOR) -> bool:
    """Mail at another pace from now on. Say whether there was such a search that is confirmed."""
    search = SavedSearch.objects.select_for_update().filter(pk=search_id, confirmed_at__isnull=False).first()
    if search is None:
        return False
    if search.pace != Pace(pace):
        search.pace, search.next_at = Pace(pace), next_after(now, pace)
        search.save(update_fields=["pace", "next_at"])
        note("change_pace_of", search, now, actor)
    return True


def forget_unconfirmed(*, now: datetime, most: int = 200) -> int:
    """Delete the addresses that never confirmed in time; return how many."""
    late = SavedSearch.objects.filter(confirmed_at__isnull=True, expires_at__lte=now).order_by("expires_at")
    numbers = list(late.values_list("pk", flat=True)[:most])
    return sum(end_search(search_id=number, now=now, actor=MACHINE) for number in numbers)
