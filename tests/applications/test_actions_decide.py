"""Preparing, sending back and signing decisions."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from accounts.models import Mandate, User
from applications.actions.decide import DecisionInput, RowInput, prepare, return_decision, sign
from applications.actions.declare import declare
from applications.actions.party import remove_party
from applications.actions.publish import publish_due
from applications.actions.unlock import relock_closed, unlock
from applications.actions.withdraw import withdraw
from applications.models import Application, Decision
from journal.models import Entry
from mail.models import Letter
from registry.models import Project, ProjectParty
from rulebook.access import StaffRole
from rulebook.states import STATE_AFTER_DECISION, DecisionKind, kinds_for
from tests import factories as f
from tests.applications.desk import LATER, filed_assessment
from tests.applications.refusals import refuses

pytestmark = pytest.mark.django_db


def propose(application: Application, given: DecisionInput, actor: User | None = None) -> Decision:
    return prepare(application_id=application.pk, given=given, actor=actor or f.officer(), now=f.REVIEWED)


def granting(application: Application, *amounts: int, **more: object) -> DecisionInput:
    return replace(f.decision_input(application, grant=f.Grant(amounts)), **more)  # type: ignore[arg-type]


def test_a_grant_is_prepared_with_rows_and_protocol() -> None:
    application, decision = f.prepared_application()
    assert application.state == "prepared"
    assert (decision.number, decision.kind, decision.prepared_by, decision.signed_at) == (
        1,
        "granted",
        f.officer(),
        None,
    )
    assert [(row.party.name, row.year, row.aid_ground, row.amount) for row in decision.rows.all()] == [
        ("Sjöbro kommun", 2027, "not_aid", 700_000),
        ("Föreningen Öppna kartan", 2027, "not_aid", 500_000),
    ]
    assert {"ceiling", "actors_at_least"} & {row["rule"] for row in decision.verdict}
    assert Entry.objects.get(action="prepare").details == {
        "state": "prepared",
        "kind": "granted",
        "sum": 1_200_000,
    }


@pytest.mark.parametrize("kind", kinds_for(is_sketch=False))
def test_every_kind_is_prepared_and_signed_into_its_state(kind: DecisionKind) -> None:
    application, decision = f.decided_application(kind)
    assert application.state == STATE_AFTER_DECISION[kind].value
    assert (decision.signed_by, decision.signed_at, decision.publish_at) == (
        f.decider(),
        f.DECIDED,
        f.DECIDED,
    )
    assert Letter.objects.filter(template="decision").exists()


def test_two_million_pass_and_a_krona_more_does_not() -> None:
    application, _assignment = f.cleared_application()
    why = "Kommunens andel växer."
    with refuses(("ceiling", "decision.amount_decided")):
        propose(application, granting(application, 1_500_000, 500_001, reason_for_more=why))
    assert not Decision.objects.exists()
    propose(application, granting(application, 1_500_000, 500_000, reason_for_more=why))


def test_more_than_sought_needs_a_reason() -> None:
    application, _assignment = f.cleared_application()
    with refuses(("decided_more_than_sought", "decision.amount_decided")):
        propose(application, granting(application, 700_000, 500_001))
    decision = propose(application, granting(application, 700_000, 500_001, reason_for_more="Prisökning."))
    assert decision.reason_for_more == "Prisökning."


def test_everything_that_is_missing_is_said_at_once() -> None:
    application, _assignment = f.cleared_application()
    with refuses(("decision", "reasons"), ("decision", "rows"), ("decision", "final_report_due")):
        propose(application, DecisionInput(kind=DecisionKind.GRANTED, reasons=" "))


def test_rows_must_make_sense() -> None:
    application, _assignment = f.cleared_application()
    party = application.parties.order_by("order")[0].pk
    due = date(2028, 10, 31)

    def with_rows(*rows: RowInput, kind: DecisionKind = DecisionKind.GRANTED) -> DecisionInput:
        return DecisionInput(kind=kind, reasons="Skäl.", rows=rows, final_report_due=due)

    good = RowInput(party_id=party, year=2027, aid_ground="not_aid", amount=1000)
    for bad in (
        with_rows(good, good),
        with_rows(replace(good, party_id=uuid4())),
        with_rows(replace(good, year=1999)),
        with_rows(replace(good, aid_ground="gift")),
        with_rows(replace(good, amount=0)),
        with_rows(good, kind=DecisionKind.REFUSED),
    ):
        with refuses(("decision", "rows")):
            propose(application, bad)


def test_nothing_is_decided_while_the_round_is_open() -> None:
    application = f.submitted_application(round_=f.open_round())
    with refuses(("decision", "")):
        propose(application, f.decision_input(application, DecisionKind.REFUSED))


def test_a_withdrawn_case_can_only_be_struck_off() -> None:
    application = f.submitted_application(round_=f.closed_round())
    withdraw(application_id=application.pk, reason="Tidsbrist.", actor=f.applicant(), now=f.REVIEWED)
    with refuses(("decision", "kind")):
        propose(application, f.decision_input(application, DecisionKind.REFUSED))
    propose(application, f.decision_input(application, DecisionKind.STRUCK_OFF))
    returned = return_decision(
        application_id=application.pk, reason="Fel skäl.", actor=f.decider(), now=f.REVIEWED
    )
    assert returned.return_reason == "Fel skäl."
    assert Application.objects.get(pk=application.pk).state == "withdrawn"


def test_a_decision_is_sent_back_with_a_reason_and_prepared_anew() -> None:
    application, decision = f.prepared_application()
    with refuses(("reason", "reason")):
        return_decision(application_id=application.pk, reason=" ", actor=f.decider(), now=f.REVIEWED)
    return_decision(application_id=application.pk, reason="Villkor saknas.", actor=f.decider(), now=LATER)
    decision.refresh_from_db()
    assert (decision.returned_at, decision.return_reason) == (LATER, "Villkor saknas.")
    assert Application.objects.get(pk=application.pk).state == "in_review"
    assert propose(application, f.decision_input(application)).number == 2


def test_who_prepared_does_not_sign() -> None:
    both = f.staff("bo@tallmyren.example", "Bo", StaffRole.OFFICER, StaffRole.DECIDER)
    Mandate.objects.create(user=both, since=date(2020, 1, 1))
    application, _assignment = f.cleared_application()
    propose(application, f.decision_input(application), actor=both)
    with refuses(("self", "")):
        sign(application_id=application.pk, actor=both, now=f.DECIDED)
    assert sign(application_id=application.pk, actor=f.decider(), now=f.DECIDED).signed_by == f.decider()


def test_who_assessed_does_not_sign() -> None:
    both = f.staff("bo@bedomare.example", "Bo", StaffRole.ASSESSOR, StaffRole.DECIDER)
    Mandate.objects.create(user=both, since=date(2020, 1, 1))
    application, assignment = f.assigned_application(user=both)
    declare(application_id=application.pk, has_conflict=False, explanation="", actor=both, now=f.REVIEWED)
    filed_assessment(application, assignment)
    propose(application, f.decision_input(application))
    with refuses(("two_chairs", "")):
        sign(application_id=application.pk, actor=both, now=f.DECIDED)


@pytest.mark.parametrize(
    "mandate",
    [
        {"highest_sum": 1_199_999},
        {"kinds": ["refused"]},
        {"until": date(2026, 11, 11)},
        {"since": date(2026, 11, 13)},
    ],
)
def test_a_decision_outside_the_mandate_is_refused(mandate: dict[str, object]) -> None:
    application, _decision = f.prepared_application()
    decider = f.staff("dan@tallmyren.example", "Dan", StaffRole.DECIDER)
    Mandate.objects.create(user=decider, **({"since": date(2020, 1, 1)} | mandate))
    with refuses(("mandate", "")):
        sign(application_id=application.pk, actor=decider, now=f.DECIDED)
    assert Decision.objects.get().signed_at is None


def test_a_mandate_for_the_very_sum_is_enough() -> None:
    application, _decision = f.prepared_application()
    decider = f.staff("dan@tallmyren.example", "Dan", StaffRole.DECIDER)
    programme = application.round.call.programme
    Mandate.objects.create(
        user=decider, highest_sum=1_200_000, kinds=["granted"], programme=programme, since=date(2026, 11, 12)
    )
    assert sign(application_id=application.pk, actor=decider, now=f.DECIDED).signed_by == decider


@pytest.mark.parametrize("who", [f.officer, f.assessor, f.registrar, f.applicant, f.stranger])
def test_only_deciders_sign(who: object) -> None:
    application, _decision = f.prepared_application()
    assert callable(who)
    with refuses(("permission", "")):
        sign(application_id=application.pk, actor=who(), now=f.DECIDED)


def test_a_conflict_stops_officer_and_decider() -> None:
    application, _decision = f.prepared_application()
    for person in (f.officer(), f.decider()):
        declare(
            application_id=application.pk,
            has_conflict=True,
            explanation="Svåger.",
            actor=person,
            now=f.DECIDED,
        )
    with refuses(("permission", "")):
        sign(application_id=application.pk, actor=f.decider(), now=f.DECIDED)
    with refuses(("permission", "")):
        return_decision(application_id=application.pk, reason="x", actor=f.officer(), now=f.DECIDED)


def test_a_signed_decision_is_signed_once() -> None:
    application, _decision = f.decided_application()
    with refuses(("permission", "")):
        sign(application_id=application.pk, actor=f.decider(), now=LATER)


def test_the_submitted_version_is_decided_even_when_a_party_was_taken_out_afterwards() -> None:
    application = f.submitted_application(round_=f.closed_round())
    before = f.CLOSED - timedelta(hours=1)
    unlock(application_id=application.pk, actor=f.applicant(), arrived_at=before, now=before)
    gone = application.parties.get(name=f.ASSOCIATION.name)
    remove_party(application_id=application.pk, party_id=gone.pk, actor=f.applicant(), now=before)
    relock_closed(now=f.REVIEWED)
    rows = [
        RowInput(party_id=party, year=2027, aid_ground="not_aid", amount=600_000)
        for party in (application.parties.get().pk, gone.pk)
    ]
    propose(application, replace(f.decision_input(application), rows=rows))
    sign(application_id=application.pk, actor=f.decider(), now=f.DECIDED)
    assert publish_due(now=f.DECIDED) == 1
    assert sorted(ProjectParty.objects.values_list("name", "amount_awarded")) == [
        ("Föreningen Öppna kartan", 600_000),
        ("Sjöbro kommun", 600_000),
    ]
    assert Project.objects.get().amount_awarded == 1_200_000


def test_a_case_in_reserve_whose_new_decision_is_sent_back_is_in_reserve_again() -> None:
    application, _decision = f.decided_application(DecisionKind.RESERVE)
    propose(application, f.decision_input(application))
    return_decision(application_id=application.pk, reason="Vänta.", actor=f.decider(), now=f.DECIDED)
    assert Application.objects.get(pk=application.pk).state == "reserve"


def test_whoever_is_tied_to_an_applicant_declares_before_preparing_or_signing() -> None:
    application, _decision = f.prepared_application()
    tied = f.staff("dag@sjobro.example", "Dag Tied", StaffRole.DECIDER, StaffRole.OFFICER)
    Mandate.objects.create(user=tied, since=date(2020, 1, 1))
    with refuses(("tie", "")):
        sign(application_id=application.pk, actor=tied, now=f.DECIDED)
    declare(application_id=application.pk, has_conflict=False, explanation="", actor=tied, now=f.DECIDED)
    with refuses(("permission", "")):
        sign(application_id=application.pk, actor=tied, now=f.DECIDED)
