"""What the parties' authorised signatories must have approved."""

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.choices import Approvers
from rulebook.counting import Counting
from rulebook.facts import ApplicationFacts, PartyFacts
from rulebook.parameters import choice
from rulebook.rule import Rule, Said, met, not_known, not_met
from rulebook.ties import name_of
from rulebook.verdict import Effect, say


@dataclass(frozen=True, kw_only=True)
class PartyApprovals(Rule):
    """Every party, or every one that seeks a grant, approves before the application is submitted."""

    id = "party_approvals"
    title = "The parties' approval"
    asks = (
        "An authorised signatory of each party approves the party's part and budget before the application "
        "is submitted."
    )
    usual = Effect.BLOCKS

    who: Approvers = choice("Who must approve", Approvers, default=Approvers.ALL)

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Look at each party that must approve."""
        for party in facts.parties:
            if self.who is Approvers.ALL or party.grant:
                yield self._about(party)

    def _about(self, party: PartyFacts) -> Said:
        field, name = f"approvals.{party.key}", name_of(party)
        if party.approved:
            return met(field, say("{party} has approved its part and budget.", party=name))
        if party.approved is False:
            return not_met(
                field,
                say(
                    "{party} changed its part or its budget after it was approved. "
                    "An authorised signatory must approve it again.",
                    party=name,
                ),
            )
        if party.approvals_given:
            return not_known(
                field,
                say(
                    "{party} is signed for jointly: {given} of {needed} have approved. "
                    "Ask one more authorised signatory to approve.",
                    party=name,
                    given=party.approvals_given,
                    needed=party.approvals_needed,
                ),
                field,
            )
        return not_known(
            field,
            say("{party} has not approved yet. Ask an authorised signatory to approve.", party=name),
            field,
        )
