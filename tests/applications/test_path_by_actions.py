"""The whole path without a page: a call, an application, a decision, a public project and its outcome."""

from datetime import timedelta

import pytest

from applications.actions.assign import assign
from applications.actions.decide import prepare, return_decision, sign
from applications.actions.declare import declare
from applications.actions.publish import publish_due
from applications.actions.report import OutputInput, approve_report, return_report, save_report
from applications.models import Application
from journal.models import Entry
from journal.record import broken_links
from registry.models import Change, Outcome, Project
from tests import factories as f
from tests.applications.desk import filed_assessment

pytestmark = pytest.mark.django_db


def test_from_call_to_outcome() -> None:
    round_ = f.closed_round()
    application = f.submitted_application(round_=round_)
    pk, officer, decider, assessor = application.pk, f.officer(), f.decider(), f.assessor()
    states = [application.state]

    def note_state() -> None:
        states.append(Application.objects.get(pk=pk).state)

    assignment = assign(application_id=pk, assessor=assessor, actor=officer, now=f.REVIEWED)
    declare(application_id=pk, has_conflict=False, explanation="", actor=assessor, now=f.REVIEWED)
    filed_assessment(application, assignment)
    note_state()
    prepare(application_id=pk, given=f.decision_input(application), actor=officer, now=f.REVIEWED)
    return_decision(application_id=pk, reason="Skriv villkoren.", actor=decider, now=f.REVIEWED)
    prepare(application_id=pk, given=f.decision_input(application), actor=officer, now=f.REVIEWED)
    note_state()
    sign(application_id=pk, actor=decider, now=f.DECIDED)
    note_state()
    publish_due(now=f.DECIDED)
    note_state()

    def report(version: int) -> None:
        save_report(
            application_id=pk,
            texts=f.REPORT_TEXTS,
            outputs=[OutputInput("software", "Verktyget")],
            money_used=1_150_000,
            version=version,
            submit=True,
            actor=f.applicant(),
            now=f.DECIDED + timedelta(days=700),
        )
        note_state()

    report(0)
    end = f.DECIDED + timedelta(days=710)
    return_report(application_id=pk, reason="Skriv mer om effekterna.", actor=officer, now=end)
    report(1)
    approve_report(application_id=pk, actor=officer, now=end)
    note_state()

    assert states == [
        "submitted",
        "in_review",
        "prepared",
        "granted",
        "running",
        "reported",
        "reported",
        "closed",
    ]
    project = Project.objects.get()
    assert (project.diarienummer, project.call, project.amount_awarded) == (
        application.case_number,
        round_.call,
        1_200_000,
    )
    assert Outcome.objects.get().project == project
    assert set(Change.objects.values_list("kind", flat=True)) == {
        "programme",
        "call",
        "round",
        "organisation",
        "project",
        "application",
        "outcome",
    }
    done = list(
        Entry.objects.filter(object_kind="application").order_by("sequence").values_list("action", flat=True)
    )
    assert done[done.index("submit") :] == [
        "submit",
        "assign",
        "declare",
        "file_assessment",
        "prepare",
        "return",
        "prepare",
        "sign",
        "publish",
        "submit_report",
        "return_report",
        "submit_report",
        "approve_report",
    ]
    assert broken_links() == []
