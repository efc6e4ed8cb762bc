"""What a person is to the funder, on a given day."""

from datetime import date

from django.db.models import Q

from accounts.models import User
from rulebook.access import StaffRole


def staff_roles(user: User, today: date) -> frozenset[StaffRole]:
    """Return the roles that a person holds for the funder on a day (in Sweden)."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    held = user.staff_roles.filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today)
    return frozenset(StaffRole(role) for role in held.values_list("role", flat=True))
