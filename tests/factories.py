"""A small cast and an open call: what tests of several rooms begin with.

Everything is made by the product's own actions and publish functions. Moments are UTC; a round from
`open_round` is open on any day a test runs, one from `closed_round` was open on `APPLIED`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from accounts.models import Mandate, StaffRole, User
from applications.actions.assign import assign
from applications.actions.budget import BudgetInput, save_budget
from applications.actions.decide import DecisionInput, RowInput, prepare, sign
from applications.actions.declare import declare
from applications.actions.invite import invite
from applications.actions.party import PartyInput, add_party, save_party
from applications.actions.publish import publish_due
from applications.actions.report import OutputInput, save_report
from applications.actions.save import save
from applications.actions.start import start
from applications.actions.submit import submit
from applications.models import (
    Application,
    Assignment,
    Decision,
    Invitation,
    Participant,
    Party,
    Report,
    SectionAnswer,
)
from registry.facts import CallFacts, CallTexts, ProgrammeFacts, RoundFacts
from registry.models import Funder, Round
from registry.publish import publish_call, publish_programme
from rulebook.access import Role
from rulebook.access import StaffRole as Staff
from rulebook.examples import CIVIC_TECH
from rulebook.facts import Sector
from rulebook.questions import Form, form_as_json
from rulebook.standard_form import STANDARD_FORM
from rulebook.states import DecisionKind
from rulebook.vocabulary import clause_as_json
from tests.rulebook.numbers import number_for

OPENED = datetime(2026, 9, 1, 7, tzinfo=UTC)
APPLIED = datetime(2026, 10, 20, 9, 30, tzinfo=UTC)
CLOSED = datetime(2026, 10, 29, 13, tzinfo=UTC)
REVIEWED = datetime(2026, 11, 5, 8, tzinfo=UTC)
DECIDED = datetime(2026, 11, 12, 10, tzinfo=UTC)
FAR_AWAY = datetime(2099, 11, 26, 13, tzinfo=UTC)
PASSWORD = "tre-ekar-vid-sjon"

CRITERIA: tuple[dict[str, Any], ...] = (
    {
        "key": "potential",
        "title_sv": "Potential",
        "title_en": "Potential",
        "description_sv": "Hur viktigt behovet är.",
        "description_en": "How important the need is.",
        "scale": [1, 7],
        "weight": 2,
    },
    {
        "key": "team",
        "title_sv": "Aktörer",
        "title_en": "Actors",
        "description_sv": "Om gruppen kan genomföra projektet.",
        "description_en": "Whether the group can carry the project out.",
        "scale": [1, 7],
        "weight": 1,
    },
)


# -- People --------------------------------------------------------------------------------------
def person(email: str, name: str = "", language: str = "sv") -> User:
    """Return the person with this address, made if they are new. Their password is PASSWORD."""
    found = User.objects.filter(email=email).first()
    return found or User.objects.create_user(email, PASSWORD, name=name, language=language)


def staff(email: str, name: str, *roles: Staff) -> User:
    """Return a person who has held the roles for the funder since 2020."""
    user = person(email, name)
    for role in roles:
        StaffRole.objects.get_or_create(user=user, role=role.value, since=date(2020, 1, 1))
    return user


def applicant() -> User:
    """Return Alma, who leads projects in a municipality."""
    return person("alma@sjobro.example", "Alma Bergdahl")


def partner() -> User:
    """Return Petra, who works for the association that takes part."""
    return person("petra@oppnakarta.example", "Petra Nyström")


def stranger() -> User:
    """Return somebody who has an account and nothing to do with the case."""
    return person("stig@annanstans.example", "Stig Utter")


def officer() -> User:
    """Return Olof, officer at the funder."""
    return staff("olof@tallmyren.example", "Olof Hed", Staff.OFFICER)


def assessor() -> User:
    """Return Asta, who assesses for the funder."""
    return staff("asta@bedomare.example", "Asta Lind", Staff.ASSESSOR)


def decider() -> User:
    """Return Disa, who may decide everything up to ten million kronor."""
    user = staff("disa@tallmyren.example", "Disa Strand", Staff.DECIDER)
    Mandate.objects.get_or_create(user=user, highest_sum=10_000_000, since=date(2020, 1, 1))
    return user


def registrar() -> User:
    """Return Rut, registrar at the funder."""
    return staff("rut@tallmyren.example", "Rut Ek", Staff.REGISTRAR)


def editor() -> User:
    """Return Edit, who writes calls."""
    return staff("edit@tallmyren.example", "Edit Falk", Staff.EDITOR)


# -- Calls ---------------------------------------------------------------------------------------
def own_funder() -> Funder:
    """Return the funder whose portal this is, made if there is none."""
    found = Funder.objects.filter(is_own=True).first()
    return found or Funder.objects.create(
        slug="tallmyren", name_sv="Stiftelsen Tallmyren", name_en="The Tallmyren Foundation", is_own=True
    )


def open_round(
    *,
    opens_at: datetime = OPENED,
    closes_at: datetime = FAR_AWAY,
    rules: Sequence[Mapping[str, Any]] | None = None,
    form: Form = STANDARD_FORM,
    title: str = "Civic tech som stärker demokratin",
) -> Round:
    """Publish the civic-tech call with one round and return the round.

    At least two actors, at least two sectors, at most 2 000 000 kronor; `rules` and `form` replace that.
    """
    own_funder()
    programme = uuid4()
    publish_programme(
        ProgrammeFacts(key=programme, title_sv="Öppen demokrati", title_en="Open democracy"),
        now=opens_at,
        actor="machine:test",
    )
    clauses = [clause_as_json(clause) for clause in CIVIC_TECH] if rules is None else [dict(r) for r in rules]
    call = publish_call(
        CallFacts(
            key=uuid4(),
            programme_key=programme,
            texts_sv=CallTexts(title=title, ingress="Digitala verktyg som invånarna äger."),
            texts_en=CallTexts(title="Civic tech that strengthens democracy"),
            criteria=CRITERIA,
            rounds=(
                RoundFacts(
                    key="one",
                    title_sv="Hösten",
                    title_en="Autumn",
                    opens_at=opens_at,
                    closes_at=closes_at,
                    form=form_as_json(form),
                    rules=clauses,
                ),
            ),
        ),
        now=opens_at,
        actor="machine:test",
    )
    return call.rounds.get()


def closed_round(**more: Any) -> Round:
    """Publish the same call with a round that was open on APPLIED and closed on CLOSED."""
    return open_round(closes_at=CLOSED, **more)


# -- Applications --------------------------------------------------------------------------------
ANSWERS: dict[str, dict[str, str]] = {
    "project": {
        "title_sv": "Öppna medborgarbudgeten",
        "title_en": "The open citizens' budget",
        "summary_sv": "Invånarna i Sjöbro prövar ett öppet verktyg för medborgarbudget.",
        "summary_en": "The people of Sjöbro try an open tool for a citizens' budget.",
        "starts": "2027-03-01",
        "ends": "2028-08-31",
        "amount_sought": "1 200 000 kr",
        "goals": "11,16",
    },
    "plan": {
        "purpose_sv": "Fler ska kunna påverka hur kommunens pengar används.",
        "effects_sv": "Ett verktyg som varje kommun kan använda utan licens.",
        "plan_sv": "Tre omgångar med invånare, var och en med en öppen utvärdering.",
    },
    "contacts": {
        "leader_name": "Alma Bergdahl",
        "leader_email": "alma@sjobro.example",
        "leader_phone": "+46 70 123 45 67",
        "signatory_name": "Kerstin Ahl",
        "signatory_email": "kerstin@sjobro.example",
    },
}
MUNICIPALITY = PartyInput(
    name="Sjöbro kommun",
    organisation_number=number_for(Sector.MUNICIPALITY, 70001),
    workplace="Kommunledningskontoret",
    county_code="12",
    municipality_code="1265",
    sector=Sector.MUNICIPALITY.value,
    role="coordinator",
)
ASSOCIATION = PartyInput(
    name="Föreningen Öppna kartan",
    organisation_number=number_for(Sector.ASSOCIATION, 70002),
    sector=Sector.ASSOCIATION.value,
    contact_name="Petra Nyström",
    contact_email="petra@oppnakarta.example",
)
BUDGETS: tuple[tuple[BudgetInput, ...], ...] = (
    (
        BudgetInput(2027, "personnel", 500_000),
        BudgetInput(2028, "personnel", 300_000),
        BudgetInput(2027, "grant", 450_000),
        BudgetInput(2028, "grant", 250_000),
        BudgetInput(2027, "own_in_kind", 50_000),
        BudgetInput(2028, "own_in_kind", 50_000),
    ),
    (
        BudgetInput(2027, "personnel", 300_000),
        BudgetInput(2028, "other_direct", 200_000),
        BudgetInput(2027, "grant", 300_000),
        BudgetInput(2028, "grant", 200_000),
    ),
)


def draft_application(
    *, round_: Round | None = None, user: User | None = None, now: datetime = APPLIED
) -> Application:
    """Start an application, empty but for the coordinating party without particulars."""
    return start(round_id=(round_ or open_round()).pk, actor=user or applicant(), now=now)


def version_of(application: Application, key: str) -> int:
    """Return the version of a section (`party:HEX` and `budget:HEX` for a party's pages)."""
    return SectionAnswer.objects.get(application=application, key=key).version


def give_party(
    application: Application, party: Party, given: PartyInput, *, user: User | None = None, now: datetime
) -> Party:
    """Write a party's particulars."""
    return save_party(
        application_id=application.pk,
        party_id=party.pk,
        given=given,
        version=version_of(application, f"party:{party.pk.hex}"),
        actor=user or applicant(),
        now=now,
    )


def give_budget(
    application: Application,
    party: Party,
    lines: Sequence[BudgetInput],
    *,
    user: User | None = None,
    now: datetime = APPLIED,
) -> Party:
    """Write a party's budget."""
    return save_budget(
        application_id=application.pk,
        party_id=party.pk,
        lines=lines,
        version=version_of(application, f"budget:{party.pk.hex}"),
        actor=user or applicant(),
        now=now,
    )


def give_answers(
    application: Application,
    key: str,
    answers: Mapping[str, str],
    *,
    user: User | None = None,
    now: datetime = APPLIED,
) -> SectionAnswer:
    """Write answers into a section."""
    return save(
        application_id=application.pk,
        key=key,
        answers=answers,
        version=version_of(application, key),
        actor=user or applicant(),
        now=now,
    )


def filled_application(
    *, round_: Round | None = None, user: User | None = None, now: datetime = APPLIED
) -> Application:
    """Fill an application in so that nothing stops it: two parties, 1 200 000 kronor, all answers."""
    user = user or applicant()
    application = draft_application(round_=round_, user=user, now=now)
    for key, answers in ANSWERS.items():
        give_answers(application, key, answers, user=user, now=now)
    first = give_party(application, application.parties.get(), MUNICIPALITY, user=user, now=now)
    second = add_party(application_id=application.pk, given=ASSOCIATION, actor=user, now=now)
    for party, lines in zip((first, second), BUDGETS, strict=True):
        give_budget(application, party, lines, user=user, now=now)
    return Application.objects.get(pk=application.pk)


def with_partner(application: Application, user: User | None = None) -> Participant:
    """Let a partner's person into the application, without the mail in between."""
    party = application.parties.exclude(role="coordinator").first()
    return Participant.objects.create(
        application=application,
        user=user or partner(),
        role=Role.PARTNER.value,
        party=party,
        joined_at=APPLIED,
    )


def waiting_invitation(application: Application) -> tuple[Invitation, str]:
    """Invite Petra for the partner; the link (its secret) can be used on the day the test runs."""
    return invite(
        application_id=application.pk,
        party_id=application.parties.exclude(role="coordinator").get().pk,
        email="petra@oppnakarta.example",
        actor=applicant(),
        now=timezone.now(),
    )


def submitted_application(
    *,
    round_: Round | None = None,
    user: User | None = None,
    key: UUID | None = None,
    now: datetime = APPLIED,
) -> Application:
    """Fill an application in and submit it. Give a `closed_round()` for one that the funder works with."""
    user = user or applicant()
    application = filled_application(round_=round_, user=user, now=now)
    submit(
        application_id=application.pk,
        submission_key=key or uuid4(),
        submit_anyway=False,
        actor=user,
        arrived_at=now,
        now=now,
    )
    return Application.objects.get(pk=application.pk)


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


# -- Decisions and reports -----------------------------------------------------------------------
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
