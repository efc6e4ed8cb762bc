"""Pages at the top may not take addresses that the portal has for itself."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.forms.addresses import taken_words
from cms.models import ContentPage, HomePage
from tests.cms.pages import editor_client

pytestmark = pytest.mark.django_db


def home(language: str = "sv") -> HomePage:
    found: HomePage = HomePage.objects.get(locale__language_code=language)
    return found


def posted(slug: str) -> dict[str, Any]:
    values = {
        "title": "Om oss",
        "slug": slug,
        "ingress": "Vilka vi är.",
        "body": streamfield([("paragraph", rich_text("<p>Vi delar ut bidrag.</p>"))]),
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    form: dict[str, Any] = nested_form_data(values)
    return form


def add(parent: Any, slug: str) -> Any:
    url = reverse("wagtailadmin_pages:add", args=["cms", "contentpage", parent.pk])
    return editor_client().post(url, posted(slug))


@pytest.mark.parametrize(
    "slug",
    [
        "utlysningar",
        "calls",
        "projekt",
        "projects",
        "konto",
        "account",
        "my",
        "mina",
        "api",
        "admin",
        "static",
        "media",
        "documents",
        "en",
        "search",
        "livez",
        "gdp_vinnova",
        "datasets",
    ],
)
def test_an_address_of_the_portal_is_refused_at_the_top(slug: str) -> None:
    response = add(home(), slug)

    assert "egen sida" in str(response.context["form"].errors["slug"])
    assert not ContentPage.objects.exists()


def test_an_address_of_ones_own_is_taken_and_shown() -> None:
    assert add(home(), "om-oss").status_code == 302

    page = Client().get("/om-oss/")
    assert page.status_code == 200
    assert "Vi delar ut bidrag." in page.content.decode()


def test_below_the_top_the_same_word_is_free() -> None:
    add(home(), "om-oss")
    response = add(ContentPage.objects.get(), "projekt")

    assert response.status_code == 302
    assert Client().get("/om-oss/projekt/").status_code == 200


def test_english_pages_lie_under_their_prefix() -> None:
    add(home("en"), "about")

    assert Client().get("/en/about/").status_code == 200
    assert Client().get("/about/").status_code == 404


def test_a_copy_to_such_an_address_is_refused() -> None:
    add(home(), "om-oss")
    page = ContentPage.objects.get()
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    values = {"new_title": "Kopia", "new_slug": "utlysningar", "new_parent_page": str(home().pk)}
    client = editor_client()

    assert client.post(url, values)["Location"] == url
    assert ContentPage.objects.count() == 1
    client.post(url, {**values, "new_slug": "kopia"})
    assert ContentPage.objects.count() == 2


def test_every_first_word_of_the_portals_addresses_is_known() -> None:
    assert {"admin", "api", "konto", "account", "documents", "livez"} <= taken_words()
    assert "" not in taken_words()
