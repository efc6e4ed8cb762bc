"""Editors see the form of a call as applicants will, before it is published."""

import pytest

from tests.cms.pages import again, draft_call, english_of
from tests.cms.test_questions import QUESTIONS, section_of

pytestmark = pytest.mark.django_db


def test_the_preview_shows_the_form_as_applicants_see_it() -> None:
    page = draft_call(sections=section_of(*QUESTIONS))
    response = again(page).get_latest_revision_as_object().make_preview_request(preview_mode="form")
    text = response.content.decode()
    for said in ("Projektet i korthet", "Om lösningen", "Skriv så att alla förstår.", "Paket 1", "Budget"):
        assert said in text
    assert text.count(" disabled") > 20
    assert "<button" not in text[text.index("Projektet i korthet") : text.index("<footer")]
    assert text.index("Parter") < text.index("Om lösningen") < text.index("Mål, effekter")


def test_the_preview_of_a_translation_shows_the_form_in_english() -> None:
    page = english_of(draft_call(sections=section_of(*QUESTIONS, title_en="About the solution")))
    text = page.get_latest_revision_as_object().make_preview_request(preview_mode="form").content.decode()
    assert "About the solution" in text
    assert "The project in short" in text
