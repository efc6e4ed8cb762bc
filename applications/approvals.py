"""A party's approval (godkännande): exactly what is approved, how far it has come, whether it still holds.

What is approved is the party's own part and budget as they stand, together with the project that they are
a part of, known by the SHA-256 of its canonical JSON. A change of the party's own part or budget lets the
approval lapse; a change of the project's words does not, and what was approved stays known by its hash.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from applications.document import Document, answer, sought_by, sought_in_all
from applications.facts import clauses_of
from applications.models import Application, Participant, PartyApproval
from journal.canonical import sha256_of
from registry.models import Round
from rulebook.access import Role
from rulebook.choices import Approvers
from rulebook.vocabulary import make_rule

ABOUT_PROJECT = ("title_sv", "title_en", "summary_sv", "summary_en", "starts", "ends", "amount_sought")
# Of a party's particulars these are about the approval itself, or about how the party is shown.
_NOT_APPROVED = frozenset(
    {"approvals", "approvals_lapsed", "signatories_needed", "sector_origin", "hidden", "grant_total"}
)


@dataclass(frozen=True)
class Standing:
    """How far a party's approval has come. `given` are the approvals that hold, as the document has them."""

    party: dict[str, Any]
    given: tuple[dict[str, Any], ...]
    needed: int
    lapsed: bool
    asked: bool

    @property
    def complete(self) -> bool:
        """Whether as many different people as needed have approved."""
        return len(self.given) >= self.needed

    @property
    def missing(self) -> int:
        """How many people are still to approve."""
        return max(self.needed - len(self.given), 0)


def asks_for_approval(round_: Round) -> Approvers | None:
    """Whose approval the call demands, or None where it demands none."""
    found = [make_rule(clause) for clause in clauses_of(round_) if clause.rule == "party_approvals"]
    asked = [getattr(rule, "who", Approvers.ALL) for rule in found]
    return None if not asked else Approvers.ALL if Approvers.ALL in asked else Approvers.FUNDED


def standings_of(document: Document, round_: Round) -> tuple[Standing, ...]:
    """Say of every party how far its approval has come."""
    who = asks_for_approval(round_)
    return tuple(
        Standing(
            party=party,
            given=tuple(party.get("approvals", ())),
            needed=int(party.get("signatories_needed") or 1),
            lapsed=bool(party.get("approvals_lapsed")),
            asked=who is Approvers.ALL or (who is Approvers.FUNDED and bool(sought_by(party))),
        )
        for party in document["parties"]
    )


def content_to_approve(document: Document, party_id: str) -> dict[str, Any]:
    """Return exactly what a party approves, as JSON values. Raises StopIteration for an unknown party."""
    party = next(one for one in document["parties"] if one["id"] == party_id)
    return {
        "application": document["application"],
        "call": document["call"],
        "round": document["round"],
        "project": {key: answer(document, "project", key) for key in ABOUT_PROJECT},
        "sought_in_all": sought_in_all(document),
        "party": own_part(party),
    }


def own_part(party: Mapping[str, Any]) -> dict[str, Any]:
    """Return a party's particulars and budget without what is said of its approval."""
    return {key: value for key, value in party.items() if key not in _NOT_APPROVED}


def fingerprint(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 by which an approved content is known."""
    return sha256_of(content)


def live_approvals(application: Application) -> QuerySet[PartyApproval]:
    """The approvals that hold now."""
    return application.approvals.filter(voided_at__isnull=True).select_related("party", "user", "recorded_by")


def may_sign(person: Participant | None, party_id: str) -> bool:
    """Whether a person who takes part is an authorised signatory of the party."""
    return bool(
        person
        and person.ended_at is None
        and person.is_signatory
        and str(person.party_id) == party_id
        and Role(person.role) in (Role.COORDINATOR, Role.PARTNER)
    )
