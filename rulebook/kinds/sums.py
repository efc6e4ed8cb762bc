"""Sums: the highest and lowest for a project and for a party, and how the grant is shared."""

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.budget import sum_sought, total_cost
from rulebook.choices import ShareOf
from rulebook.consortium import NO, YES, tally
from rulebook.counting import Counting
from rulebook.facts import ApplicationFacts
from rulebook.kinds.counted import unsettled
from rulebook.money import holds_share, most_of
from rulebook.parameters import choice, integer, kronor, percent
from rulebook.rule import Rule, Said, met, not_known, not_met
from rulebook.terms import term
from rulebook.ties import name_of, names
from rulebook.verdict import Answer, Effect, Kronor, say, type_of_parameter

SOUGHT = "project.amount_sought"
DECIDED = "decision.amount_decided"


@dataclass(frozen=True, kw_only=True)
class Ceiling(Rule):
    """The highest sum, of what is sought and of what is decided."""

    id = "ceiling"
    title = "Highest sum"
    asks = "At most this sum may be sought, and at most this sum may be granted."
    usual = Effect.BLOCKS

    most: int = kronor("Highest sum")

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Check the sum sought (the larger of head and parts) and the sum decided."""
        sought = sum_sought(facts)
        if sought is None:
            yield not_known(
                SOUGHT, say("State the sum that you seek. At most {most}.", most=Kronor(self.most)), SOUGHT
            )
        elif sought <= self.most:
            yield met(
                SOUGHT,
                say(
                    "Sought: {sought}. The ceiling is {most}.", sought=Kronor(sought), most=Kronor(self.most)
                ),
            )
        else:
            yield not_met(
                SOUGHT,
                say(
                    "Sought: {sought}. That is {over} more than the ceiling of the call, {most}. "
                    "Lower the parties' grants and the sum.",
                    sought=Kronor(sought),
                    over=Kronor(sought - self.most),
                    most=Kronor(self.most),
                ),
            )
        if facts.amount_decided is not None:
            yield self._decided(facts.amount_decided)

    def _decided(self, decided: int) -> Said:
        if decided <= self.most:
            return met(
                DECIDED,
                say(
                    "Decided: {decided}. The ceiling is {most}.",
                    decided=Kronor(decided),
                    most=Kronor(self.most),
                ),
            )
        return not_met(
            DECIDED,
            say(
                "Decided: {decided}. That is {over} more than the ceiling of the call, {most}. "
                "Lower the sum.",
                decided=Kronor(decided),
                over=Kronor(decided - self.most),
                most=Kronor(self.most),
            ),
        )


@dataclass(frozen=True, kw_only=True)
class LowestSum(Rule):
    """The lowest sum that may be sought."""

    id = "lowest_sum"
    title = "Lowest sum"
    asks = "At least this sum must be sought. A decision may still grant less."

    least: int = kronor("Lowest sum")

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Check the sum sought."""
        sought = facts.amount_sought
        if sought is None:
            yield not_known(
                SOUGHT,
                say("State the sum that you seek. At least {least}.", least=Kronor(self.least)),
                SOUGHT,
            )
        elif sought >= self.least:
            yield met(
                SOUGHT,
                say(
                    "Sought: {sought}. The lowest sum is {least}.",
                    sought=Kronor(sought),
                    least=Kronor(self.least),
                ),
            )
        else:
            yield not_met(
                SOUGHT,
                say(
                    "Sought: {sought}. The call asks for at least {least}. "
                    "Raise the sum if the costs allow it; otherwise the call doesn't fit the project.",
                    sought=Kronor(sought),
                    least=Kronor(self.least),
                ),
            )


@dataclass(frozen=True, kw_only=True)
class PartyCeiling(Rule):
    """The highest sum for one party."""

    id = "party_ceiling"
    title = "Highest sum for a party"
    asks = "No party may seek more than this sum."

    most: int = kronor("Highest sum for a party")

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Check every party that seeks a grant."""
        for party in facts.parties:
            if party.grant > self.most:
                yield not_met(
                    f"budget.{party.key}",
                    say(
                        "{party} seeks {grant}. The call allows at most {most} for a party. "
                        "Lower the party's grant.",
                        party=name_of(party),
                        grant=Kronor(party.grant),
                        most=Kronor(self.most),
                    ),
                )
            elif party.grant:
                yield met(
                    f"budget.{party.key}",
                    say(
                        "{party} seeks {grant}, at most {most} is allowed.",
                        party=name_of(party),
                        grant=Kronor(party.grant),
                        most=Kronor(self.most),
                    ),
                )


@dataclass(frozen=True, kw_only=True)
class PartyShare(Rule):
    """The highest share of one party."""

    id = "party_share"
    title = "Highest share for a party"
    asks = "No party may have more than this share of the whole grant, or of the whole cost."

    most: int = percent("Highest share, percent")
    share_of: ShareOf = choice("Share", ShareOf, default=ShareOf.GRANT)

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Check every party's part of the whole."""
        by_cost = self.share_of is ShareOf.COST
        whole = total_cost(facts) if by_cost else sum(party.grant for party in facts.parties)
        for party in facts.parties:
            part = party.total_cost if by_cost else party.grant
            holes: dict[str, type_of_parameter] = {
                "party": name_of(party),
                "part": Kronor(part),
                "whole": Kronor(whole),
                "most": self.most,
                "share_of": term(self.share_of),
                "highest": Kronor(most_of(whole, self.most)),
            }
            if not holds_share(part, whole, self.most):
                yield not_met(
                    f"budget.{party.key}",
                    say(
                        "{party} has {part} of {whole}. No party may have more than {most} percent "
                        "{share_of}, here {highest}. Share the budget in another way.",
                        **holes,
                    ),
                )
            elif part:
                yield met(
                    f"budget.{party.key}",
                    say(
                        "{party} has {part} of {whole}, at most {most} percent {share_of} is allowed.",
                        **holes,
                    ),
                )


@dataclass(frozen=True, kw_only=True)
class FundedParties(Rule):
    """At least so many parties that receive a grant."""

    id = "funded_parties"
    title = "Parties that receive a grant"
    asks = "At least so many actors must seek a grant for themselves."

    least: int = integer("Smallest number of actors with a grant", minimum=1, maximum=100)

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Count the actors that seek a grant."""
        found = tally(facts, counting, lambda party: YES if party.grant > 0 else NO)
        match found.answer(self.least):
            case Answer.MET:
                yield met(
                    "parties",
                    say(
                        "Actors that seek a grant: {count} ({actors}). The call asks for at least {least}.",
                        count=found.surely,
                        actors=names(found.parties),
                        least=self.least,
                    ),
                )
            case Answer.NOT_MET:
                yield not_met(
                    "parties",
                    say(
                        "Actors that seek a grant: {count}. The call asks for at least {least}. "
                        "Give more parties a part of the grant.",
                        count=found.surely,
                        least=self.least,
                    ),
                )
            case _:
                yield unsettled(found, self.least)
