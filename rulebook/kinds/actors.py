"""How many actors, of which sectors, and how independent of each other."""

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.consortium import (
    YES,
    Classing,
    all_classes,
    classing,
    independent_tally,
    sector_tally,
    tally,
)
from rulebook.counting import Counting
from rulebook.facts import ApplicationFacts, PartyFacts, SectorClass
from rulebook.parameters import flag, integer, sector_classes
from rulebook.rule import Rule, Said, for_people, met, not_known, not_met
from rulebook.terms import term, terms
from rulebook.ties import ARGUABLE, OPEN, SETTLED, Tie, TieKind, grouped, name_of, names, ties
from rulebook.verdict import Answer, Effect, Term, say


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
        told_by = term(counting.actor_by)
        match found.answer(self.least):
            case Answer.MET:
                yield met(
                    "parties",
                    say(
                        "Counted actors: {count} ({actors}). The call asks for at least {least}.",
                        count=found.surely,
                        actors=names(found.parties),
                        least=self.least,
                    ),
                )
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
                        told_by=told_by,
                    ),
                )
            case _:
                yield not_known(
                    "parties",
                    say(
                        "Counted actors so far: {count}. The call asks for at least {least}. "
                        "Complete the particulars of: {doubtful}.",
                        count=found.surely,
                        least=self.least,
                        doubtful=names(found.doubtful),
                    ),
                    *found.missing,
                )


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
        classes = _classes_of(found.parties, counting)
        match found.answer(self.least):
            case Answer.MET:
                yield met(
                    "parties",
                    say(
                        "Counted sectors: {count} ({sectors}). The call asks for at least {least}.",
                        count=found.surely,
                        sectors=classes,
                        least=self.least,
                    ),
                )
            case Answer.JUDGE:
                yield for_people(
                    "parties",
                    say(
                        "Surely counted sectors: {count}. The call asks for at least {least}. "
                        "An officer decides in which sector these are counted: {doubtful}.",
                        count=found.surely,
                        least=self.least,
                        doubtful=names(found.doubtful),
                    ),
                )
            case Answer.UNKNOWN:
                yield not_known(
                    "parties",
                    say(
                        "Counted sectors so far: {count}. The call asks for at least {least}. "
                        "State the sector, and the owner where there is one, of: {doubtful}.",
                        count=found.surely,
                        least=self.least,
                        doubtful=names(found.doubtful),
                    ),
                    *found.missing,
                )
            case Answer.NOT_MET:
                yield self._too_few(found.surely, found.parties, counting)

    def _too_few(self, count: int, parties: tuple[PartyFacts, ...], counting: Counting) -> Said:
        classes = _classes_of(parties, counting)
        owned = [party for party in parties if classing(party, counting).by_owner]
        if owned:
            return not_met(
                "parties",
                say(
                    "Counted sectors: {count} ({sectors}). The call asks for at least {least}, and counts "
                    "a company with a public owner in its owner's sector: {owned}. "
                    "Add a party from another sector.",
                    count=count,
                    sectors=classes,
                    least=self.least,
                    owned=tuple(sorted(f"{name_of(party)} ({owner_of(party)})" for party in owned)),
                ),
            )
        return not_met(
            "parties",
            say(
                "Counted sectors: {count} ({sectors}). The call asks for at least {least}. "
                "Add a party from another sector.",
                count=count,
                sectors=classes,
                least=self.least,
            ),
        )


def _classes_of(parties: tuple[PartyFacts, ...], counting: Counting) -> tuple[Term, ...]:
    found: frozenset[SectorClass] = frozenset().union(*(classing(p, counting).classes for p in parties))
    return terms(found)


@dataclass(frozen=True, kw_only=True)
class ClassCount(Rule):
    """At least so many actors of certain sectors."""

    id = "class_count"
    title = "Actors from certain sectors"
    asks = "At least so many actors must come from one of the sectors chosen, if so asked independent of each other."

    classes: frozenset[SectorClass] = sector_classes("Sectors that count here")
    least: int = integer("Smallest number of actors from them", default=1, minimum=1, maximum=100)
    independent: bool = flag("Actors with the same owner are counted once")

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Count the actors of the classes."""
        count = independent_tally if self.independent else tally
        found = count(facts, counting, lambda party: classing(party, counting).among(self.classes))
        wanted = terms(self.classes)
        match found.answer(self.least):
            case Answer.MET:
                yield met(
                    "parties",
                    say(
                        "Counted actors from {classes}: {count} ({actors}). The call asks for at least {least}.",
                        classes=wanted,
                        count=found.surely,
                        actors=names(found.parties),
                        least=self.least,
                    ),
                )
            case Answer.JUDGE:
                yield for_people(
                    "parties",
                    say(
                        "Surely counted actors from {classes}: {count}. The call asks for at least {least}. "
                        "An officer decides how these are counted: {doubtful}.",
                        classes=wanted,
                        count=found.surely,
                        least=self.least,
                        doubtful=names(found.doubtful or found.parties),
                    ),
                )
            case Answer.UNKNOWN:
                yield not_known(
                    "parties",
                    say(
                        "Counted actors from {classes} so far: {count}. The call asks for at least {least}. "
                        "Complete number, sector and owner of: {doubtful}.",
                        classes=wanted,
                        count=found.surely,
                        least=self.least,
                        doubtful=names(found.doubtful or found.parties),
                    ),
                    *found.missing,
                )
            case Answer.NOT_MET:
                yield self._too_few(facts, found.surely, found.parties)

    def _too_few(self, facts: ApplicationFacts, count: int, parties: tuple[PartyFacts, ...]) -> Said:
        keys = {party.key for party in parties}
        together = [t for t in ties(facts) if t.kind in SETTLED and {t.one.key, t.other.key} <= keys]
        if self.independent and together:
            return not_met(
                "parties",
                say(
                    "Counted independent actors from {classes}: {count}. The call asks for at least {least}. "
                    "Parties of the same group are counted once: {groups}. "
                    "Add a party outside the group.",
                    classes=terms(self.classes),
                    count=count,
                    least=self.least,
                    groups=_told(together),
                ),
            )
        return not_met(
            "parties",
            say(
                "Counted actors from {classes}: {count}. The call asks for at least {least}. "
                "Add a party from there.",
                classes=terms(self.classes),
                count=count,
                least=self.least,
            ),
        )


def _told(together: list[Tie]) -> tuple[str, ...]:
    return tuple(sorted({f"{name_of(t.one)} – {name_of(t.other)} ({t.above})" for t in together}))
