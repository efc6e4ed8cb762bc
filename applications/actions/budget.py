"""Save the budget of one party."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import User
from applications.actions.beats import locked, note, require, require_open, touch
from applications.actions.sections import next_version, section_key
from applications.models import BudgetLine, Party
from rulebook.facts import CostCategory, FundingKind
from rulebook.money import HIGHEST
from rulebook.verdict import Refused, say
from rulebook.workflow import Action

KINDS = frozenset({kind.value for kind in (*CostCategory, *FundingKind)})
MOST_LINES = 200


@dataclass(frozen=True)
class BudgetInput:
    """One sum: year, cost category or kind of funding, whole kronor."""

    year: int
    kind: str
    amount: int


def save_budget(
    *,
    application_id: UUID,
    party_id: UUID,
    lines: Sequence[BudgetInput],
    version: int,
    actor: User,
    now: datetime,
) -> Party:
    """Replace a party's budget; lines of zero kronor are not kept.

    Raises Party.DoesNotExist, Refused, and SectionChanged when somebody else saved this budget meanwhile.
    """
    with locked(application_id) as application:
        require(application, actor, Action.SAVE, now=now)
        require_open(application, arrived_at=now)
        party = Party.objects.get(application=application, pk=party_id)
        section = next_version(application, section_key("budget", party), version, actor=actor, now=now)
        kept = [line for line in lines if line.amount]
        _check(kept)
        party.budget_lines.all().delete()
        BudgetLine.objects.bulk_create(
            BudgetLine(party=party, year=line.year, kind=line.kind, amount=line.amount) for line in kept
        )
        section.save()
        touch(application, now=now)
        note(
            application,
            "save_budget",
            actor=actor.journal_name,
            now=now,
            content=[[line.year, line.kind, line.amount] for line in kept],
            party=str(party.pk),
            version=section.version,
        )
    return party


def _check(lines: Sequence[BudgetInput]) -> None:
    places = [(line.year, line.kind) for line in lines]
    if len(lines) > MOST_LINES or len(set(places)) != len(places):
        raise Refused.because("budget", say("Each year and cost category can stand once."), "budget")
    for line in lines:
        if line.kind not in KINDS or not 2000 <= line.year <= 2100 or not 0 <= line.amount <= HIGHEST:
            raise Refused.because("budget", say("A sum in the budget is out of range."), "budget")
