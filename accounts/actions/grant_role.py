"""Giving a person a role for the funder."""

from datetime import date, datetime

from django.db import transaction

from accounts.groups import settle_groups_of
from accounts.models import StaffRole, User
from journal.record import record
from rulebook.access import StaffRole as Role
from rulebook.window import swedish_day


@transaction.atomic
def grant_role(*, user: User, role: Role, since: date, actor: str, now: datetime) -> StaffRole:
    """Give a person a role from a day in Sweden, and the door of the admin that goes with it.

    A role that is held already on that day is given once: the row that holds it is returned.
    """
    person = User.objects.select_for_update().get(pk=user.pk)
    held = person.staff_roles.filter(role=role.value, since__lte=since).exclude(until__lt=since).first()
    if held is not None:
        return held
    row, _made = StaffRole.objects.update_or_create(
        user=person, role=role.value, since=since, defaults={"until": None}
    )
    settle_groups_of(person, swedish_day(now))
    record(
        actor=actor,
        action="grant_role",
        object_kind="accounts.user",
        object_id=person.pk,
        now=now,
        details={"role": role.value, "since": since.isoformat()},
    )
    return row
