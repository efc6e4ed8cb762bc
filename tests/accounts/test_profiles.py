"""Organisation profiles: begun, changed, shared and left; nobody outside learns that they exist."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress

from accounts.actions.change_member import change_member, end_membership
from accounts.actions.invite_member import (
    LASTS,
    accept_membership,
    invite_member,
    open_member_invitation,
    withdraw_member_invitation,
)
from accounts.actions.save_profile import (
    MOST_PROFILES,
    ProfileChanged,
    ProfileInput,
    begin_profile,
    save_profile,
)
from accounts.models import Membership, Organisation, OrganisationInvitation, User
from accounts.profiles import profiles_of
from journal.models import Entry
from mail.models import Letter
from rulebook.facts import Sector
from tests import factories as make
from tests.applications.refusals import refuses
from tests.rulebook.numbers import number_for

pytestmark = pytest.mark.django_db
NOW = make.APPLIED
GIVEN = ProfileInput(
    name="Sjöbro kommun",
    number=number_for(Sector.MUNICIPALITY, 70001),
    contact_name="Alma Bergdahl",
    contact_email="alma@sjobro.example",
    workplaces=("Kommunledningskontoret", "Kulturförvaltningen"),
)


def alma() -> User:
    """The one who begins profiles."""
    return make.applicant()


def petra() -> User:
    """A colleague whose address is confirmed."""
    user = make.partner()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user


def begun(**more: Any) -> Organisation:
    """Alma's profile."""
    return begin_profile(given=replace(GIVEN, **more), actor=alma(), now=NOW)


def invited(profile: Organisation, email: str = "petra@oppnakarta.example", **more: Any) -> str:
    """The secret of an invitation."""
    given = {"role": "member", "is_signatory": False, "actor": alma(), "now": NOW, **more}
    return invite_member(profile_id=profile.pk, email=email, **given)[1]


def joined(profile: Organisation, role: str = "member") -> Membership:
    """Petra as a member."""
    return accept_membership(secret=invited(profile, role=role), actor=petra(), now=NOW)


def test_who_begins_a_profile_administers_it() -> None:
    profile = begun()
    own = Membership.objects.get()
    assert (own.user, own.organisation, own.role) == (alma(), profile, "administrator")
    assert (profile.sector, profile.sector_origin) == ("municipality", "default")
    assert set(profile.workplaces.values_list("name", flat=True)) == set(GIVEN.workplaces)
    entry = Entry.objects.latest("sequence")
    assert (entry.action, entry.object_kind, entry.details) == (
        "begin_profile",
        "accounts.organisation",
        {"version": 0},
    )


def test_the_same_number_may_stand_in_two_profiles_and_neither_sees_the_other() -> None:
    mine = begun()
    theirs = begin_profile(given=GIVEN, actor=make.stranger(), now=NOW)
    assert list(profiles_of(alma())) == [mine]
    assert list(profiles_of(make.stranger())) == [theirs]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("name", "x" * 256),
        ("number", "850314-2385"),
        ("number", "1234567890"),
        ("owner_number", "19850314-2385"),
        ("sector", "army"),
        ("sector", "sole_trader"),
        ("owner_share", 101),
        ("contact_email", "alma"),
        ("signatory_email", "a@b"),
        ("contact_phone", "0" * 31),
        ("workplaces", ("x" * 256,)),
        ("workplaces", tuple(f"Enhet {place}" for place in range(101))),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field(field: str, value: Any) -> None:
    with refuses(("profile", field)):
        begun(**{field: value})
    assert not Organisation.objects.exists()


def test_there_is_an_end_to_profiles() -> None:
    for place in range(MOST_PROFILES):
        begun(name=f"Organisation {place}", number="")
    with refuses(("profile", "")):
        begun()


def test_a_profile_is_changed_by_its_administrators_on_the_version_they_saw() -> None:
    profile = begun()
    save_profile(
        profile_id=profile.pk,
        given=replace(GIVEN, name="Sjöbro", workplaces=("Kulturförvaltningen", "Skolan")),
        version=0,
        actor=alma(),
        now=NOW,
    )
    profile.refresh_from_db()
    assert (profile.name, profile.version) == ("Sjöbro", 1)
    assert set(profile.workplaces.values_list("name", flat=True)) == {"Kulturförvaltningen", "Skolan"}
    with pytest.raises(ProfileChanged):
        save_profile(profile_id=profile.pk, given=GIVEN, version=0, actor=alma(), now=NOW)
    joined(profile)
    with refuses(("permission", "")):
        save_profile(profile_id=profile.pk, given=GIVEN, version=1, actor=petra(), now=NOW)
    with pytest.raises(Membership.DoesNotExist):
        save_profile(profile_id=profile.pk, given=GIVEN, version=1, actor=make.stranger(), now=NOW)


def test_an_invited_person_becomes_a_member_once() -> None:
    profile = begun()
    secret = invited(profile, role="administrator", is_signatory=True)
    letter = Letter.objects.get(template="member")
    assert letter.to == "petra@oppnakarta.example"
    assert secret in letter.body
    assert OrganisationInvitation.objects.get().sha256 not in letter.body
    membership = accept_membership(secret=secret, actor=petra(), now=NOW)
    assert (membership.role, membership.is_signatory, membership.since) == ("administrator", True, NOW)
    with refuses(("invitation", "")):
        accept_membership(secret=secret, actor=petra(), now=NOW)
    assert profile.memberships.count() == 2
    journal = repr(list(Entry.objects.values("details", "digest", "action")))
    assert "petra" not in journal


def test_a_link_serves_only_the_person_whose_address_it_was_mailed_to() -> None:
    profile = begun()
    secret = invited(profile)
    EmailAddress.objects.filter(user=make.partner()).update(verified=False)
    for actor in (make.stranger(), make.partner()):
        with refuses(("invitation", "")):
            accept_membership(secret=secret, actor=actor, now=NOW)
    assert profile.memberships.count() == 1
    assert accept_membership(secret=secret, actor=petra(), now=NOW).user == petra()


def test_a_link_that_is_old_taken_back_replaced_or_orphaned_lets_nobody_in() -> None:
    profile = begun()
    old = invited(profile)
    assert open_member_invitation(old, now=NOW + LASTS) is None
    newer = invited(profile)
    assert open_member_invitation(old, now=NOW) is None
    waiting = OrganisationInvitation.objects.get(withdrawn_at__isnull=True)
    withdraw_member_invitation(profile_id=profile.pk, invitation_id=waiting.pk, actor=alma(), now=NOW)
    assert open_member_invitation(newer, now=NOW) is None
    orphaned = invited(profile)
    Membership.objects.filter(user=alma()).update(role="member")
    for secret in (old, newer, orphaned, "x" * 43):
        with refuses(("invitation", "")):
            accept_membership(secret=secret, actor=petra(), now=NOW)
    with refuses(("invitation", "")):
        accept_membership(secret=orphaned, actor=petra(), now=NOW + LASTS + timedelta(seconds=1))


def test_only_administrators_let_people_in_and_out() -> None:
    profile = begun()
    theirs = joined(profile)
    own = profile.memberships.get(user=alma())
    with refuses(("permission", "")):
        invited(profile, "stig@annanstans.example", actor=petra())
    with refuses(("permission", "")):
        end_membership(profile_id=profile.pk, membership_id=own.pk, actor=petra(), now=NOW)
    with refuses(("permission", "")):
        change_member(
            profile_id=profile.pk,
            membership_id=theirs.pk,
            role="administrator",
            is_signatory=True,
            actor=petra(),
            now=NOW,
        )
    for actor in (make.stranger(), make.officer()):
        with pytest.raises(Membership.DoesNotExist):
            invited(profile, actor=actor)
        with pytest.raises(Membership.DoesNotExist):
            end_membership(profile_id=profile.pk, membership_id=theirs.pk, actor=actor, now=NOW)
    end_membership(profile_id=profile.pk, membership_id=theirs.pk, actor=alma(), now=NOW)
    assert profile.memberships.get().user == alma()


def test_a_member_of_one_profile_is_nobody_in_another() -> None:
    mine, other = begun(), begin_profile(given=GIVEN, actor=make.stranger(), now=NOW)
    foreign = other.memberships.get()
    with pytest.raises(Membership.DoesNotExist):
        end_membership(profile_id=mine.pk, membership_id=foreign.pk, actor=alma(), now=NOW)
    assert other.memberships.count() == 1


def test_the_last_administrator_stays_while_others_remain() -> None:
    profile = begun()
    own, theirs = profile.memberships.get(), joined(profile)
    with refuses(("profile", "role")):
        end_membership(profile_id=profile.pk, membership_id=own.pk, actor=alma(), now=NOW)
    with refuses(("profile", "role")):
        change_member(
            profile_id=profile.pk,
            membership_id=own.pk,
            role="member",
            is_signatory=False,
            actor=alma(),
            now=NOW,
        )
    end_membership(profile_id=profile.pk, membership_id=theirs.pk, actor=petra(), now=NOW)
    end_membership(profile_id=profile.pk, membership_id=own.pk, actor=alma(), now=NOW)
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("email", ["", "petra", "a@b@c.example", '"x"@y.example'])
def test_what_is_no_address_is_refused(email: str) -> None:
    profile = begun()
    with refuses(("email", "email")):
        invited(profile, email)


def test_invitations_are_not_a_way_to_send_mail_in_bulk() -> None:
    profile = begun()
    for _time in range(5):
        invited(profile)
    with refuses(("profile", "email")):
        invited(profile)
    assert Letter.objects.filter(template="member").count() == 5
