"""How independent of each other the parties are, and the persons behind them."""

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.consortium import YES, field_of, independent_tally
from rulebook.counting import Counting
from rulebook.facts import ApplicationFacts
from rulebook.kinds.counted import unsettled
from rulebook.parameters import integer
from rulebook.rule import Rule, Said, for_people, met, not_known, not_met
from rulebook.suspicion import share_a_person
from rulebook.ties import ARGUABLE, OPEN, SETTLED, Tie, names, ties
from rulebook.verdict import Answer, say


@dataclass(frozen=True, kw_only=True)
class Independence(Rule):
    """Parties that neither own each other nor have the same owner."""

    id = "independence"
    title = "Independent parties"
    asks = (
        "The parties must be independent: "
        "none owns another by more than half, and no two have the same owner. "
        "If a number is given, it is enough that so many actors are independent of each other."
    )

    least: int | None = integer(
        "Smallest number of independent actors (empty: all)", default=None, minimum=2, maximum=100
    )

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Look at ownership, management and membership between the parties."""
        if self.least is not None:
            yield self._enough(facts, counting, self.least)
            return
        found = [tie for tie in ties(facts) if tie.kind in SETTLED | ARGUABLE | OPEN]
        if not found:
            yield met(
                "parties",
                say("No ties of ownership are stated between: {parties}.", parties=names(facts.parties)),
            )
        for tie in found:
            yield _about(tie)

    def _enough(self, facts: ApplicationFacts, counting: Counting, least: int) -> Said:
        found = independent_tally(facts, counting, lambda _party: YES)
        groups = tuple(sorted({tie.told for tie in ties(facts) if tie.kind in SETTLED}))
        if found.answer(least) is Answer.MET:
            return met(
                "parties",
                say(
                    "Independent actors: {count}. The call asks for at least {least}.",
                    count=found.surely,
                    least=least,
                ),
            )
        if found.answer(least) is Answer.NOT_MET:
            return not_met(
                "parties",
                say(
                    "Independent actors: {count}. The call asks for at least {least}. Parties with the same "
                    "owner are counted once: {groups}. Add a party outside the group.",
                    count=found.possibly,
                    least=least,
                    groups=groups,
                ),
            )
        return unsettled(found, least)


def _about(tie: Tie) -> Said:
    if tie.kind in SETTLED:
        return not_met(
            "parties",
            say(
                "The parties must be independent of each other. These belong together by ownership: {tie}. "
                "Replace one of them, or let it take part in another way than as a party.",
                tie=tie.told,
            ),
        )
    if tie.kind in ARGUABLE:
        return for_people(
            "parties",
            say(
                "The parties must be independent of each other. Look at who decides in these, "
                "which have ties: {tie}.",
                tie=tie.told,
            ),
        )
    return not_known(
        "parties",
        say(
            "The parties must be independent of each other. State the owner's share, in percent, for: {tie}.",
            tie=tie.told,
        ),
        *(
            field_of(party, "owner_share")
            for party in (tie.one, tie.other)
            if party.owner and party.owner_share is None
        ),
    )


@dataclass(frozen=True, kw_only=True)
class DifferentResponsible(Rule):
    """Each party has a responsible person of its own."""

    id = "different_responsible"
    title = "Different responsible persons"
    asks = "No person may be responsible for more than one party."

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Look for a person on two chairs. The person is not named."""
        nameless = [party for party in facts.parties if not (party.responsible_person or "").strip()]
        shared = share_a_person(facts)
        for same in shared:
            yield not_met(
                "parties",
                say(
                    "The same person is responsible for several parties: {parties}. The call asks for "
                    "different persons. Choose another person for one of them.",
                    parties=names(same),
                ),
            )
        if nameless and not shared:
            yield not_known(
                "parties",
                say("State who is responsible for: {parties}.", parties=names(nameless)),
                *(f"parties.{party.key}.responsible_person" for party in nameless),
            )
        elif not shared:
            yield met("parties", say("The parties have different responsible persons."))
