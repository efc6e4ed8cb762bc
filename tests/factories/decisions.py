"""Cases that the funder works with: assigned, assessed, decided, running, reported."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from applications.actions.assign import assign
from applications.actions.decide import DecisionInput, RowInput, prepare, sign
from applications.actions.declare import declare
from applications.actions.publish import publish_due
from applications.actions.report import OutputInput, save_report
from applications.models import Application, Assignment, Decision, Report
from registry.models import Round
from rulebook.states import DecisionKind
from tests.factories.applications import submitted_application
from tests.factories.calls import DECIDED, REVIEWED, closed_round
from tests.factories.people import applicant, assessor, decider, officer


def assigned_application(
    *, round_: Round | None = None, user: User | None = None, now: datetime = REVIEWED
) -> tuple[Application, Assignment]:
    """Return a case in review with an assessor who has not declared anything yet."""
    application = submitted_application(round_=round_ or closed_round())
    assignment = assign(application_id=application.pk, assessor=user or assessor(), actor=officer(), now=now)
    return Application.objects.get(pk=application.pk), assignment


def cleared_application(*, now: datetime = REVIEWED) -> tuple[Application, Assignment]:
    """Return a case in review whose assessor has declared no conflict of interest."""
    application, assignment = assigned_application(now=now)
    declare(
        application_id=application.pk,
        has_conflict=False,
        explanation="",
        actor=assignment.assessor,
        now=now,
    )
    return application, assignment


@dataclass(frozen=True)
class Grant:
    """What `decision_input` proposes: whole kronor for each party in order, all in 2027."""

    amounts: tuple[int, ...] = (700_000, 500_000)


def decision_input(
    application: Application, kind: DecisionKind = DecisionKind.GRANTED, grant: Grant | None = None
) -> DecisionInput:
    """Return a complete proposal: reasons, and for a grant rows and a day for the final report."""
    with_money = kind in (DecisionKind.GRANTED, DecisionKind.RESERVE)
    amounts = (grant or Grant()).amounts if with_money else ()
    rows = [
        RowInput(party_id=party.pk, year=2027, aid_ground="not_aid", amount=amount)
        for party, amount in zip(application.parties.order_by("order"), amounts, strict=False)
    ]
    return DecisionInput(
        kind=kind,
        reasons="Projektet möter utlysningens syfte och gruppen kan genomföra det.",
        rows=rows,
        final_report_due=date(2028, 10, 31) if with_money else None,
    )


def prepared_application(
    kind: DecisionKind = DecisionKind.GRANTED, *, now: datetime = REVIEWED
) -> tuple[Application, Decision]:
    """Return a case whose decision waits for a signature."""
    application, _assignment = cleared_application(now=now)
    decision = prepare(
        application_id=application.pk, given=decision_input(application, kind), actor=officer(), now=now
    )
    return Application.objects.get(pk=application.pk), decision


def decided_application(
    kind: DecisionKind = DecisionKind.GRANTED, *, now: datetime = DECIDED
) -> tuple[Application, Decision]:
    """Return a case whose decision is signed; `publish_due(now=…)` makes a grant public."""
    application, _decision = prepared_application(kind)
    decision = sign(application_id=application.pk, actor=decider(), now=now)
    return Application.objects.get(pk=application.pk), decision


def running_application(*, now: datetime = DECIDED) -> Application:
    """Return a case whose project is public and running."""
    application, _decision = decided_application(now=now)
    publish_due(now=now)
    return Application.objects.get(pk=application.pk)


REPORT_TEXTS = {
    "summary_sv": "Tre kommuner använder verktyget.",
    "summary_en": "Three municipalities use the tool.",
    "results_sv": "Ett öppet verktyg och en handbok.",
    "results_en": "",
    "effects_sv": "Fler unga deltar i medborgarbudgeten.",
    "effects_en": "",
}


def reported_application(*, now: datetime = DECIDED) -> tuple[Application, Report]:
    """Return a case whose final report waits for an officer."""
    application = running_application(now=now)
    report = save_report(
        application_id=application.pk,
        texts=REPORT_TEXTS,
        outputs=[OutputInput("software", "Öppna medborgarbudgeten", "https://kod.example/budget")],
        money_used=1_200_000,
        version=0,
        submit=True,
        actor=applicant(),
        now=now,
    )
    return Application.objects.get(pk=application.pk), report
