"""Decisions of a case as people at the desk read them, with the parties' names as they were submitted."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from applications.document import Document
from applications.heads import party_name
from applications.models import Application, Decision
from applications.protocol import Protocol, protocol_of
from registry.models.choices import AidGroundChoice
from rulebook.states import DecisionKind

KIND_NAMES = dict(Decision.KINDS) | {DecisionKind.GRANTED.value: gettext_lazy("Award the grant")}


@dataclass(frozen=True)
class Granted:
    """What one party gets for one year on one ground, whole kronor; the level in percent, if given."""

    party: str
    year: int
    ground: str
    amount: int
    level: int | None


@dataclass(frozen=True)
class Proposal:
    """One decision, prepared, sent back or signed, with its rows and what the rules said of it."""

    decision: Decision
    rows: tuple[Granted, ...]
    protocol: Protocol

    @property
    def kind(self) -> str:
        """What kind of decision it is, in words."""
        return str(KIND_NAMES[self.decision.kind])

    @property
    def total(self) -> int:
        """What is granted in all, whole kronor."""
        return sum(row.amount for row in self.rows)


def proposals_of(application: Application, document: Document) -> list[Proposal]:
    """Every decision of the case, newest first."""
    decisions = application.decisions.select_related("prepared_by", "signed_by").prefetch_related("rows")
    return [proposal_of(decision, document) for decision in decisions.order_by("-number")]


def proposal_of(decision: Decision, document: Document) -> Proposal:
    """Arrange one decision; the parties stand in the order of the application."""
    order = {party["id"]: place for place, party in enumerate(document["parties"])}
    names = {party["id"]: party_name(party) for party in document["parties"]}
    rows = sorted(decision.rows.all(), key=lambda row: (order.get(str(row.party_id), -1), row.year))
    return Proposal(
        decision,
        tuple(
            Granted(
                names.get(str(row.party_id), ""),
                row.year,
                str(AidGroundChoice(row.aid_ground).label),
                row.amount,
                row.highest_support_level,
            )
            for row in rows
        ),
        protocol_of(decision.verdict),
    )
