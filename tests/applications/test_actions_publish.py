"""The door from the case file to the public record: at the moment, once, and nothing more than it says."""

from dataclasses import replace
from datetime import timedelta

import pytest

from applications.actions.decide import decline, prepare, sign
from applications.actions.publish import project_facts, publish_due
from applications.actions.report import outcome_facts
from applications.models import Application, Decision
from applications.snapshots import content_of, valid_snapshot
from journal.models import Entry
from registry.models import AwardRow, Change, Project, PublishedApplication
from rulebook.states import DecisionKind
from tests import factories as f

pytestmark = pytest.mark.django_db


def signed(kind: DecisionKind = DecisionKind.GRANTED, **more: object) -> tuple[Application, Decision]:
    """Sign a decision with some fields of the proposal replaced."""
    application, _assignment = f.cleared_application()
    given = replace(f.decision_input(application, kind), **more)  # type: ignore[arg-type]
    prepare(application_id=application.pk, given=given, actor=f.officer(), now=f.REVIEWED)
    return application, sign(application_id=application.pk, actor=f.decider(), now=f.DECIDED)


def kinds_changed() -> list[str]:
    return sorted(
        set(Change.objects.filter(kind__in=["project", "application"]).values_list("kind", flat=True))
    )


def test_a_grant_becomes_public_at_its_moment_and_not_before() -> None:
    moment = f.DECIDED + timedelta(days=3)
    application, _decision = signed(publish_at=moment)
    assert publish_due(now=moment - timedelta(seconds=1)) == 0
    assert (Project.objects.count(), PublishedApplication.objects.count(), kinds_changed()) == (0, 0, [])
    assert publish_due(now=moment) == 1
    project = Project.objects.get()
    assert (
        project.diarienummer,
        project.title_sv,
        project.title_en,
        project.amount_awarded,
        str(project.starts),
        str(project.ends),
        project.status,
        str(project.decided_on),
        project.goals,
        project.round_id,
    ) == (
        application.case_number,
        "Öppna medborgarbudgeten",
        "The open citizens' budget",
        1_200_000,
        "2027-03-01",
        "2028-08-31",
        "not_started",
        "2026-11-12",
        [11, 16],
        application.round_id,
    )
    assert list(
        project.parties.order_by("order").values_list(
            "name", "workplace", "sector", "is_coordinator", "amount_awarded", "own_funding"
        )
    ) == [
        ("Sjöbro kommun", "Kommunledningskontoret", "public", True, 700_000, 100_000),
        ("Föreningen Öppna kartan", "", "civil_society", False, 500_000, 0),
    ]
    assert sorted(AwardRow.objects.values_list("year", "aid_ground", "amount")) == [
        (2027, "not_aid", 500_000),
        (2027, "not_aid", 700_000),
    ]
    published = PublishedApplication.objects.get()
    assert (published.diarienummer, published.outcome, published.amount_sought) == (
        application.case_number,
        "granted",
        1_200_000,
    )
    assert kinds_changed() == ["application", "project"]
    assert Application.objects.get(pk=application.pk).state == "running"


def test_it_becomes_public_once() -> None:
    signed()
    assert [publish_due(now=f.DECIDED), publish_due(now=f.DECIDED), publish_due(now=f.DECIDED)] == [1, 0, 0]
    assert (
        Project.objects.count(),
        Entry.objects.filter(action="publish", object_kind="application").count(),
    ) == (
        1,
        1,
    )


def test_a_proposed_decision_never_becomes_public() -> None:
    f.prepared_application()
    assert publish_due(now=f.FAR_AWAY) == 0
    assert not Project.objects.exists()


@pytest.mark.parametrize("shown", [True, False])
def test_a_refusal_is_shown_only_where_the_funder_says_so(shown: bool) -> None:
    application, _decision = signed(DecisionKind.REFUSED, publish_refused=shown)
    publish_due(now=f.DECIDED)
    assert not Project.objects.exists()
    found = list(PublishedApplication.objects.values_list("diarienummer", "outcome", "title_sv"))
    assert found == ([(application.case_number, "refused", "Öppna medborgarbudgeten")] if shown else [])
    assert Application.objects.get(pk=application.pk).state == "refused"


@pytest.mark.parametrize(
    "kind",
    [DecisionKind.RESERVE, DecisionKind.EARLY_REFUSED, DecisionKind.DISMISSED, DecisionKind.STRUCK_OFF],
)
def test_no_other_decision_reaches_the_record(kind: DecisionKind) -> None:
    signed(kind, publish_refused=True)
    publish_due(now=f.DECIDED)
    assert (Project.objects.count(), PublishedApplication.objects.count()) == (0, 0)


def test_a_grant_that_was_declined_before_its_moment_never_becomes_a_project() -> None:
    moment = f.DECIDED + timedelta(days=3)
    application, _decision = signed(publish_at=moment)
    decline(application_id=application.pk, actor=f.applicant(), now=f.DECIDED)
    publish_due(now=moment)
    assert (Project.objects.count(), PublishedApplication.objects.count()) == (0, 0)


def test_one_decision_that_fails_does_not_hold_the_others_back() -> None:
    first, decision = signed()
    decision.rows.all().update(aid_ground="no-ground")
    second, _decision = signed()
    assert publish_due(now=f.DECIDED) == 1
    assert Project.objects.get().diarienummer == second.case_number
    assert Application.objects.get(pk=first.pk).state == "granted"


def test_a_moment_that_has_passed_becomes_the_moment_of_signing() -> None:
    _application, decision = signed(publish_at=f.REVIEWED)
    assert decision.publish_at == f.DECIDED


def test_personal_identity_numbers_that_somebody_wrote_do_not_become_public() -> None:
    application, decision = signed()
    document = content_of(valid_snapshot(application))
    document["sections"]["plan"]["purpose_sv"] = "Fråga Kajsa (640823-3234) om 2027-00001."
    document["parties"][0]["workplace"] = "Kajsa 19640823-3234"
    facts = project_facts(application, decision, document, now=f.DECIDED)
    assert facts.texts["purpose_sv"] == "Fråga Kajsa (******-****) om 2027-00001."
    assert facts.parties[0].workplace == "Kajsa ******-****"


def test_personal_identity_numbers_in_a_report_do_not_become_public() -> None:
    application, report = f.reported_application()
    report.results_sv = "Kajsa 640823-3234 ledde arbetet."
    report.outputs = [{"kind": "report", "title": "Om 640823-3234", "url": ""}]
    facts = outcome_facts(application, report)
    assert facts.texts["results_sv"] == "Kajsa ******-**** ledde arbetet."
    assert facts.outputs[0].title == "Om ******-****"
