"""The call's own sections and questions: what editors build, what is refused, and that it is frozen."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import streamfield

from cms.facts import call_facts
from cms.form import form_of_page, keys_in, written_by_editors
from cms.models import CallPage
from journal.canonical import sha256_of
from registry.models import CallAmendment, FormVersion
from registry.publish import frozen_changes
from rulebook.access import SeenBy
from rulebook.questions import Question, QuestionKind, Section, SectionKind, Slot, form_from_json
from rulebook.standard_form import STANDARD_FORM
from tests.cms.pages import (
    again,
    call_of,
    draft_call,
    editor_client,
    filled_form,
    index,
    published,
)
from tests.cms.test_call_form import errors_of

pytestmark = pytest.mark.django_db

WORDS = {"label_sv": "Fråga", "label_en": "", "help_sv": "", "help_en": "", "required": True}
SECTION_ID = "11111111-aaaa-4aaa-8aaa-111111111111"


def asked(kind: str, mark: str, **more: Any) -> dict[str, Any]:
    """A question as the editor's blocks hold it, its id made of one digit."""
    return {"type": kind, "value": {**WORDS, **more}, "id": f"{mark * 8}-bbbb-4bbb-8bbb-{mark * 12}"}


def section_of(*questions: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    """The stream of a call's sections, with one."""
    value = {
        "title_sv": "Om lösningen",
        "title_en": "",
        "help_sv": "Kort.",
        "help_en": "",
        "after": "parties",
        "seen_by": "coordinator",
        "questions": list(questions),
        **more,
    }
    return [{"type": "section", "value": value, "id": SECTION_ID}]


ALTERNATIVES = [
    {"type": "item", "value": {"sv": "Idé", "en": "Idea"}, "id": "aaaaaaaa-cccc-4ccc-8ccc-cccccccccccc"},
    {"type": "item", "value": {"sv": "I bruk", "en": ""}, "id": "bbbbbbbb-cccc-4ccc-8ccc-cccccccccccc"},
]
QUESTIONS = (
    asked("long_text", "1", limit=500, language="sv", help_sv="Skriv så att alla förstår."),
    asked("number", "2", decimals=1, lowest="0.5", highest="100", unit_sv="procent", unit_en="per cent"),
    asked("choices", "3", choices=ALTERNATIVES, least=None, most=1),
    asked(
        "table",
        "4",
        item_sv="Paket",
        item_en="Package",
        least=1,
        most=9,
        parts=[
            asked("short_text", "5", limit=60, language=""),
            asked("kronor", "6", lowest=None, highest=5000),
        ],
    ),
    asked(
        "slot",
        "7",
        media_types=["application/pdf"],
        megabytes=5,
        pages=7,
        per_party=True,
        seen_by="own_party",
    ),
)


def test_what_editors_build_is_the_form_that_is_published() -> None:
    page = published(draft_call(sections=section_of(*QUESTIONS)))
    row = call_of(page).rounds.get()
    assert row.form is not None
    form = form_from_json(row.form.content)
    label: dict[str, Any] = {"label_sv": "Fråga", "label_en": "Fråga"}
    assert [section.key for section in form] == [
        "project",
        "parties",
        "11111111aaaa",
        *(section.key for section in STANDARD_FORM[2:]),
    ]
    assert form[2] == Section(
        key="11111111aaaa",
        kind=SectionKind.QUESTIONS,
        title_sv="Om lösningen",
        title_en="Om lösningen",
        help_sv="Kort.",
        seen_by=SeenBy.COORDINATOR,
        questions=(
            Question(
                key="11111111bbbb",
                kind=QuestionKind.LONG_TEXT,
                limit=500,
                language="sv",
                help_sv="Skriv så att alla förstår.",
                **label,
            ),
            Question(
                key="22222222bbbb",
                kind=QuestionKind.NUMBER,
                decimals=1,
                lowest="0.5",
                highest="100",
                unit_sv="procent",
                unit_en="per cent",
                **label,
            ),
            Question(
                key="33333333bbbb",
                kind=QuestionKind.CHOICES,
                most=1,
                choices=(("aaaaaaaacccc", "Idé", "Idea"), ("bbbbbbbbcccc", "I bruk", "I bruk")),
                **label,
            ),
            Question(
                key="44444444bbbb",
                kind=QuestionKind.TABLE,
                least=1,
                most=9,
                item_sv="Paket",
                item_en="Package",
                parts=(
                    Question(key="55555555bbbb", kind=QuestionKind.SHORT_TEXT, limit=60, **label),
                    Question(key="66666666bbbb", kind=QuestionKind.KRONOR, highest="5000", **label),
                ),
                **label,
            ),
        ),
        slots=(
            Slot(
                key="77777777bbbb",
                required=True,
                megabytes=5,
                pages=7,
                per_party=True,
                seen_by=SeenBy.OWN_PARTY,
                **label,
            ),
        ),
    )
    assert row.form.sha256 == sha256_of(row.form.content)


def test_a_call_without_questions_of_its_own_has_the_standard_form() -> None:
    assert form_of_page(draft_call()) == STANDARD_FORM


def test_keys_stay_through_edits() -> None:
    page = draft_call(sections=section_of(*QUESTIONS))
    before = keys_in(form_of_page(again(page).get_latest_revision_as_object()))
    draft = again(page).get_latest_revision_as_object()
    draft.sections[0].value["title_sv"] = "Nytt namn"
    draft.save_revision()
    assert keys_in(form_of_page(again(page).get_latest_revision_as_object())) == before


def test_changed_questions_of_an_open_round_need_a_reason() -> None:
    page = published(draft_call(sections=section_of(*QUESTIONS)))
    first = call_of(page).rounds.get().form
    draft = again(page)
    draft.sections = section_of(*QUESTIONS[:1])
    assert frozen_changes(call_facts(draft), now=timezone.now()) == ["form"]
    draft.save_revision().publish()
    assert "amendment" not in (again(page).failed_reason or "")
    assert call_of(page).rounds.get().form == first  # the record refused it
    draft.amendment_reason_sv = "Frågan om paket var överflödig."
    draft.save_revision().publish()
    changed = call_of(page).rounds.get().form
    assert changed is not None
    assert first is not None
    assert changed.sha256 != first.sha256
    assert CallAmendment.objects.get().changed == ["form"]
    assert FormVersion.objects.filter(sha256=first.sha256).exists()  # what was answered to is kept


def test_an_unchanged_form_is_no_change_though_the_standard_form_has_new_words() -> None:
    page = published(draft_call(sections=section_of(*QUESTIONS)))
    row = call_of(page).rounds.get()
    assert row.form is not None
    older = [dict(section) for section in row.form.content]
    older[0] = {**older[0], "title_sv": "Projektinformation", "questions": older[0]["questions"][:3]}
    FormVersion.objects.filter(pk=row.form.pk).update(content=older)
    assert written_by_editors(form_from_json(older)) == written_by_editors(form_of_page(page))
    assert call_facts(again(page)).rounds[0].form == older


def post(sections: Any, action: str = "action-publish") -> Any:
    """Post a call with sections as the browser does."""
    url = reverse("wagtailadmin_pages:add", args=["cms", "callpage", index().pk])
    return editor_client().post(url, filled_form(action, sections=sections))


def posted(*questions: tuple[str, dict[str, Any]], **more: Any) -> dict[str, Any]:
    """One section as the browser posts it."""
    value = {
        "title_sv": "Om lösningen",
        "title_en": "",
        "help_sv": "",
        "help_en": "",
        "after": "plan",
        "seen_by": "all",
        "questions": streamfield(list(questions)),
        **more,
    }
    return dict(streamfield([("section", value)]))


def words(**more: Any) -> dict[str, Any]:
    """A question as the browser posts it."""
    return {"label_sv": "Fråga", "label_en": "", "help_sv": "", "help_en": "", "required": "on", **more}


def table(*columns: tuple[str, dict[str, Any]], **more: Any) -> tuple[str, dict[str, Any]]:
    """A table as the browser posts it."""
    rest = {"item_sv": "", "item_en": "", "least": "1", "most": "20", **more}
    return "table", words(parts=streamfield(list(columns)), **rest)


LONG = ("long_text", words(limit="500", language=""))
COLUMN = ("short_text", words(limit="60", language=""))


def test_an_editor_builds_a_section_in_the_admin() -> None:
    choice = words(choices=streamfield([("item", {"sv": "Ja", "en": ""}), ("item", {"sv": "Nej", "en": ""})]))
    assert post(posted(LONG, table(COLUMN), ("choice", choice))).status_code == 302
    page = CallPage.objects.get()
    assert page.published_page.failed_reason == ""
    form = form_from_json(call_of(page).rounds.get().form.content)  # type: ignore[union-attr]
    assert [section.key for section in form][:3] == ["project", "parties", "plan"]
    own = form[3]
    assert [question.kind.value for question in own.questions] == ["long_text", "table", "choice"]
    keys = keys_in(form)
    assert len(set(keys)) == len(keys)
    assert not [key for key in keys if "new" in key]


@pytest.mark.parametrize(
    ("sections", "told"),
    [
        (posted(), "minsta antalet"),
        (posted(("long_text", words(limit="0", language=""))), "större än eller lika med 1"),
        (posted(("long_text", words(limit="20001", language=""))), "mindre än eller lika med 20000"),
        (posted(table()), "minsta antalet"),
        (posted(table(COLUMN, least="9", most="3")), "under det minsta"),
        (posted(table(COLUMN, most="101")), "mindre än eller lika med 100"),
        (posted(table(*[COLUMN] * 9)), "maximala antalet"),
        (posted(*[table(*[COLUMN] * 8, most="100")] * 4), "för stort för en sida"),
        (
            posted(("number", words(decimals="0", lowest="5", highest="2", unit_sv="", unit_en=""))),
            "under det minsta",
        ),
        (
            posted(("number", words(decimals="0", lowest="0.5", highest="", unit_sv="", unit_en=""))),
            "fler decimaler",
        ),
        (posted(LONG, after="ingenstans"), "giltig"),
    ],
)
def test_what_no_applicant_could_answer_is_refused(sections: Any, told: str) -> None:
    assert told in errors_of(post(sections), "sections")
    assert not CallPage.objects.exists()


def test_a_draft_may_be_half_written() -> None:
    assert post(posted(title_sv=""), action="").status_code == 302
    assert CallPage.objects.count() == 1


def test_two_blocks_with_one_mark_are_refused() -> None:
    page = draft_call(sections=section_of(*QUESTIONS, QUESTIONS[0]))
    keys = keys_in(form_of_page(page))
    assert len(set(keys)) < len(keys)
