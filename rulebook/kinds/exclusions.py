"""Who may not be given state aid: undertakings in difficulty, unpaid recovery orders, work that has begun."""

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.consortium import field_of
from rulebook.counting import Counting
from rulebook.facts import AidGround, ApplicationFacts, PartyFacts
from rulebook.kinds.aid import ground_of
from rulebook.parameters import flag
from rulebook.rule import Rule, Said, met, not_known, not_met
from rulebook.ties import name_of
from rulebook.verdict import say

BLOCK_EXEMPTION = frozenset({AidGround.GBER_25, AidGround.GBER_28})


def aided(facts: ApplicationFacts, *, also_de_minimis: bool) -> tuple[PartyFacts, ...]:
    """Return the parties that seek state aid, and those of which it is not known whether they do."""
    grounds = BLOCK_EXEMPTION | ({AidGround.DE_MINIMIS} if also_de_minimis else set()) | {None}
    return tuple(party for party in facts.parties if party.grant > 0 and ground_of(party) in grounds)


def ground_missing(party: PartyFacts) -> Said:
    """Say that the ground decides whether the rule holds for a party."""
    field = field_of(party, "aid_ground")
    return not_known(
        field, say("State on which ground {party} seeks its grant.", party=name_of(party)), field
    )


@dataclass(frozen=True, kw_only=True)
class NotInDifficulty(Rule):
    """No aid to an undertaking in difficulty."""

    id = "not_in_difficulty"
    title = "Not an undertaking in difficulty"
    asks = (
        "A party that seeks aid under the block exemption is not an undertaking in difficulty "
        "(EU regulation 651/2014, articles 1.4 c and 2.18)."
    )

    also_de_minimis: bool = flag("Holds for de minimis aid too")

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Look at what every party that seeks aid declares."""
        for party in aided(facts, also_de_minimis=self.also_de_minimis):
            field = field_of(party, "in_difficulty")
            if ground_of(party) is None:
                yield ground_missing(party)
            elif party.in_difficulty is None:
                yield not_known(
                    field,
                    say("State whether {party} is an undertaking in difficulty.", party=name_of(party)),
                    field,
                )
            elif party.in_difficulty:
                yield not_met(
                    field,
                    say(
                        "{party} is an undertaking in difficulty, and such a one may not be given this aid. "
                        "It may take part without a grant.",
                        party=name_of(party),
                    ),
                )
            else:
                yield met(field, say("{party} is not an undertaking in difficulty.", party=name_of(party)))


@dataclass(frozen=True, kw_only=True)
class NoUnpaidRecovery(Rule):
    """No aid to an undertaking that has not paid unlawful aid back."""

    id = "no_unpaid_recovery"
    title = "No unpaid recovery order"
    asks = (
        "A party that seeks aid under the block exemption has no unpaid demand to pay back aid that the "
        "European Commission has declared unlawful (EU regulation 651/2014, article 1.4 a)."
    )

    also_de_minimis: bool = flag("Holds for de minimis aid too")

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Look at what every party that seeks aid declares."""
        for party in aided(facts, also_de_minimis=self.also_de_minimis):
            field = field_of(party, "unpaid_recovery")
            if ground_of(party) is None:
                yield ground_missing(party)
            elif party.unpaid_recovery is None:
                yield not_known(
                    field,
                    say(
                        "State whether {party} has an unpaid demand to pay back unlawful aid.",
                        party=name_of(party),
                    ),
                    field,
                )
            elif party.unpaid_recovery:
                yield not_met(
                    field,
                    say(
                        "{party} has an unpaid demand to pay back unlawful aid. It may not be given new aid "
                        "until that is paid. It may take part without a grant.",
                        party=name_of(party),
                    ),
                )
            else:
                yield met(field, say("{party} has no unpaid demand to pay back aid.", party=name_of(party)))


@dataclass(frozen=True, kw_only=True)
class WorkNotBegun(Rule):
    """Each party that gets aid begins its own work after the application."""

    id = "work_not_begun"
    title = "A party's work begins after the application"
    asks = (
        "A party that seeks aid under the block exemption begins its own work no earlier than the day the "
        "application is received (SFS 2015:208, 5 §)."
    )

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Compare the first day of work of every party that seeks such aid with the day of receipt."""
        for party in aided(facts, also_de_minimis=False):
            field = field_of(party, "work_starts")
            if ground_of(party) is None:
                yield ground_missing(party)
            elif party.work_starts is None or facts.received is None:
                yield not_known(
                    field,
                    say("State when {party} begins its work in the project.", party=name_of(party)),
                    field if party.work_starts is None else "received",
                )
            elif party.work_starts < facts.received:
                yield not_met(
                    field,
                    say(
                        "{party} begins its work {starts}, before the application is received {received}. "
                        "Work that has begun may not be given this aid. Choose a later first day.",
                        party=name_of(party),
                        starts=party.work_starts,
                        received=facts.received,
                    ),
                )
            else:
                yield met(
                    field,
                    say(
                        "{party} begins its work {starts}, not before the application is received "
                        "{received}.",
                        party=name_of(party),
                        starts=party.work_starts,
                        received=facts.received,
                    ),
                )
