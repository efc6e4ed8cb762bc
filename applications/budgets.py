"""A budget against what the call allows: the ceiling, the rules on money, and budgets not saved yet."""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from uuid import UUID

from applications.actions.budget import BudgetInput, PersonnelInput, with_hours
from applications.budget_table import PartyTable, budget_table
from applications.document import Document, answer, sought_in_all
from applications.facts import clauses_of
from registry.models import Round
from rulebook.money import read_kronor
from rulebook.verdict import Finding, Verdict

# Rules that read sums but speak of the application's head, or of a party's own page.
_ON_MONEY = frozenset(
    {
        *("ceiling", "lowest_sum", "party_ceiling", "party_share", "funded_parties", "project_share"),
        *("own_funding", "consultants_share", "indirect_share", "hourly_rate", "may_receive"),
        *("aid_intensity", "de_minimis", "coordinator_without_grant", "actors_by_sum"),
        *("parts_add_up", "costs_are_covered", "costs_in_time", "no_cost_no_grant", "double_role"),
    }
)


@dataclass(frozen=True)
class Cap:
    """What is sought against the ceiling of the call, whole kronor."""

    sought: int
    most: int

    @property
    def over(self) -> int:
        """How much more is sought than the ceiling allows; zero within it."""
        return max(self.sought - self.most, 0)

    @property
    def left(self) -> int:
        """How much more could be sought."""
        return max(self.most - self.sought, 0)

    @property
    def share(self) -> int:
        """How full it is, in whole per cent, at most 100."""
        return min(self.sought * 100 // self.most, 100) if self.most else 100


def sums_by_party(document: Document) -> tuple[PartyTable, ...]:
    """Add up each party's budget."""
    return budget_table(document).parties


def sums_in_all(document: Document) -> PartyTable:
    """Add up the whole project's budget."""
    return budget_table(document).whole


def cap_of(document: Document, round_: Round) -> Cap | None:
    """Compare what the parties seek with the lowest ceiling that the round sets; None where it sets none."""
    ceilings = [clause.parameters["most"] for clause in clauses_of(round_) if clause.rule == "ceiling"]
    known = [most for most in ceilings if isinstance(most, int)]
    return Cap(sought_in_all(document), min(known)) if known else None


def hours_needed(round_: Round) -> bool:
    """Whether the call demands that all personnel costs are given by hours."""
    return any(
        clause.rule == "hourly_rate" and clause.parameters.get("hours_needed") is True
        for clause in clauses_of(round_)
    )


def stated_sum(document: Document) -> int | None:
    """The sum in the application's head, if it can be read."""
    read = read_kronor(answer(document, "project", "amount_sought"))
    return read if isinstance(read, int) else None


def with_budget(
    document: Document, party: UUID, lines: Sequence[BudgetInput], personnel: Iterable[PersonnelInput]
) -> Document:
    """Return the document as it would be with this budget for a party; nothing is saved or checked."""
    rows = list(personnel)
    new = {
        "budget": [
            {"year": line.year, "kind": line.kind, "amount": line.amount} for line in with_hours(lines, rows)
        ],
        "personnel": [
            {
                "order": row.order,
                "year": row.year,
                "description": row.description,
                "hours": row.hours,
                "hourly_rate": row.hourly_rate,
            }
            for row in rows
        ],
    }
    changed = copy(document)
    changed["parties"] = [{**one, **new} if one["id"] == str(party) else one for one in document["parties"]]
    return changed


def money_findings(verdict: Verdict, party: str = "") -> tuple[Finding, ...]:
    """Return what the rules say of sums: of the whole project, and of one party, or of all for none."""
    return tuple(
        finding
        for finding in verdict.findings
        if finding.rule in _ON_MONEY and (not party or _about_party(finding) in ("", party))
    )


def _about_party(finding: Finding) -> str:
    head, _dot, rest = finding.field.partition(".")
    return rest.partition(".")[0] if head in ("budget", "parties") else ""
