"""Letters at the desk: written, followed, read by those who may, found in the list; sketches decided."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.actions.answer_letter import GivenFile
from applications.actions.declare import declare
from applications.actions.start import start
from applications.actions.submit import submit
from applications.models import Application, Letter
from applications.worklist import Wait, desk_of
from rulebook.states import DecisionKind
from rulebook.window import swedish_day
from tests import factories as make
from tests.applications.desk import at_desk, page
from tests.applications.test_actions_answer_letter import answer
from tests.applications.test_actions_attach import PDF
from tests.applications.test_actions_two_steps import decided_sketch
from tests.applications.test_actions_write_letter import MESSAGE, write
from tests.applications.test_pages_form import text_of

pytestmark = pytest.mark.django_db
KEY = "4b0f0f5e-6f1c-4a58-9a36-3c1d5f6f0a11"


def posted(**more: str) -> dict[str, str]:
    day = swedish_day(timezone.now()) + timedelta(days=14)
    return {
        "letter_id": KEY,
        "kind": "request",
        "subject": "Firmatecknarens namn",
        "text": "Skicka ett registerutdrag.",
        "answer_by": day.isoformat(),
        "otherwise": "Annars avvisar vi ansökan.",
        **more,
    }


def test_an_officer_writes_and_follows_a_request() -> None:
    application = make.submitted_application(round_=make.closed_round())
    desk = at_desk(make.officer())
    form = text_of(desk.get(page("letter", application)))
    assert "Skriv" in form or "Write" in form
    sent = desk.post(page("letter", application), posted())
    assert (sent.status_code, sent["Location"]) == (302, page("case", application) + "#letters")
    desk.post(page("letter", application), posted())
    letter = Letter.objects.get()
    shown = text_of(desk.get(page("case", application)))
    assert letter.subject in shown
    assert f"{application.case_number}_2" in shown


def test_what_was_typed_stays_when_the_letter_is_refused() -> None:
    application = make.submitted_application(round_=make.closed_round())
    desk = at_desk(make.officer())
    refused = desk.post(page("letter", application), posted(otherwise="", answer_by=""))
    assert refused.status_code == 422
    assert "Skicka ett registerutdrag." in text_of(refused)
    assert not Letter.objects.exists()


def test_deciders_and_registrars_read_letters_but_do_not_write() -> None:
    application = make.submitted_application(round_=make.closed_round())
    letter = write(application)
    for somebody in (make.decider(), make.registrar()):
        desk = at_desk(somebody)
        assert desk.get(page("letter", application)).status_code == 404
        assert letter.subject in text_of(desk.get(page("case", application)))


def test_completions_are_shut_for_assessors_who_are_not_cleared_and_for_the_conflicted() -> None:
    application, assignment = make.assigned_application()
    letter = write(application)
    sent = answer(application, letter, text="Utdraget ligger här.", files=[GivenFile("utdrag.pdf", PDF)])
    file = page("file", application, sent.attachments.get().pk)
    asta = at_desk(assignment.assessor)
    assert asta.get(file).status_code == 404
    declare(
        application_id=application.pk,
        has_conflict=False,
        explanation="",
        actor=assignment.assessor,
        now=make.REVIEWED,
    )
    assert asta.get(file).status_code == 200
    read = text_of(asta.get(page("assess", application)))
    assert "Utdraget ligger här." in read
    assert letter.text not in read
    declare(
        application_id=application.pk,
        has_conflict=True,
        explanation="Vi är syskon.",
        actor=make.officer(),
        now=make.REVIEWED,
    )
    olof = at_desk(make.officer())
    assert olof.get(file).status_code == 404
    assert olof.get(page("letter", application)).status_code == 404


def test_the_list_finds_what_waits_for_completion() -> None:
    application = make.submitted_application(round_=make.closed_round())
    make.submitted_application(round_=application.round, user=make.stranger())
    letter = write(application)
    write(application, MESSAGE)
    olof = make.officer()
    desk = at_desk(olof)
    asked = reverse("desk:results") + "?letters=asked"
    assert text_of(desk.get(asked)).count("data-case-link") == 1

    def waits(at: object) -> set[Wait]:
        found = desk_of(olof, now=at).waiting()  # type: ignore[arg-type]
        return {wait for wait, cases in found.items() if cases.filter(pk=application.pk).exists()}

    assert Wait.COMPLETION_MISSED not in waits(make.DECIDED)
    assert Wait.COMPLETION_MISSED in waits(make.DECIDED + timedelta(days=30))
    answer(application, letter)
    assert {Wait.COMPLETION_CAME, Wait.COMPLETION_MISSED} & waits(make.DECIDED + timedelta(days=30)) == {
        Wait.COMPLETION_CAME
    }
    assert text_of(desk.get(asked)).count("data-case-link") == 0
    write(application, MESSAGE)
    assert Wait.COMPLETION_CAME not in waits(make.DECIDED)


def test_a_sketch_is_decided_at_the_desk_without_money() -> None:
    sketch_round, _full = make.two_steps()
    sketch = make.submitted_application(round_=sketch_round)
    desk = at_desk(make.officer())
    form = text_of(desk.get(page("prepare", sketch)))
    assert 'value="invited"' in form
    for other in ('value="granted"', "rows-TOTAL_FORMS", "publish_refused"):
        assert other not in form
    given = {"kind": "invited", "reasons": "Idén är stark och gruppen kan genomföra den."}
    assert desk.post(page("prepare", sketch), given).status_code == 302
    disa = at_desk(make.decider())
    assert disa.post(page("sign", sketch), {"sign": ""}).status_code == 302
    assert Application.objects.get().state == "invited"
    assert text_of(desk.get(page("case", sketch)))


def test_the_desk_links_a_sketch_to_its_full_application_once_it_is_received() -> None:
    sketch_round, full = make.two_steps()
    sketch, _decision = decided_sketch(DecisionKind.INVITED, sketch_round)
    application = start(round_id=full.pk, actor=make.applicant(), now=make.FULL_OPENS)
    desk = at_desk(make.officer())
    assert str(application.pk) not in text_of(desk.get(page("case", sketch)))
    submit(
        application_id=application.pk,
        submission_key=application.pk,
        submit_anyway=False,
        actor=make.applicant(),
        arrived_at=make.FULL_OPENS,
        now=make.FULL_OPENS,
    )
    assert page("case", application) in text_of(desk.get(page("case", sketch)))
    assert page("case", sketch) in text_of(desk.get(page("case", application)))
