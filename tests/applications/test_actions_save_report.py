"""Writing and submitting the final report."""

import pytest

from applications.actions.report import OutputInput, ReportChanged, save_report
from applications.models import Application, Report
from rulebook.verdict import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db


def write(application: Application, **more: object) -> Report:
    """Save the report as Alma."""
    arguments = {
        "texts": make.REPORT_TEXTS,
        "outputs": [],
        "money_used": 1_100_000,
        "version": 0,
        "submit": False,
        "actor": make.applicant(),
        "now": make.DECIDED,
        **more,
    }
    return save_report(application_id=application.pk, **arguments)  # type: ignore[arg-type]


def test_half_a_report_is_kept() -> None:
    application = make.running_application()
    report = write(application, texts={"summary_sv": "Halv"}, money_used=None)
    assert (report.summary_sv, report.money_used, report.version) == ("Halv", None, 1)
    assert Application.objects.get(pk=application.pk).state == "running"


def test_a_text_too_long_to_keep_is_refused_not_cut() -> None:
    application = make.running_application()
    with pytest.raises(Refused) as refused:
        write(application, texts={"summary_sv": "x" * 20_001})
    assert [finding.field for finding in refused.value.verdict.findings] == ["summary_sv"]
    assert write(application, texts={"summary_sv": "x" * 20_000}).summary_sv == "x" * 20_000


def test_a_submitted_report_waits_for_an_officer() -> None:
    application = make.running_application()
    outputs = [OutputInput("software", " Verktyget ", "https://kod.example/")]
    report = write(application, outputs=outputs, submit=True)
    assert (report.submitted_at, report.submitted_by) == (make.DECIDED, make.applicant())
    assert report.outputs == [{"kind": "software", "title": "Verktyget", "url": "https://kod.example/"}]
    assert Application.objects.get(pk=application.pk).state == "reported"
    with pytest.raises(Refused):
        write(application, version=1)


def test_everything_that_is_missing_is_told_at_once() -> None:
    application = make.running_application()
    texts = {"summary_sv": "x" * 1501}
    outputs = [OutputInput("software", "", "ftp://x")]
    with pytest.raises(Refused) as refused:
        write(application, texts=texts, outputs=outputs, money_used=None, submit=True)
    fields = {finding.field for finding in refused.value.verdict.stops}
    assert fields == {"summary_sv", "results_sv", "effects_sv", "outputs", "money_used"}
    assert Report.objects.count() == 0


def test_an_old_version_is_refused_with_what_stands_there() -> None:
    application = make.running_application()
    write(application)
    with pytest.raises(ReportChanged) as changed:
        write(application, texts={"summary_sv": "Över"})
    assert changed.value.current.summary_sv == make.REPORT_TEXTS["summary_sv"]


def test_only_the_coordinator_of_a_running_project_reports() -> None:
    application = make.running_application()
    for nobody in (make.stranger(), make.officer()):
        with pytest.raises(Refused):
            write(application, actor=nobody)
    with pytest.raises(Refused):
        write(make.submitted_application())
