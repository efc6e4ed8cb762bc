"""Giving and ending roles: the door of the admin follows."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from accounts.access import staff_roles
from accounts.actions.end_role import end_role
from accounts.actions.grant_role import grant_role
from accounts.groups import EDITORS, STAFF, settle_all_groups
from accounts.models import StaffRole, User
from journal.models import Entry
from rulebook.access import StaffRole as Role
from tests.factories import person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ACTOR = "user:1"


def nils() -> User:
    return person("nils@tallmyren.example", "Nils Gran")


def groups_of(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def enters(user: User) -> bool:
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("role", "group"),
    [
        (Role.OFFICER, STAFF),
        (Role.ASSESSOR, STAFF),
        (Role.DECIDER, STAFF),
        (Role.REGISTRAR, STAFF),
        (Role.EDITOR, EDITORS),
    ],
)
def test_a_role_opens_its_door(role: Role, group: str) -> None:
    user = nils()
    assert not enters(user)
    row = grant_role(user=user, role=role, since=TODAY, actor=ACTOR, now=NOW)

    assert (row.user, row.role, row.since, row.until) == (user, role.value, TODAY, None)
    assert staff_roles(user, TODAY) == {role}
    assert groups_of(user) == {group}
    assert enters(user)


def test_it_is_journalled_without_a_name() -> None:
    user = nils()
    grant_role(user=user, role=Role.EDITOR, since=TODAY, actor=ACTOR, now=NOW)

    entry = Entry.objects.get(action="grant_role")
    assert (entry.actor, entry.object_kind, entry.object_id, entry.at) == (
        ACTOR,
        "accounts.user",
        str(user.pk),
        NOW,
    )
    assert entry.details == {"role": "editor", "since": "2026-11-23"}


def test_a_role_is_given_once() -> None:
    user = nils()
    first = grant_role(user=user, role=Role.EDITOR, since=TODAY, actor=ACTOR, now=NOW)
    second = grant_role(user=user, role=Role.EDITOR, since=TODAY, actor=ACTOR, now=NOW)

    assert first == second
    assert (StaffRole.objects.count(), Entry.objects.filter(action="grant_role").count()) == (1, 1)


def test_two_roles_are_two_doors() -> None:
    user = nils()
    for role in (Role.OFFICER, Role.EDITOR):
        grant_role(user=user, role=role, since=TODAY, actor=ACTOR, now=NOW)

    assert groups_of(user) == {STAFF, EDITORS}


def test_a_role_that_begins_later_opens_nothing_yet() -> None:
    user = nils()
    grant_role(user=user, role=Role.EDITOR, since=date(2026, 12, 1), actor=ACTOR, now=NOW)
    assert groups_of(user) == set()

    assert settle_all_groups(date(2026, 12, 1)) == 1
    assert groups_of(user) == {EDITORS}


def test_the_door_closes_with_the_role() -> None:
    user = nils()
    row = grant_role(user=user, role=Role.EDITOR, since=date(2026, 1, 1), actor=ACTOR, now=NOW)
    ended = end_role(role=row, until=date(2026, 11, 22), actor=ACTOR, now=NOW)

    assert (ended.until, groups_of(user), enters(user)) == (date(2026, 11, 22), set(), False)
    assert Entry.objects.get(action="end_role").details == {"role": "editor", "until": "2026-11-22"}


def test_a_role_that_ended_can_be_given_again() -> None:
    user = nils()
    row = grant_role(user=user, role=Role.EDITOR, since=date(2026, 1, 1), actor=ACTOR, now=NOW)
    end_role(role=row, until=date(2026, 6, 30), actor=ACTOR, now=NOW)
    grant_role(user=user, role=Role.EDITOR, since=TODAY, actor=ACTOR, now=NOW)

    assert (groups_of(user), StaffRole.objects.count()) == ({EDITORS}, 2)
