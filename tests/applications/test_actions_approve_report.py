"""Answering a final report: approving makes the outcome public, sending back does not."""

import pytest

from accounts.models import User
from applications.actions.report import approve_report, return_report
from applications.models import Application, Report
from journal.models import Entry
from mail.models import Letter
from registry.models import Change, Outcome, Project
from registry.publish import withdraw_project
from tests import factories as f
from tests.applications.desk import LATER
from tests.applications.refusals import refuses

pytestmark = pytest.mark.django_db


def test_an_approved_report_becomes_the_outcome_and_closes_the_case() -> None:
    application, _report = f.reported_application()
    report = approve_report(application_id=application.pk, actor=f.officer(), now=LATER)
    assert (report.approved_at, report.approved_by) == (LATER, f.officer())
    outcome = Outcome.objects.get()
    assert (outcome.project.diarienummer, outcome.summary_sv, outcome.results_sv, outcome.effects_sv) == (
        application.case_number,
        f.REPORT_TEXTS["summary_sv"],
        f.REPORT_TEXTS["results_sv"],
        f.REPORT_TEXTS["effects_sv"],
    )
    assert list(outcome.outputs.values_list("kind", "title", "url")) == [
        ("software", "Öppna medborgarbudgeten", "https://kod.example/budget")
    ]
    assert Change.objects.filter(kind="outcome", record_id=outcome.pk).exists()
    assert Application.objects.get(pk=application.pk).state == "closed"
    assert Entry.objects.filter(action="approve_report").count() == 1
    assert Letter.objects.filter(template="report_answer").exists()


def test_a_report_is_sent_back_with_a_reason() -> None:
    application, _report = f.reported_application()
    with refuses(("reason", "reason")):
        return_report(application_id=application.pk, reason=" ", actor=f.officer(), now=LATER)
    report = return_report(
        application_id=application.pk, reason="Effekterna saknar siffror.", actor=f.officer(), now=LATER
    )
    assert (report.submitted_at, report.returned_at, report.return_reason) == (
        None,
        LATER,
        "Effekterna saknar siffror.",
    )
    assert Application.objects.get(pk=application.pk).state == "running"
    assert not Outcome.objects.exists()
    with refuses(("permission", "")):
        approve_report(application_id=application.pk, actor=f.officer(), now=LATER)


@pytest.mark.parametrize("who", [f.decider, f.registrar, f.assessor, f.applicant, f.stranger])
def test_only_officers_answer(who: object) -> None:
    application, _report = f.reported_application()
    assert callable(who)
    person = who()
    assert isinstance(person, User)
    with refuses(("permission", "")):
        approve_report(application_id=application.pk, actor=person, now=LATER)
    with refuses(("permission", "")):
        return_report(application_id=application.pk, reason="x", actor=person, now=LATER)


def test_a_withdrawn_project_gets_no_outcome() -> None:
    application, report = f.reported_application()
    withdraw_project(Project.objects.get(), now=LATER, actor="machine:test")
    with pytest.raises(Project.DoesNotExist):
        approve_report(application_id=application.pk, actor=f.officer(), now=LATER)
    assert (Outcome.objects.count(), Report.objects.get(pk=report.pk).approved_at) == (0, None)
