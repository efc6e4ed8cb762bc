"""Organisations as their own people keep them: who sees a profile, and who may change it.

A profile is a notebook shared by those whom its administrators let in. It proves nothing about who may act
for the organisation, and nobody outside learns that it exists.
"""

from django.db.models import QuerySet

from accounts.models import Membership, Organisation, User

ADMINISTRATOR, MEMBER = "administrator", "member"
ROLES = frozenset({ADMINISTRATOR, MEMBER})


def profiles_of(user: User) -> QuerySet[Organisation]:
    """The profiles that a person belongs to."""
    return Organisation.objects.filter(memberships__user=user).order_by("name", "pk")


def membership_in(organisation_id: int, user: User) -> Membership:
    """Return the person's place in a profile. Raises Membership.DoesNotExist, also where there is none."""
    return Membership.objects.select_related("organisation").get(organisation=organisation_id, user=user)


def people_of(organisation: Organisation) -> QuerySet[Membership]:
    """Everybody who belongs to a profile, administrators first."""
    return organisation.memberships.select_related("user").order_by("role", "user__name", "pk")


def is_administrator(membership: Membership) -> bool:
    """Whether the person keeps the profile and lets people in."""
    return membership.role == ADMINISTRATOR
