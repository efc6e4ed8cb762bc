"""What a file that was read would change: shown to its sender, and handed back signed when they agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import models

from applications.actions.budget import BudgetInput, PartyBudget, PersonnelInput
from applications.budget_table import PartyTable, budget_table, held
from applications.budgets import with_budget
from applications.document import Document
from applications.forms.budget import BudgetForm, differing
from applications.heads import party_name
from applications.spreadsheet.read import PartySheet

AGREED_WITHIN = 60 * 60  # seconds
_SALT = "applications.spreadsheet"


@dataclass(frozen=True)
class Change:
    """What a file changes for one party: (label, now, new) for every cell, and the sums then and after.

    `made_before` says that somebody saved the budget after the file was downloaded.
    """

    party: UUID
    name: str
    cells: tuple[tuple[str, str, str], ...]
    before: PartyTable
    after: PartyTable
    budget: PartyBudget
    made_before: bool


def changes_in(
    document: Document,
    sheets: Sequence[PartySheet],
    *,
    versions: dict[UUID, int],
    file_versions: dict[UUID, int],
) -> tuple[Change, ...]:
    """Compare a file with what stands there now; parties that it does not change are left out."""
    found = (_change(document, sheet, versions[sheet.party], file_versions) for sheet in sheets)
    return tuple(change for change in found if change is not None)


def _change(
    document: Document, sheet: PartySheet, version: int, file_versions: dict[UUID, int]
) -> Change | None:
    key = str(sheet.party)
    changed = with_budget(document, sheet.party, sheet.lines, sheet.personnel)
    pair = [next(one for one in where["parties"] if one["id"] == key) for where in (document, changed)]
    years = sorted(held(pair))
    cells = differing(*(BudgetForm.of_party(years, party) for party in pair))
    if not cells:
        return None
    before, after = (budget_table(where, years=years).party(key) for where in (document, changed))
    return Change(
        party=sheet.party,
        name=party_name(pair[0]),
        cells=tuple((label, now, new) for label, (now, new) in cells.items()),
        before=before,
        after=after,
        budget=PartyBudget(
            party_id=sheet.party, lines=sheet.lines, personnel=sheet.personnel, version=version
        ),
        made_before=file_versions.get(sheet.party, version) != version,
    )


def signed(changes: Sequence[Change], *, application: UUID, user: models.Model) -> str:
    """Write what was shown so that nobody can alter it: whole kronor, hours, the versions it stood over."""
    budgets = [
        {
            "party": str(change.party),
            "version": change.budget.version,
            "lines": [[line.year, line.kind, line.amount] for line in change.budget.lines if line.amount],
            "personnel": [
                [row.year, row.description, row.hours, row.hourly_rate, row.order]
                for row in change.budget.personnel
            ],
        }
        for change in changes
    ]
    content = {"application": str(application), "user": user.pk, "budgets": budgets}
    return signing.dumps(content, salt=_SALT, compress=True)


def agreed(text: str, *, application: UUID, user: models.Model) -> tuple[PartyBudget, ...] | None:
    """Read what `signed` wrote for this person and application within the hour; None for anything else."""
    try:
        content: dict[str, Any] = signing.loads(text, salt=_SALT, max_age=AGREED_WITHIN)
    except signing.BadSignature:
        return None
    if (content["application"], content["user"]) != (str(application), user.pk):
        return None
    return tuple(
        PartyBudget(
            party_id=UUID(budget["party"]),
            version=budget["version"],
            lines=tuple(BudgetInput(*line) for line in budget["lines"]),
            personnel=tuple(PersonnelInput(*row) for row in budget["personnel"]),
        )
        for budget in content["budgets"]
    )
