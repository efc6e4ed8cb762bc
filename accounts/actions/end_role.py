"""Ending a person's role for the funder."""

from datetime import date, datetime

from django.db import transaction

from accounts.groups import settle_groups_of
from accounts.models import StaffRole, User
from journal.record import record
from rulebook.window import swedish_day


@transaction.atomic
def end_role(*, role: StaffRole, until: date, actor: str, now: datetime) -> StaffRole:
    """Let a role end after a day in Sweden; the door of the admin closes with the last role."""
    row = StaffRole.objects.select_for_update().get(pk=role.pk)
    person = User.objects.select_for_update().get(pk=row.user_id)
    row.until = until
    row.save(update_fields=["until"])
    settle_groups_of(person, swedish_day(now))
    record(
        actor=actor,
        action="end_role",
        object_kind="accounts.user",
        object_id=person.pk,
        now=now,
        details={"role": row.role, "until": until.isoformat()},
    )
    return row
