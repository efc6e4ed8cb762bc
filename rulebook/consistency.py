"""Rules that hold for every application, whatever its call says: the facts must agree with themselves."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rulebook.budget import parts_sought
from rulebook.consortium import field_of
from rulebook.counting import Counting
from rulebook.facts import ApplicationFacts, PartyFacts, Sector
from rulebook.identifiers import is_personal, read_organisation_number, same_organisation
from rulebook.rule import Rule, Said, for_people, met, not_known, not_met
from rulebook.ties import name_of, names, number_key
from rulebook.verdict import Effect, Kronor, say


@dataclass(frozen=True, kw_only=True)
class AlwaysRule(Rule):
    """A rule that no call has to set. A call that sets one of `replaced_by` answers the matter itself."""

    replaced_by: ClassVar[frozenset[str]] = frozenset()


@dataclass(frozen=True, kw_only=True)
class HasParties(AlwaysRule):
    """There is a party."""

    id = "has_parties"
    title = "At least one party"
    asks = "An application has at least one party."
    usual = Effect.BLOCKS

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Look for a party."""
        if facts.parties:
            yield met("parties", say("Parties: {parties}.", parties=names(facts.parties)))
        else:
            yield not_known("parties", say("There is no party yet. Add the coordinator first."), "parties")


@dataclass(frozen=True, kw_only=True)
class PartyParticulars(AlwaysRule):
    """Every party can be told apart and counted."""

    id = "party_particulars"
    title = "The parties' particulars"
    asks = "Every party has a name, a sector and, in Sweden, a correct organisation number."
    usual = Effect.BLOCKS

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Look at each party's name, number and sector."""
        for party in facts.parties:
            yield from self._about(party)

    def _about(self, party: PartyFacts) -> Iterator[Said]:
        if not party.name.strip():
            field = field_of(party, "name")
            yield not_known(field, say("A party has no name. Write the organisation's name."), field)
        if party.sector is None:
            field = field_of(party, "sector")
            yield not_known(
                field,
                say("{party} has no sector. Choose the kind of organisation.", party=name_of(party)),
                field,
            )
        if party.country != "SE":
            return
        field = field_of(party, "number")
        if not party.number:
            yield not_known(
                field,
                say("{party} has no organisation number. Write its ten digits.", party=name_of(party)),
                field,
            )
        elif not is_personal(party.number) and read_organisation_number(party.number).problem:
            yield not_met(
                field,
                say(
                    "The organisation number of {party} is not a correct one. "
                    "Compare it with the certificate of registration.",
                    party=name_of(party),
                ),
            )


@dataclass(frozen=True, kw_only=True)
class LegalPersons(AlwaysRule):
    """No private persons."""

    id = "legal_persons"
    title = "Parties are legal persons"
    asks = (
        "A party is a legal person or a public authority: sole traders and private persons can't be parties."
    )
    usual = Effect.BLOCKS
    replaced_by = frozenset({"sole_traders"})

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Look for personal identity numbers and sole traders. The number itself is never told."""
        for party in facts.parties:
            if party.country == "SE" and is_personal(party.number):
                yield not_met(
                    field_of(party, "number"),
                    say(
                        "{party} is given with a personal identity number. A party must be a legal person. "
                        "Replace the party by an organisation with a number of its own.",
                        party=name_of(party),
                    ),
                )
            elif party.sector is Sector.SOLE_TRADER:
                yield not_met(
                    field_of(party, "sector"),
                    say(
                        "{party} is a sole trader. A party must be a legal person. "
                        "Replace the party by an organisation with a number of its own.",
                        party=name_of(party),
                    ),
                )


@dataclass(frozen=True, kw_only=True)
class OneCoordinator(AlwaysRule):
    """One party coordinates."""

    id = "one_coordinator"
    title = "One coordinator"
    asks = "Exactly one party is the coordinator."
    usual = Effect.BLOCKS

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Count the coordinators."""
        found = [party for party in facts.parties if party.is_coordinator]
        if len(found) == 1:
            yield met("parties", say("Coordinator: {coordinator}.", coordinator=name_of(found[0])))
        elif found:
            yield not_met(
                "parties",
                say(
                    "These are all coordinators: {coordinators}. Exactly one party coordinates. "
                    "Choose which.",
                    coordinators=names(found),
                ),
            )
        else:
            yield not_known("parties", say("No party is the coordinator. Choose one."), "parties")


@dataclass(frozen=True, kw_only=True)
class PartsAddUp(AlwaysRule):
    """The parties' grants are the sum sought."""

    id = "parts_add_up"
    title = "The parts add up"
    asks = "The parties' grants together are exactly the sum sought."
    usual = Effect.BLOCKS

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Compare the sum in the head with that of the parts."""
        field, parts, head = "project.amount_sought", parts_sought(facts), facts.amount_sought
        if head is None:
            yield not_known(field, say("State the sum that you seek for the whole project."), field)
        elif head == parts:
            yield met(field, say("The parties' grants add up to the sum sought, {head}.", head=Kronor(head)))
        else:
            yield not_met(
                field,
                say(
                    "The sum sought is {head}, but the parties' grants add up to {parts}: the difference is "
                    "{difference}. Change the sum or the parties' grants so that they agree.",
                    head=Kronor(head),
                    parts=Kronor(parts),
                    difference=Kronor(abs(head - parts)),
                ),
            )


@dataclass(frozen=True, kw_only=True)
class SameNumberTwice(AlwaysRule):
    """Two parties that are the same organisation."""

    id = "same_number_twice"
    title = "The same organisation twice"
    asks = (
        "An organisation that stands as several parties is shown to an officer, and counted as the call says."
    )
    usual = Effect.OFFICER

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Look for parties with one number. The number itself is not told."""
        by_number: dict[tuple[str, ...], list[PartyFacts]] = defaultdict(list)
        for party in facts.parties:
            key = number_key(party)
            if key is not None:
                by_number[key].append(party)
        for same in by_number.values():
            if len(same) > 1:
                yield for_people(
                    "parties",
                    say(
                        "These parties have the same organisation number: {parties}. "
                        "Look at whether they are different workplaces or one party entered twice.",
                        parties=names(same),
                    ),
                )


@dataclass(frozen=True, kw_only=True)
class DoubleRole(AlwaysRule):
    """Nobody is both party and subcontractor."""

    id = "double_role"
    title = "Not both party and subcontractor"
    asks = "A party of the consortium doesn't sell to it as a subcontractor."

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Compare the subcontractors' numbers with the parties'."""
        for buyer in facts.parties:
            for seller in facts.parties:
                if any(same_organisation(sub.number, seller.number) for sub in buyer.subcontractors):
                    yield not_met(
                        f"budget.{buyer.key}",
                        say(
                            "{seller} is a party and also a subcontractor of {buyer}. A party gets its costs "
                            "covered in its own budget. Move the cost there, or remove the party.",
                            seller=name_of(seller),
                            buyer=name_of(buyer),
                        ),
                    )
