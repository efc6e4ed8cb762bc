"""How many actors, of which sectors and in which roles."""

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.consortium import NO, YES, Tally, classing, independent_tally, sector_tally, tally
from rulebook.counting import Counting
from rulebook.facts import ApplicationFacts, PartyFacts, PartyRole, SectorClass
from rulebook.kinds.counted import unsettled
from rulebook.parameters import choice, flag, integer, kronor, sector_classes
from rulebook.rule import Rule, Said, met, not_met
from rulebook.terms import term, terms
from rulebook.ties import SETTLED, name_of, names, owner_of, ties
from rulebook.verdict import Answer, Effect, Kronor, Term, say


@dataclass(frozen=True, kw_only=True)
class MinActors(Rule):
    """At least so many actors."""

    id = "min_actors"
    title = "Smallest number of actors"
    asks = "At least so many different actors must take part."
    usual = Effect.BLOCKS

    least: int = integer("Smallest number of actors", minimum=1, maximum=100)

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Count the actors as the call does."""
        found = tally(facts, counting, lambda _party: YES)
        match found.answer(self.least):
            case Answer.MET:
                yield enough_actors(found, self.least)
            case Answer.NOT_MET:
                yield not_met(
                    "parties",
                    say(
                        "Counted actors: {count} ({actors}). The call asks for at least {least}. "
                        "Parties with {told_by} in common are one actor. "
                        "Add a party that is an actor of its own.",
                        count=found.surely,
                        actors=names(found.parties),
                        least=self.least,
                        told_by=term(counting.actor_by),
                    ),
                )
            case _:
                yield unsettled(found, self.least)


def enough_actors(found: Tally, least: int) -> Said:
    """Say that there are actors enough."""
    return met(
        "parties",
        say(
            "Counted actors: {count} ({actors}). The call asks for at least {least}.",
            count=found.surely,
            actors=names(found.parties),
            least=least,
        ),
    )


@dataclass(frozen=True, kw_only=True)
class ActorsBySum(Rule):
    """More actors for larger sums."""

    id = "actors_by_sum"
    title = "More actors for a larger sum"
    asks = (
        "Above a certain sum, at least so many actors must take part. Several steps are several such rules."
    )

    above: int = kronor("Applies to sums above")
    least: int = integer("Smallest number of actors then", minimum=1, maximum=100)

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Count the actors if the sum sought or decided is above the step."""
        largest = max(facts.amount_sought or 0, facts.amount_decided or 0)
        if largest <= self.above:
            return
        found = tally(facts, counting, lambda _party: YES)
        match found.answer(self.least):
            case Answer.MET:
                yield enough_actors(found, self.least)
            case Answer.NOT_MET:
                yield not_met(
                    "parties",
                    say(
                        "The sum is {largest}, and above {above} the call asks for at least {least} actors. "
                        "Counted: {count} ({actors}). Add actors, or lower the sum.",
                        largest=Kronor(largest),
                        above=Kronor(self.above),
                        least=self.least,
                        count=found.surely,
                        actors=names(found.parties),
                    ),
                )
            case _:
                yield unsettled(found, self.least)


@dataclass(frozen=True, kw_only=True)
class MinSectors(Rule):
    """At least so many different sectors."""

    id = "min_sectors"
    title = "Smallest number of sectors"
    asks = "The actors must come from at least so many different sectors."
    usual = Effect.BLOCKS

    least: int = integer("Smallest number of sectors", minimum=1, maximum=6)

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Count the sectors that the actors stand for, each actor for one."""
        found = sector_tally(facts, counting)
        match found.answer(self.least):
            case Answer.MET:
                yield met(
                    "parties",
                    say(
                        "Counted sectors: {count} ({sectors}). The call asks for at least {least}.",
                        count=found.surely,
                        sectors=_classes_of(found.parties, counting),
                        least=self.least,
                    ),
                )
            case Answer.NOT_MET:
                yield self._too_few(found, counting)
            case _:
                yield unsettled(found, self.least)

    def _too_few(self, found: Tally, counting: Counting) -> Said:
        owned = [party for party in found.parties if classing(party, counting).by_owner]
        if owned:
            return not_met(
                "parties",
                say(
                    "Counted sectors: {count} ({sectors}). The call asks for at least {least}, and counts a "
                    "company that a public body or a university owns in its owner's sector: {owned}. "
                    "Add a party from another sector.",
                    count=found.surely,
                    sectors=_classes_of(found.parties, counting),
                    least=self.least,
                    owned=tuple(sorted(f"{name_of(party)} ({owner_of(party)})" for party in owned)),
                ),
            )
        return not_met(
            "parties",
            say(
                "Counted sectors: {count} ({sectors}). The call asks for at least {least}. "
                "Add a party from another sector.",
                count=found.surely,
                sectors=_classes_of(found.parties, counting),
                least=self.least,
            ),
        )


def _classes_of(parties: tuple[PartyFacts, ...], counting: Counting) -> tuple[Term, ...]:
    found: frozenset[SectorClass] = frozenset()
    return terms(found.union(*(classing(party, counting).classes for party in parties))) or (Term("none"),)


@dataclass(frozen=True, kw_only=True)
class ClassCount(Rule):
    """At least so many actors of certain sectors."""

    id = "class_count"
    title = "Actors from certain sectors"
    asks = (
        "At least so many actors must come from the sectors chosen. Several demands are several such rules."
    )

    classes: frozenset[SectorClass] = sector_classes("Sectors that count here")
    least: int = integer("Smallest number of actors from them", default=1, minimum=1, maximum=100)
    independent: bool = flag("Actors of the same group of owners are counted once")

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Count the actors of the classes."""
        count = independent_tally if self.independent else tally
        found = count(facts, counting, lambda party: classing(party, counting).among(self.classes))
        match found.answer(self.least):
            case Answer.MET:
                yield met(
                    "parties",
                    say(
                        "Counted actors from {classes}: {count} ({actors}). "
                        "The call asks for at least {least}.",
                        classes=terms(self.classes),
                        count=found.surely,
                        actors=names(found.parties),
                        least=self.least,
                    ),
                )
            case Answer.NOT_MET:
                yield self._too_few(facts, found)
            case _:
                yield unsettled(found, self.least)

    def _too_few(self, facts: ApplicationFacts, found: Tally) -> Said:
        keys = {party.key for party in found.parties}
        tied = [tie for tie in ties(facts) if tie.kind in SETTLED and {tie.one.key, tie.other.key} <= keys]
        if self.independent and tied:
            return not_met(
                "parties",
                say(
                    "Counted actors from {classes}: {count}. The call asks for at least {least} that are "
                    "independent of each other. Parties of one group are counted once: {groups}. "
                    "Add a party outside the group.",
                    classes=terms(self.classes),
                    count=found.surely,
                    least=self.least,
                    groups=tuple(sorted({tie.told for tie in tied})),
                ),
            )
        return not_met(
            "parties",
            say(
                "Counted actors from {classes}: {count}. The call asks for at least {least}. "
                "Add a party from there.",
                classes=terms(self.classes),
                count=found.surely,
                least=self.least,
            ),
        )


@dataclass(frozen=True, kw_only=True)
class RoleCount(Rule):
    """At least so many actors in a role."""

    id = "role_count"
    title = "Actors in a certain role"
    asks = "At least so many actors must have the role chosen, for example need owner."

    role: PartyRole = choice("Role", PartyRole)
    least: int = integer("Smallest number of actors in the role", default=1, minimum=1, maximum=100)

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Count the actors in the role."""
        found = tally(facts, counting, lambda party: YES if self.role in party.roles else NO)
        match found.answer(self.least):
            case Answer.MET:
                yield met(
                    "parties",
                    say(
                        "Counted in the role {role}: {count} ({actors}). The call asks for at least {least}.",
                        role=term(self.role),
                        count=found.surely,
                        actors=names(found.parties),
                        least=self.least,
                    ),
                )
            case Answer.NOT_MET:
                yield not_met(
                    "parties",
                    say(
                        "Counted in the role {role}: {count}. The call asks for at least {least}. "
                        "Give more parties the role, or add parties that have it.",
                        role=term(self.role),
                        count=found.surely,
                        least=self.least,
                    ),
                )
            case _:
                yield unsettled(found, self.least)
