"""Wagtail's own sign-in would let people past their second factor: nobody signs in there."""

import pytest
from django.test import Client

from tests.factories import PASSWORD, officer, person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/password_reset/"])
@pytest.mark.parametrize("field", ["username", "email", "login"])
def test_a_password_posted_to_the_admin_signs_nobody_in(path: str, field: str) -> None:
    user = officer()
    client = Client()
    response = client.post(path, {field: user.email, "password": PASSWORD})

    assert response.status_code == 302
    assert response["Location"].startswith("/konto/login/?next=")
    assert "_auth_user_id" not in client.session


def test_the_admin_sends_everybody_to_the_one_sign_in_page() -> None:
    response = Client().get("/admin/pages/")

    assert response.status_code == 302
    assert "/login/" in response["Location"]


def test_somebody_without_a_role_does_not_enter() -> None:
    client = Client()
    client.force_login(person("stig@annanstans.example"))

    assert client.get("/admin/").status_code == 302
