"""The call's own questions beyond their page: too long to keep, frozen, judged, how far, read at the desk."""

import io
import json
from uuid import uuid4

import pikepdf
import pytest
from django.urls import reverse

from applications.actions.save import LONGEST_ANSWER
from applications.actions.submit import submit
from applications.answers_shown import Column, shown, shown_section
from applications.checklist import checklist_of
from applications.document import document_of
from applications.facts import form_of, verdict_on
from applications.models import Application
from applications.progress import Progress, tasks_of
from applications.snapshots import content_of, valid_snapshot
from rulebook.rows import rows_as_text
from rulebook.verdict import Refused
from tests import factories as make
from tests.applications.desk import at_desk
from tests.applications.test_actions_attach import put
from tests.applications.test_pages_all import browser
from tests.applications.test_pages_form import at, text_of
from tests.factories.forms import OWN_ANSWERS, OWN_FORM, OWN_SECTION, PACKAGES, PEOPLE, PERSON_ROWS

pytestmark = pytest.mark.django_db


@pytest.fixture
def application() -> Application:
    """A draft whose call asks questions of its own."""
    return make.draft_application(round_=make.open_round(form=OWN_FORM))


def progress_of(application: Application) -> dict[str, Progress]:
    """How far each section has come, in the form's order."""
    document, form = document_of(application), form_of(application.round)
    verdict = verdict_on(document, application.round, at=make.APPLIED)
    return {task.section.key: task.progress for task in tasks_of(form, document, verdict)}


def test_a_text_too_long_to_keep_is_refused_and_stays_on_the_page(application: Application) -> None:
    url = at(application, "section", "own")
    answer = browser(make.applicant()).post(
        url, {"version": "0", "why": "x" * (LONGEST_ANSWER + 1), "users": "7"}
    )
    page = text_of(answer)
    assert answer.status_code == 422
    assert "x" * (LONGEST_ANSWER + 1) in page
    assert f'href="{url}#id_why"' in page
    assert application.sections.get(key="own").answers == {}


def test_rows_too_long_to_keep_are_refused(application: Application) -> None:
    rows = rows_as_text([{"role": "x" * 90_000}] * 30)
    with pytest.raises(Refused):
        make.give_answers(application, "own", {"people": rows})
    make.give_answers(application, "own", {"people": rows_as_text([{"role": "x" * 90_000}] * 3)})


def test_sections_stand_in_the_calls_order_with_how_far_they_have_come(application: Application) -> None:
    first = progress_of(application)
    assert list(first) == ["project", "parties", "plan", "own", "budget", "contacts", "attachments"]
    assert (first["own"], first["budget"], first["attachments"]) == (
        Progress.NOT_STARTED,
        Progress.LATER,
        Progress.OPTIONAL,
    )
    make.give_answers(application, "own", {"why": "Nu."})
    make.give_party(application, application.parties.get(), make.MUNICIPALITY, now=make.APPLIED)
    second = progress_of(application)
    assert (second["own"], second["budget"]) == (Progress.IN_PROGRESS, Progress.NOT_STARTED)
    make.give_answers(application, "own", {"users": "många"})
    assert progress_of(application)["own"] is Progress.ATTENTION
    make.give_answers(application, "own", OWN_ANSWERS)
    assert progress_of(application)["own"] is Progress.COMPLETE


def test_a_file_begins_a_section(application: Application) -> None:
    file = io.BytesIO()
    with pikepdf.new() as letter:
        letter.add_blank_page()
        letter.save(file)
    put(application, content=file.getvalue(), slot_key="letter")
    assert progress_of(application)["own"] is Progress.IN_PROGRESS


def test_the_task_list_says_what_can_not_be_started_yet(application: Application) -> None:
    page = text_of(browser(make.applicant()).get(at(application, "case")))
    assert at(application, "section", "own") in page
    assert f'href="{at(application, "section", "budget")}"' not in page[page.index('class="tasks"') :]


def test_the_checklist_names_the_cell_that_is_wrong(application: Application) -> None:
    rows = rows_as_text([{"name": "Bygga", "months": "abc"}])
    make.give_answers(application, "own", {"packages": rows})
    document, form = document_of(application), form_of(application.round)
    verdict = verdict_on(document, application.round, at=make.APPLIED)
    wrong = [c for c in checklist_of(application, verdict, form).checks if c.finding.rule == "answer"]
    url = at(application, "section", "own")
    assert [(one.title, one.url) for one in wrong] == [
        ("Arbetspaket, Paket 1, Månader", f"{url}#id_packages.0.months")
    ]


def test_what_is_submitted_is_frozen_as_typed_and_read_by_everybody_who_may() -> None:
    round_ = make.closed_round(form=OWN_FORM)
    application = make.filled_application(round_=round_)
    with pytest.raises(Refused):
        make.submitted_application(round_=round_)
    make.give_answers(application, "own", OWN_ANSWERS)
    received = _submit(application)
    assert content_of(valid_snapshot(received))["sections"]["own"] == OWN_ANSWERS
    for page in (
        text_of(browser(make.applicant()).get(at(received, "version", 1))),
        text_of(at_desk(make.officer()).get(reverse("desk:case", args=[received.pk]))),
    ):
        for words in ("Arbetspaket", "Lyssna", "Maj Ek", "12,5", "Svarar för data."):
            assert words in page
        assert "months&quot;" not in page
        assert '"months' not in page


def _submit(application: Application) -> Application:
    submit(
        application_id=application.pk,
        submission_key=uuid4(),
        submit_anyway=False,
        actor=make.applicant(),
        arrived_at=make.APPLIED,
        now=make.APPLIED,
    )
    return Application.objects.get(pk=application.pk)


def test_answers_are_shown_as_words_in_order() -> None:
    lines = shown_section(OWN_SECTION, OWN_ANSWERS)
    assert [line.text for line in lines[:4]] == ["Valet kommer.", "1\u202f200 personer", "Idé", "Unga; Alla"]
    table, group = lines[4:]
    assert table.columns[1] == Column("Månader", is_number=True)
    assert [row[:2] for row in table.rows] == [("Lyssna", "3"), ("Bygga", "12")]
    assert [item.title for item in group.items] == ["Nyckelperson 1"]
    assert [line.text for line in group.items[0].lines] == [
        "Maj Ek",
        PERSON_ROWS[0]["role"],
        "12,5 %",
    ]


@pytest.mark.parametrize(
    "answer", ["", "[]", "nonsense", json.dumps([{"months": "abc", "gone": "x"}]), "[" * 9999]
)
def test_whatever_stands_there_can_be_shown(answer: str) -> None:
    for question in (PACKAGES, PEOPLE):
        line = shown(question, answer)
        assert line.is_empty == (answer in ("", "[]"))
