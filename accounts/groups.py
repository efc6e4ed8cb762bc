"""Which door of the Wagtail admin a role opens: the groups that follow from a person's roles."""

from datetime import date

from django.contrib.auth.models import Group

from accounts.access import staff_roles
from accounts.models import User
from rulebook.access import AT_THE_DESK, StaffRole

STAFF = "Staff"
EDITORS = "Editors"


def groups_for(roles: frozenset[StaffRole]) -> frozenset[str]:
    """Return the names of the groups that roles bring: the desk's people one, editors another."""
    names = {STAFF} if roles & AT_THE_DESK else set()
    return frozenset(names | ({EDITORS} if StaffRole.EDITOR in roles else set()))


def settle_groups_of(user: User, today: date) -> frozenset[str]:
    """Put a person into the groups that the roles held on a day bring, and out of the others.

    Groups that no role brings are left as they are. Returns the names of the groups that follow from roles.
    """
    wanted = groups_for(staff_roles(user, today))
    for name in (STAFF, EDITORS):
        group, _made = Group.objects.get_or_create(name=name)
        if name in wanted:
            user.groups.add(group)
        else:
            user.groups.remove(group)
    return wanted


def settle_all_groups(today: date) -> int:
    """Settle everybody who holds a role or is in such a group; return how many. For the daily tick."""
    concerned = User.objects.filter(staff_roles__isnull=False) | User.objects.filter(
        groups__name__in=[STAFF, EDITORS], is_superuser=False
    )
    people = list(concerned.distinct())
    for user in people:
        settle_groups_of(user, today)
    return len(people)
