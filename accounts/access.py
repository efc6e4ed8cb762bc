"""What a person is to the funder, on a given day."""

from datetime import date

from allauth.account.models import EmailAddress
from django.db.models import Q

from accounts.models import User
from rulebook.access import StaffRole


def staff_roles(user: User, today: date) -> frozenset[StaffRole]:
    """Return the roles that a person holds for the funder on a day (in Sweden)."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    held = user.staff_roles.filter(Q(until__isnull=True) | Q(until__gte=today), since__lte=today)
    return frozenset(StaffRole(role) for role in held.values_list("role", flat=True))


def has_confirmed(user: User, address: str) -> bool:
    """Whether a person has shown that an e-mail address is theirs (by the link that was mailed to it)."""
    return bool(EmailAddress.objects.filter(user=user, email__iexact=address, verified=True).exists())
