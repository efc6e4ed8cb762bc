"""A preview shows the call as the record's page will, and shows it to nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import CallPage
from registry.models import Call, Change, Round
from tests.cms.pages import (
    again,
    draft_call,
    editor_client,
    english_of,
    filled_form,
    index,
    programme,
    published,
)

pytestmark = pytest.mark.django_db


def preview(page: CallPage) -> str:
    return editor_client().get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()


def test_a_draft_that_was_never_published_is_shown_as_the_record_would() -> None:
    page = preview(draft_call(title="Hemlig utlysning", programme=programme()))

    for words in (
        "Hemlig utlysning",
        "förhandsvisning",
        "Bakgrund",
        "Rut Ek",
        "Högst 2 000 000 kronor",
        "Öppen",
    ):
        assert words in page
    assert (Call.objects.count(), Round.objects.count()) == (0, 0)
    assert not Change.objects.filter(kind="call").exists()


def test_a_draft_of_a_published_call_shows_what_is_to_come() -> None:
    page = published(draft_call())
    draft = again(page)
    draft.title = "Nytt namn"
    draft.save_revision()

    assert "Nytt namn" in preview(page)
    assert Call.objects.get().title_sv == "Civic tech"
    assert Call.objects.get().diarienummer in preview(page)


def test_a_translation_is_shown_in_english_with_the_facts_of_its_source() -> None:
    page = preview(english_of(draft_call()))

    assert "Civic tech in English" in page
    assert "Apply no later than" in page
    assert "Rut Ek" in page


def test_the_preview_panel_renders_what_is_typed() -> None:
    client = editor_client()
    url = reverse("wagtailadmin_pages:preview_on_add", args=["cms", "callpage", index().pk])
    assert client.post(url, filled_form()).json()["is_valid"]

    assert "Medborgarbudget på riktigt" in client.get(url).content.decode()
    assert not CallPage.objects.exists()


def test_an_unfinished_draft_is_shown_too() -> None:
    assert "Hemlig" in preview(draft_call(title="Hemlig", rounds=[], rules=[], body=[]))


def test_a_draft_leaks_nothing_to_the_public() -> None:
    page = draft_call(title="Hemlig utlysning")
    public = Client()
    assert public.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 302
    assert public.get(page.get_url()).status_code == 404
    assert "Hemlig" not in public.get(reverse("registry:calls")).content.decode()

    other = published(draft_call(title="Öppen utlysning"))
    answer = public.get(other.get_url())
    assert (answer.status_code, answer["Location"]) == (302, Call.objects.get().get_absolute_url())
    assert "Öppen utlysning" in public.get(reverse("registry:calls")).content.decode()
    assert public.get(page.get_url()).status_code == 404
