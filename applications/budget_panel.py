"""The panel beside a budget: running totals, the ceiling, and what each rule on money says and why."""

from dataclasses import dataclass

from applications.budget_table import PartyTable, budget_table
from applications.budgets import Cap, cap_of, money_findings
from applications.checklist import Check, check_of
from applications.document import Document
from applications.facts import form_of
from applications.models import Application
from rulebook.verdict import Verdict


@dataclass(frozen=True)
class Panel:
    """Sums of one party (None where the page is about all), of all together, and the rules' answers.

    `unread` counts the cells that can't be read, which count as nothing until they are mended.
    """

    party: PartyTable | None
    whole: PartyTable
    cap: Cap | None
    checks: tuple[Check, ...]
    unread: int = 0


def panel_of(
    document: Document, verdict: Verdict, application: Application, *, party: str = "", unread: int = 0
) -> Panel:
    """Make the panel from what the reader sees: a document and a verdict about it."""
    table = budget_table(document)
    form = form_of(application.round)
    return Panel(
        party=table.party(party) if party else None,
        whole=table.whole,
        cap=cap_of(document, application.round),
        checks=tuple(check_of(application, finding, form) for finding in money_findings(verdict, party)),
        unread=unread,
    )
