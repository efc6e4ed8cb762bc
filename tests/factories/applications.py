"""Applications from an empty draft to a submitted case."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.utils import timezone

from accounts.models import User
from applications.actions.budget import BudgetInput, save_budget
from applications.actions.invite import invite
from applications.actions.party import PartyInput, add_party, save_party
from applications.actions.save import save
from applications.actions.start import start
from applications.actions.submit import submit
from applications.models import Application, Invitation, Participant, Party, SectionAnswer
from registry.models import Round
from rulebook.access import Role
from rulebook.facts import Sector
from tests.factories.calls import APPLIED, open_round
from tests.factories.people import applicant, partner
from tests.rulebook.numbers import number_for

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
