"""The pages about organisations: in both languages, and as if they were not there for everybody else."""

import re
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts.actions.invite_member import accept_membership, invite_member
from accounts.actions.save_profile import begin_profile
from accounts.models import Organisation, OrganisationInvitation, User
from tests import factories as make
from tests.accounts.test_profiles import GIVEN, NOW, begun, invited, joined, petra

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "Viks hamn",
    "country": "SE",
    "number": "",
    "workplaces": "Kajen\r\n\r\nKontoret",
    "version": "0",
}


def browser(user: User) -> Client:
    """A browser in which a person is signed in."""
    client = Client()
    client.force_login(user)
    return client


def at(name: str, *args: object) -> str:
    """The address of a page about profiles."""
    return reverse(f"accounts:{name}", args=args)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_answers(language: str) -> None:
    profile = begun()
    secret = invited(profile, "stig@annanstans.example", now=timezone.now())
    theirs = joined(profile)
    with translation.override(language):
        pages = [
            at("profiles"),
            at("new_profile"),
            at("profile", profile.pk),
            at("change_profile", profile.pk),
            at("invite_member", profile.pk),
            at("member", profile.pk, theirs.pk),
            at("member_invitation", secret),
        ]
    client = browser(make.applicant())
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)
    assert Client().get(pages[-1]).status_code == 200
    for page in pages[:-1]:
        assert Client().get(page)["Location"].startswith(reverse("account_login"))


def test_to_everybody_else_a_profile_is_missing() -> None:
    profile = begun()
    theirs = joined(profile)
    waiting = invited(profile, "stig@annanstans.example", now=timezone.now())
    invitation = OrganisationInvitation.objects.get(used_at__isnull=True)
    own = [
        at("profile", profile.pk),
        at("change_profile", profile.pk),
        at("invite_member", profile.pk),
        at("member", profile.pk, theirs.pk),
        at("uninvite_member", profile.pk, invitation.pk),
    ]
    for person in (make.stranger, make.officer):
        client = browser(person())
        assert [client.post(page, TYPED).status_code for page in own] == [405, 404, 404, 404, 404]
        assert {client.get(page).status_code for page in own} == {404, 405}
        assert client.get(at("profile", 10**30 % 2**62)).status_code == 404
        assert profile.name not in client.get(at("profiles")).content.decode()
    member = browser(petra())
    assert {member.get(page).status_code for page in own[1:3]} == {404}
    assert member.get(at("member", profile.pk, profile.memberships.first().pk)).status_code == 404  # type: ignore[union-attr]
    page = member.get(at("profile", profile.pk)).content.decode()
    assert "alma@sjobro.example" in page
    assert "stig@annanstans.example" not in page
    assert waiting not in page


def test_a_profile_is_begun_changed_and_left_on_its_pages() -> None:
    client = browser(make.applicant())
    page = client.post(at("new_profile"), TYPED)
    profile = Organisation.objects.get()
    assert page["Location"] == at("profile", profile.pk)
    assert set(profile.workplaces.values_list("name", flat=True)) == {"Kajen", "Kontoret"}
    changed = client.post(at("change_profile", profile.pk), {**TYPED, "name": "Viks hamnar"})
    assert changed["Location"] == at("profile", profile.pk)
    late = client.post(at("change_profile", profile.pk), {**TYPED, "name": "Hamnen"})
    assert late.status_code == 409
    text = late.content.decode()
    assert "Viks hamnar" in text
    assert 'value="Hamnen"' in text
    assert 'name="version" value="1"' in text
    own = profile.memberships.get()
    assert client.post(at("member", profile.pk, own.pk), {"end": "yes"})["Location"] == at("profiles")
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("typed", ["850314-2385", "19850314 2385"])
@pytest.mark.parametrize("field", ["number", "owner_number"])
def test_a_personal_identity_number_is_never_shown_again(field: str, typed: str) -> None:
    answer = browser(make.applicant()).post(at("new_profile"), {**TYPED, field: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "2385" not in page
    assert f'id="id_{field}_error"' in page
    assert 'value="Viks hamn"' in page
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("version", ["", "-1", "x", "²", "9" * 40])
def test_a_version_that_is_none_is_old(version: str) -> None:
    profile = begun()
    client = browser(make.applicant())
    answer = client.post(at("change_profile", profile.pk), {**TYPED, "version": version})
    assert answer.status_code == 409


def test_an_invited_person_says_yes_on_the_page() -> None:
    profile = begun()
    secret = invited(profile, now=timezone.now())
    client = browser(petra())
    assert client.post(at("member_invitation", secret))["Location"] == at("profile", profile.pk)
    assert client.get(at("member_invitation", secret)).status_code == 410
    for wrong in ("x", "x" * 500, str(uuid4())):
        assert client.get(at("member_invitation", wrong)).status_code == 410


def test_a_stranger_with_the_link_is_told_why_not_and_stays_out() -> None:
    profile = begun()
    secret = invited(profile, now=timezone.now())
    answer = browser(make.stranger()).post(at("member_invitation", secret))
    assert answer.status_code == 422
    assert profile.memberships.count() == 1


def test_the_last_administrator_is_told_to_find_another() -> None:
    profile = begun()
    joined(profile)
    own = profile.memberships.get(user=make.applicant())
    client = browser(make.applicant())
    for typed in ({"end": "yes"}, {"save": "yes", "role": "member"}):
        answer = client.post(at("member", profile.pk, own.pk), typed)
        assert answer.status_code == 422
        assert re.search(r'id="id_role_error"', answer.content.decode())
    assert profile.memberships.count() == 2


def test_whoever_belongs_to_a_profile_sees_no_more_of_applications() -> None:
    application = make.filled_application()
    profile = begin_profile(given=GIVEN, actor=make.applicant(), now=NOW)
    colleague = make.person("kim@sjobro.example", "Kim Sjö")
    EmailAddress.objects.update_or_create(user=colleague, email=colleague.email, defaults={"verified": True})
    _row, secret = invite_member(
        profile_id=profile.pk,
        email=colleague.email,
        role="administrator",
        is_signatory=True,
        actor=make.applicant(),
        now=NOW,
    )
    accept_membership(secret=secret, actor=colleague, now=NOW)
    client = browser(colleague)
    assert client.get(reverse("applications:case", args=[application.pk])).status_code == 404
    page = client.get(reverse("applications:mine")).content.decode()
    assert make.ANSWERS["project"]["title_sv"] not in page
