"""What a call asks of the coordinator."""

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.consortium import Classing, Sure, classing, field_of, is_swedish
from rulebook.counting import Counting
from rulebook.facts import ApplicationFacts, PartyFacts, PartyRole, Sector, SectorClass
from rulebook.parameters import choice, flag, integer, sector_classes, sectors
from rulebook.rule import Rule, Said, for_people, met, not_known, not_met
from rulebook.terms import term, terms
from rulebook.ties import name_of
from rulebook.verdict import Kronor, Sentence, Term, say


def coordinators(facts: ApplicationFacts) -> tuple[PartyFacts, ...]:
    """Return the coordinating parties: one, if the application is in order."""
    return tuple(party for party in facts.parties if party.is_coordinator)


@dataclass(frozen=True, kw_only=True)
class CoordinatorSector(Rule):
    """The coordinator comes from certain sectors."""

    id = "coordinator_sector"
    title = "The coordinator's sector"
    asks = (
        "The coordinator must belong to one of the sectors, or be one of the kinds of organisation, chosen."
    )

    classes: frozenset[SectorClass] = sector_classes("Sectors", default=frozenset())
    kinds: frozenset[Sector] = sectors("Kinds of organisation", default=frozenset())

    def problems(self) -> tuple[Sentence, ...]:
        """At least one of the two must be given."""
        if self.classes or self.kinds:
            return ()
        return (say("Choose at least one sector or one kind of organisation."),)

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Look at the class and the base sector of the coordinator."""
        for party in coordinators(facts):
            yield self._about(party, classing(party, counting))

    def _about(self, party: PartyFacts, found: Classing) -> Said:
        field = field_of(party, "sector")
        opinion = found.among(self.classes)
        if opinion.sure is Sure.YES or party.sector in self.kinds:
            return met(
                field,
                say(
                    "The coordinator, {party}, is of a kind that may coordinate: {wanted}.",
                    party=name_of(party),
                    wanted=self._wanted,
                ),
            )
        if party.sector is not None and opinion.sure is Sure.NO:
            return not_met(
                field,
                say(
                    "The coordinator, {party}, belongs to: {found}. These may coordinate: {wanted}. "
                    "Let another party coordinate.",
                    party=name_of(party),
                    found=terms(found.classes),
                    wanted=self._wanted,
                ),
            )
        return self._unsettled(party, found)

    def _unsettled(self, party: PartyFacts, found: Classing) -> Said:
        field = field_of(party, "sector")
        if party.sector is not None and found.sure is Sure.ARGUABLE:
            return for_people(
                field,
                say(
                    "These may coordinate: {wanted}. Look at in which sector {party} is counted.",
                    party=name_of(party),
                    wanted=self._wanted,
                ),
            )
        return not_known(
            field,
            say(
                "These may coordinate: {wanted}. State sector and owner of {party}.",
                party=name_of(party),
                wanted=self._wanted,
            ),
            *(found.missing or (field,)),
        )

    @property
    def _wanted(self) -> tuple[Term, ...]:
        return terms(self.classes) + terms(self.kinds)


@dataclass(frozen=True, kw_only=True)
class CoordinatorRole(Rule):
    """The coordinator has another role as well."""

    id = "coordinator_role"
    title = "The coordinator's other role"
    asks = "The coordinator must also have the role chosen, for example need owner."

    role: PartyRole = choice("Role", PartyRole)

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Look at the coordinator's roles."""
        for party in coordinators(facts):
            field = field_of(party, "roles")
            if self.role in party.roles:
                yield met(
                    field,
                    say(
                        "{party} coordinates and is also: {role}.", party=name_of(party), role=term(self.role)
                    ),
                )
            else:
                yield not_met(
                    field,
                    say(
                        "{party} coordinates, and the coordinator must also be: {role}. "
                        "Give it the role, or let another party coordinate.",
                        party=name_of(party),
                        role=term(self.role),
                    ),
                )


@dataclass(frozen=True, kw_only=True)
class CoordinatorSwedish(Rule):
    """The coordinator is Swedish."""

    id = "coordinator_swedish"
    title = "A Swedish coordinator"
    asks = "The coordinator must be a Swedish organisation, or have a branch in Sweden."

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Look at the coordinator's country and branch."""
        for party in coordinators(facts):
            field = field_of(party, "country")
            opinion = is_swedish(party)
            if opinion.sure is Sure.YES:
                yield met(field, say("{party} coordinates from Sweden.", party=name_of(party)))
            elif opinion.sure is Sure.UNKNOWN:
                yield not_known(
                    field,
                    say(
                        "{party} is foreign and coordinates. State whether it has a branch in Sweden.",
                        party=name_of(party),
                    ),
                    *opinion.missing,
                )
            else:
                yield not_met(
                    field,
                    say(
                        "{party} is foreign, without a branch in Sweden, and can't coordinate. "
                        "Let a Swedish party coordinate.",
                        party=name_of(party),
                    ),
                )


@dataclass(frozen=True, kw_only=True)
class CoordinatorWithoutGrant(Rule):
    """The coordinator gets nothing itself."""

    id = "coordinator_without_grant"
    title = "A coordinator without a grant"
    asks = "The coordinator may not receive a grant itself. The money is still paid through it."

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Look at the coordinator's own grant."""
        for party in coordinators(facts):
            if party.grant == 0:
                yield met(
                    f"budget.{party.key}",
                    say("{party} coordinates and seeks nothing for itself.", party=name_of(party)),
                )
            else:
                yield not_met(
                    f"budget.{party.key}",
                    say(
                        "{party} coordinates and seeks {grant}, but the coordinator may not receive a grant. "
                        "Lower its grant to 0; the money is still paid through it.",
                        party=name_of(party),
                        grant=Kronor(party.grant),
                    ),
                )


@dataclass(frozen=True, kw_only=True)
class CoordinatorApplications(Rule):
    """At most so many applications by one coordinator."""

    id = "coordinator_applications"
    title = "Applications by the same coordinator"
    asks = "An organisation may hand in at most so many applications to the round as coordinator."

    most: int = integer("Most applications", default=1, minimum=1, maximum=100)
    by_workplace: bool = flag("Applications are counted by workplace, not by organisation")

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Count the other applications and this one."""
        for party in coordinators(facts):
            others = (
                party.applications_from_workplace if self.by_workplace else party.applications_as_coordinator
            )
            if others + 1 <= self.most:
                yield met(
                    "parties",
                    say(
                        "Applications with {party} as coordinator: {count}. At most {most} may be handed in.",
                        party=name_of(party),
                        count=others + 1,
                        most=self.most,
                    ),
                )
            else:
                yield not_met(
                    "parties",
                    say(
                        "With this one, {party} has {count} applications as coordinator in the round. "
                        "At most {most} may be handed in. "
                        "Withdraw another one, or let another party coordinate.",
                        party=name_of(party),
                        count=others + 1,
                        most=self.most,
                    ),
                )
