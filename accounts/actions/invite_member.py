"""Invite a person into an organisation's profile, take an invitation back, and let the person in."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from accounts.access import has_confirmed
from accounts.actions.follow import address_in
from accounts.actions.save_profile import NOT_YOURS, note
from accounts.limits import Limit
from accounts.models import Membership, Organisation, OrganisationInvitation, User
from accounts.profiles import ROLES, is_administrator, membership_in
from mail.queue import enqueue
from rulebook.verdict import Refused, say

LASTS = timedelta(days=14)
MOST_PEOPLE = 200
BY_PERSON = Limit("profile-invitations", 30, 60 * 60)
TO_ADDRESS = Limit("profile-invited", 5, 60 * 60 * 24)
UNUSABLE = say("The link has been used or is too old. Ask an administrator of the profile for a new one.")
OTHER_ADDRESS = say(
    "The invitation was mailed to an address that is not a confirmed one of your account. Sign in with the "
    "account that has it, or add the address to this account and confirm it. Then open the link again."
)


@transaction.atomic
def invite_member(
    *, profile_id: int, email: str, role: str, is_signatory: bool, actor: User, now: datetime
) -> tuple[OrganisationInvitation, str]:
    """Mail a link that makes one person a member; return the invitation and the link's secret.

    Whether the address has an account is neither asked nor told; an earlier link to it dies.
    Raises Membership.DoesNotExist, Refused.
    """
    profile = administered(profile_id, actor)
    address = address_in(email)
    if role not in ROLES:
        raise Refused.because("profile", say("Choose one of the alternatives."), "role")
    if profile.memberships.count() + waiting(profile, now=now).count() >= MOST_PEOPLE:
        raise Refused.because("profile", say("There is room for two hundred people."), "email")
    if not (BY_PERSON.spend(str(actor.pk)) and TO_ADDRESS.spend(address)):
        raise Refused.because("profile", say("Many invitations have been mailed. Wait a while."), "email")
    waiting(profile, now=now).filter(email=address).update(withdrawn_at=now)
    secret = secrets.token_urlsafe(32)
    invitation = OrganisationInvitation.objects.create(
        organisation=profile,
        email=address,
        role=role,
        is_signatory=is_signatory,
        sha256=digest(secret),
        invited_by=actor,
        invited_at=now,
        expires_at=now + LASTS,
    )
    note(profile, "invite_member", actor, now, role=role, is_signatory=is_signatory)
    _mail(invitation, secret, actor.language, now)
    return invitation, secret


@transaction.atomic
def withdraw_member_invitation(
    *, profile_id: int, invitation_id: UUID, actor: User, now: datetime
) -> OrganisationInvitation:
    """Take an invitation back. Raises DoesNotExist of Membership or OrganisationInvitation, Refused."""
    profile = administered(profile_id, actor)
    invitation: OrganisationInvitation = waiting(profile, now=now).get(pk=invitation_id)
    invitation.withdrawn_at = now
    invitation.save(update_fields=["withdrawn_at"])
    note(profile, "withdraw_member_invitation", actor, now)
    return invitation


def open_member_invitation(secret: str, *, now: datetime) -> OrganisationInvitation | None:
    """Find the invitation behind a link, if it can still be used."""
    return (
        OrganisationInvitation.objects.select_related("organisation", "invited_by")
        .filter(sha256=digest(secret), used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now)
        .first()
    )


@transaction.atomic
def accept_membership(*, secret: str, actor: User, now: datetime) -> Membership:
    """Make the signed-in person a member, once. Somebody who is one already keeps the place they have.

    The person must have the invited address confirmed in the account; who invited must still administer the
    profile. Raises Refused.
    """
    invitation = (
        OrganisationInvitation.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .filter(sha256=digest(secret))
        .first()
    )
    if (
        invitation is None
        or invitation.used_at is not None
        or invitation.withdrawn_at is not None
        or invitation.expires_at <= now
        or not _still_administers(invitation)
    ):
        raise Refused.because("invitation", UNUSABLE)
    if not has_confirmed(actor, invitation.email):
        raise Refused.because("invitation", OTHER_ADDRESS)
    membership, made = Membership.objects.get_or_create(
        user=actor,
        organisation=invitation.organisation,
        defaults={"role": invitation.role, "is_signatory": invitation.is_signatory, "since": now},
    )
    invitation.used_at = now
    invitation.save(update_fields=["used_at"])
    if made:
        note(invitation.organisation, "join_profile", actor, now, role=membership.role)
    return membership


def waiting(profile: Organisation, *, now: datetime) -> QuerySet[OrganisationInvitation]:
    """The invitations that somebody can still say yes to."""
    return profile.invitations.filter(
        used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now
    ).order_by("invited_at")


def administered(profile_id: int, actor: User) -> Organisation:
    """Lock and return a profile that the actor administers. Raises Membership.DoesNotExist, Refused."""
    Organisation.objects.select_for_update().filter(pk=profile_id).first()
    membership = membership_in(profile_id, actor)
    if not is_administrator(membership):
        raise Refused.because("permission", NOT_YOURS)
    return membership.organisation


def digest(secret: str) -> str:
    """Return what is kept of a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _still_administers(invitation: OrganisationInvitation) -> bool:
    held = invitation.organisation.memberships.filter(user=invitation.invited_by).first()
    return held is not None and is_administrator(held)


def _mail(invitation: OrganisationInvitation, secret: str, language: str, now: datetime) -> None:
    with translation.override(language):
        link = settings.PUBLIC_URL + reverse("accounts:member_invitation", args=[secret])
    enqueue(
        key=f"member:{invitation.pk}",
        to=invitation.email,
        template="member",
        context={"invitation": invitation, "organisation": invitation.organisation, "link": link},
        language=language,
        now=now,
    )
