"""The page of kept mail: readable only where no mail really leaves."""

import pytest
from django.test import Client, override_settings

from mail.models import KeptMail

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter() -> KeptMail:
    return KeptMail.objects.create(to="alma@sjobro.example", subject="Kvittens", body="Vi har <fått> den.")


def test_kept_mail_can_be_listed_and_read(client: Client, letter: KeptMail) -> None:
    listed = client.get("/post/").content.decode()
    assert "Kvittens" in listed
    assert "alma@sjobro.example" in listed
    read = client.get(f"/post/{letter.pk}/").content.decode()
    assert "Vi har &lt;fått&gt; den." in read


def test_an_empty_box_says_so(client: Client) -> None:
    assert "Ingen post har skickats än." in client.get("/post/").content.decode()


@override_settings(MAIL_READABLE=False)
def test_where_mail_leaves_there_is_no_page(client: Client, letter: KeptMail) -> None:
    assert client.get("/post/").status_code == 404
    assert client.get(f"/post/{letter.pk}/").status_code == 404
    assert "/post/" not in client.get("/").content.decode()


def test_pages_of_mail_are_kept_by_no_one(client: Client, letter: KeptMail) -> None:
    assert "no-store" in client.get(f"/post/{letter.pk}/")["Cache-Control"]
