"""A call in two steps: sketches are invited or not; the invited go on with what they wrote."""

from dataclasses import replace
from uuid import uuid4

import pytest

from applications.actions.decide import prepare, sign
from applications.actions.publish import publish_due
from applications.actions.start import start
from applications.actions.submit import submit
from applications.document import document_of
from applications.models import Application, Decision
from applications.sketches import continuation_of, full_round, sketch_of
from mail.models import Letter as Mail
from registry.models import Project, PublishedApplication, Round
from rulebook.questions import Question, QuestionKind
from rulebook.standard_form import STANDARD_FORM
from rulebook.states import DecisionKind
from tests import factories as make
from tests.applications.refusals import refuses

pytestmark = pytest.mark.django_db


def decided_sketch(kind: DecisionKind, sketch_round: Round) -> tuple[Application, Decision]:
    application = make.submitted_application(round_=sketch_round)
    make.with_partner(application)
    given = make.decision_input(application, kind)
    prepare(application_id=application.pk, given=given, actor=make.officer(), now=make.REVIEWED)
    decision = sign(application_id=application.pk, actor=make.decider(), now=make.DECIDED)
    return Application.objects.get(pk=application.pk), decision


def test_an_invited_sketch_grants_no_money_and_publishes_nothing() -> None:
    sketch_round, _full = make.two_steps()
    application, decision = decided_sketch(DecisionKind.INVITED, sketch_round)
    assert (application.state, decision.publish_at, decision.rows.count()) == ("invited", None, 0)
    assert publish_due(now=make.FAR_AWAY) == 0
    assert not Project.objects.exists()
    assert not PublishedApplication.objects.exists()
    assert Mail.objects.filter(template="decision").count() == 2


def test_the_decisions_of_a_sketch_and_of_money_do_not_mix() -> None:
    sketch_round, _full = make.two_steps()
    sketch = make.submitted_application(round_=sketch_round)
    for kind in (DecisionKind.GRANTED, DecisionKind.REFUSED, DecisionKind.RESERVE):
        given = make.decision_input(sketch, kind)
        with refuses(("decision", "kind")):
            prepare(application_id=sketch.pk, given=given, actor=make.officer(), now=make.REVIEWED)
    ordinary = make.submitted_application(round_=make.closed_round())
    for kind in (DecisionKind.INVITED, DecisionKind.NOT_INVITED):
        given = make.decision_input(ordinary, kind)
        with refuses(("decision", "kind")):
            prepare(application_id=ordinary.pk, given=given, actor=make.officer(), now=make.REVIEWED)
    rows = make.decision_input(ordinary).rows
    given = replace(make.decision_input(sketch, DecisionKind.INVITED), rows=rows)
    with refuses(("decision", "rows")):
        prepare(application_id=sketch.pk, given=given, actor=make.officer(), now=make.REVIEWED)


def test_the_invited_go_on_with_answers_parties_budgets_and_people() -> None:
    sketch_round, full = make.two_steps()
    sketch, _decision = decided_sketch(DecisionKind.INVITED, sketch_round)
    before = document_of(sketch)
    application = start(round_id=full.pk, actor=make.applicant(), now=make.FULL_OPENS)
    after = document_of(application)
    assert after["sections"] == before["sections"]
    left_out = {"id"}
    assert [{k: v for k, v in party.items() if k not in left_out} for party in after["parties"]] == [
        {k: v for k, v in party.items() if k not in left_out} for party in before["parties"]
    ]
    assert (application.state, application.case_number) == ("draft", None)
    people = application.participants.order_by("role").values_list("user__email", "role", "party__name")
    assert list(people) == [
        ("alma@sjobro.example", "coordinator", "Sjöbro kommun"),
        ("petra@oppnakarta.example", "partner", "Föreningen Öppna kartan"),
    ]
    assert (sketch_of(application), continuation_of(sketch), full_round(sketch)) == (
        sketch,
        application,
        full,
    )


def test_what_was_changed_after_the_sketch_was_submitted_is_not_carried_over() -> None:
    sketch_round, full = make.two_steps()
    sketch, _decision = decided_sketch(DecisionKind.INVITED, sketch_round)
    sketch.sections.filter(key="plan").update(answers={"purpose_sv": "Skrivet efteråt"})
    application = start(round_id=full.pk, actor=make.applicant(), now=make.FULL_OPENS)
    assert application.sections.get(key="plan").answers == make.ANSWERS["plan"]


def test_answers_follow_their_questions_and_others_stay_behind() -> None:
    moved = Question(key="plan_sv", kind=QuestionKind.LONG_TEXT, label_sv="Plan", label_en="Plan", limit=500)
    form = tuple(
        replace(section, questions=(*section.questions, moved))
        if section.key == "project"
        else replace(section, questions=tuple(q for q in section.questions if q.key != "plan_sv"))
        for section in STANDARD_FORM
    )
    sketch_round, full = make.two_steps(form=form)
    decided_sketch(DecisionKind.INVITED, sketch_round)
    application = start(round_id=full.pk, actor=make.applicant(), now=make.FULL_OPENS)
    assert application.sections.get(key="project").answers["plan_sv"] == make.ANSWERS["plan"]["plan_sv"]
    assert "plan_sv" not in application.sections.get(key="plan").answers


def test_the_full_application_gets_a_number_and_a_decision_of_its_own() -> None:
    sketch_round, full = make.two_steps()
    sketch, _decision = decided_sketch(DecisionKind.INVITED, sketch_round)
    application = start(round_id=full.pk, actor=make.applicant(), now=make.FULL_OPENS)
    submit(
        application_id=application.pk,
        submission_key=uuid4(),
        submit_anyway=False,
        actor=make.applicant(),
        arrived_at=make.FULL_OPENS,
        now=make.FULL_OPENS,
    )
    application.refresh_from_db()
    assert application.case_number not in (None, sketch.case_number)
    assert (application.state, sketch.decisions.count(), application.decisions.count()) == ("submitted", 1, 0)
    given = make.decision_input(application)
    after = make.FAR_AWAY.replace(year=2100)
    prepare(application_id=application.pk, given=given, actor=make.officer(), now=after)
    sign(application_id=application.pk, actor=make.decider(), now=after)
    publish_due(now=after)
    assert Project.objects.get().diarienummer == application.case_number


@pytest.mark.parametrize("kind", [DecisionKind.NOT_INVITED, DecisionKind.EARLY_REFUSED])
def test_whoever_is_not_invited_cannot_start(kind: DecisionKind) -> None:
    sketch_round, full = make.two_steps()
    decided_sketch(kind, sketch_round)
    with refuses(("invited", "")):
        start(round_id=full.pk, actor=make.applicant(), now=make.FULL_OPENS)
    assert Application.objects.count() == 1


def test_nobody_else_starts_from_an_invited_sketch() -> None:
    sketch_round, full = make.two_steps()
    decided_sketch(DecisionKind.INVITED, sketch_round)
    for somebody in (make.stranger(), make.partner()):
        with refuses(("invited", "")):
            start(round_id=full.pk, actor=somebody, now=make.FULL_OPENS)


def test_starting_twice_gives_the_same_draft_and_a_discarded_one_can_be_begun_again() -> None:
    sketch_round, full = make.two_steps()
    sketch, _decision = decided_sketch(DecisionKind.INVITED, sketch_round)
    first = start(round_id=full.pk, actor=make.applicant(), now=make.FULL_OPENS)
    assert start(round_id=full.pk, actor=make.applicant(), now=make.FULL_OPENS) == first
    first.delete()
    again = start(round_id=full.pk, actor=make.applicant(), now=make.FULL_OPENS)
    assert continuation_of(sketch) == again


def test_the_full_round_keeps_its_window() -> None:
    sketch_round, full = make.two_steps()
    decided_sketch(DecisionKind.INVITED, sketch_round)
    with refuses(("window", "round")):
        start(round_id=full.pk, actor=make.applicant(), now=make.DECIDED)
