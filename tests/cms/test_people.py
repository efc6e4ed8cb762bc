"""People and groups in the Wagtail admin, with our model of people."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse, reverse_lazy

from accounts.groups import EDITORS, STAFF
from accounts.models import User
from cms.groups import settle_groups
from tests.cms.pages import editor_client
from tests.factories import person

ADD = reverse_lazy("wagtailusers_users:add")
pytestmark = pytest.mark.django_db


def superuser_client() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("rot@tallmyren.example", name="Rot Alm"))
    return client


def posted(**changes: Any) -> dict[str, Any]:
    return {
        "email": "Nils@Tallmyren.example",
        "name": "Nils Gran",
        "language": "sv",
        "password1": "tre-ekar-vid-sjon",
        "password2": "tre-ekar-vid-sjon",
        **changes,
    }


def test_a_person_is_added_with_one_name_and_an_address() -> None:
    client = superuser_client()
    page = client.get(ADD).content.decode()
    assert 'name="name"' in page
    assert 'name="first_name"' not in page
    group = Group.objects.get(name=EDITORS)

    assert client.post(ADD, posted(groups=[str(group.pk)])).status_code == 302
    user = User.objects.get(email="nils@tallmyren.example")
    assert (user.name, user.is_superuser, list(user.groups.all())) == ("Nils Gran", False, [group])
    assert user.check_password("tre-ekar-vid-sjon")


def test_a_person_is_edited_listed_and_searched_for() -> None:
    client = superuser_client()
    user = person("petra@oppnakarta.example", "Petra Nyström")
    form = posted(email=user.email, name="Petra Ny", password1="", password2="", is_active="on")

    assert client.post(reverse("wagtailusers_users:edit", args=[user.pk]), form).status_code == 302
    assert User.objects.get(pk=user.pk).name == "Petra Ny"
    assert "Petra Ny" in client.get("/admin/users/?q=petra&ordering=name").content.decode()


def test_an_address_is_used_once_and_passwords_must_agree() -> None:
    person("nils@tallmyren.example")
    errors = superuser_client().post(ADD, posted(password2="annat")).context["form"].errors

    assert set(errors) == {"email", "password2"}


def test_ones_own_settings_have_no_first_and_last_name() -> None:
    page = editor_client().get("/admin/account/").content.decode()

    assert "first_name" not in page
    assert "locale-preferred_language" in page


def test_groups_are_settled_again_without_harm() -> None:
    before = {g.name: g.permissions.count() for g in Group.objects.all()}
    settle_groups()

    assert {g.name: g.permissions.count() for g in Group.objects.all()} == before
    assert list(Group.objects.get(name=STAFF).permissions.values_list("codename", flat=True)) == [
        "access_admin"
    ]


def test_editors_see_calls_and_programmes_in_the_menu_and_no_people() -> None:
    client = editor_client()
    page = client.get(reverse("wagtailadmin_home")).content.decode()

    assert reverse("calls:index") in page
    assert "programmedraft" in page
    assert client.get("/admin/users/").status_code == 302
    assert client.get(reverse("calls:index")).status_code == 200


def test_wagtails_api_v3_is_off() -> None:
    for path in ("/api/v3/pages/", "/api/v3/docs", "/api/v2/pages/"):
        assert Client().get(path).status_code == 404
