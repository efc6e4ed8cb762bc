"""Change what a person is in an organisation's profile, and end a membership."""

from datetime import datetime

from django.db import transaction

from accounts.actions.invite_member import administered
from accounts.actions.save_profile import note
from accounts.models import Membership, Organisation, User
from accounts.profiles import ADMINISTRATOR, ROLES, is_administrator, membership_in
from rulebook.verdict import Refused, say

LAST_ADMINISTRATOR = say("The profile needs an administrator. Make somebody else one first.")


@transaction.atomic
def change_member(
    *, profile_id: int, membership_id: int, role: str, is_signatory: bool, actor: User, now: datetime
) -> Membership:
    """Give a member another role. Raises Membership.DoesNotExist, and Refused for the last administrator."""
    profile = administered(profile_id, actor)
    membership: Membership = profile.memberships.select_related("user").get(pk=membership_id)
    if role not in ROLES:
        raise Refused.because("profile", say("Choose one of the alternatives."), "role")
    if role != ADMINISTRATOR:
        _require_another(profile, membership)
    membership.role, membership.is_signatory = role, is_signatory
    membership.save(update_fields=["role", "is_signatory"])
    note(profile, "change_member", actor, now, role=role, is_signatory=is_signatory)
    return membership


@transaction.atomic
def end_membership(*, profile_id: int, membership_id: int, actor: User, now: datetime) -> None:
    """Take a member out, or leave oneself. A profile that its last person leaves is gone.

    Raises Membership.DoesNotExist, and Refused for the last administrator while others remain.
    """
    Organisation.objects.select_for_update().filter(pk=profile_id).first()
    own = membership_in(profile_id, actor)
    profile = own.organisation
    if membership_id != own.pk:
        administered(profile_id, actor)
    membership = profile.memberships.get(pk=membership_id)
    if profile.memberships.count() > 1:
        _require_another(profile, membership)
    note(profile, "end_membership", actor, now, is_own=membership_id == own.pk)
    membership.delete()
    if not profile.memberships.exists():
        profile.delete()


def _require_another(profile: Organisation, membership: Membership) -> None:
    others = profile.memberships.filter(role=ADMINISTRATOR).exclude(pk=membership.pk)
    if is_administrator(membership) and not others.exists():
        raise Refused.because("profile", LAST_ADMINISTRATOR, "role")
