"""Shares of cost: what the grant may cover, what the parties bear themselves, and caps on kinds of cost."""

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.budget import cost_of, sum_sought, together, total_cost
from rulebook.choices import CashOf
from rulebook.consortium import Sure, classing
from rulebook.counting import Counting
from rulebook.facts import ApplicationFacts, CostCategory, PartyFacts, Sector, SectorClass
from rulebook.money import holds_share, least_of, most_of, reaches_share
from rulebook.parameters import choice, flag, percent, sector_classes
from rulebook.rule import Rule, Said, for_people, met, not_known, not_met
from rulebook.terms import term
from rulebook.ties import name_of, names
from rulebook.verdict import Effect, Kronor, say, type_of_parameter


@dataclass(frozen=True, kw_only=True)
class ProjectShare(Rule):
    """The grant's share of the project's cost."""

    id = "project_share"
    title = "The grant's share of the project's cost"
    asks = (
        "The grant may cover at most this share of the whole cost of the project, as sought and as decided."
    )

    most: int = percent("Highest share, percent")

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Compare the grant with the cost of all parties."""
        cost = total_cost(facts)
        if cost == 0:
            yield not_known(
                "budget", say("No costs are stated. State every party's costs in the budget."), "budget"
            )
            return
        sought = sum_sought(facts)
        if sought is not None:
            yield self._check("budget", sought, cost)
        if facts.amount_decided is not None:
            yield self._check("decision.amount_decided", facts.amount_decided, cost)

    def _check(self, field: str, grant: int, cost: int) -> Said:
        highest = most_of(cost, self.most)
        if holds_share(grant, cost, self.most):
            return met(
                field,
                say(
                    "The grant is {grant} of a cost of {cost}. "
                    "At most {most} percent is allowed, here {highest}.",
                    grant=Kronor(grant),
                    cost=Kronor(cost),
                    most=self.most,
                    highest=Kronor(highest),
                ),
            )
        return not_met(
            field,
            say(
                "The grant is {grant} of a cost of {cost}. "
                "At most {most} percent is allowed, here {highest}: "
                "{over} too much. Lower the grant, or let the parties bear more.",
                grant=Kronor(grant),
                cost=Kronor(cost),
                most=self.most,
                highest=Kronor(highest),
                over=Kronor(grant - highest),
            ),
        )


@dataclass(frozen=True, kw_only=True)
class OwnFunding(Rule):
    """What the parties, or those of some sectors, bear themselves."""

    id = "own_funding"
    title = "Own funding"
    asks = (
        "The parties, or those from the sectors chosen, must together bear at least this share of the whole "
        "cost; if so asked, a part of it in cash."
    )

    least: int = percent("Lowest share of the whole cost, percent")
    classes: frozenset[SectorClass] = sector_classes("Only parties from these sectors", default=frozenset())
    cash: int | None = percent("Of which in cash at least, percent", default=None)
    cash_of: CashOf = choice("The share in cash is taken", CashOf, default=CashOf.OWN_FUNDING)

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Add up own funding and cash over the parties that count."""
        cost = total_cost(facts)
        unsure = [p for p in facts.parties if self.classes and self._opinion(p, counting) is Sure.UNKNOWN]
        if cost == 0 or unsure:
            yield not_known(
                "budget",
                say(
                    "Own funding can't be added up yet. State every party's sector, costs and funding. "
                    "Missing for: {parties}.",
                    parties=names(unsure or facts.parties),
                ),
                *(["budget"] if cost == 0 else []),
                *(f"parties.{party.key}.sector" for party in unsure),
            )
            return
        counted = [p for p in facts.parties if not self.classes or self._opinion(p, counting) is Sure.YES]
        arguable = [
            p for p in facts.parties if p not in counted and self._opinion(p, counting) is Sure.ARGUABLE
        ]
        own, cash = together(counted)
        if arguable and not reaches_share(own, cost, self.least):
            yield for_people(
                "budget",
                say(
                    "Own funding counted for sure: {own} of a cost of {cost}. "
                    "At least {least} percent is asked. "
                    "Look at whether the own funding of these counts: {parties}.",
                    own=Kronor(own),
                    cost=Kronor(cost),
                    least=self.least,
                    parties=names(arguable),
                ),
            )
            return
        yield self._share(own, cost, counted)
        if self.cash is not None:
            yield self._in_cash(cash, cost if self.cash_of is CashOf.PROJECT_COST else own, self.cash)

    def _opinion(self, party: PartyFacts, counting: Counting) -> Sure:
        return classing(party, counting).among(self.classes).sure

    def _share(self, own: int, cost: int, counted: list[PartyFacts]) -> Said:
        holes: dict[str, type_of_parameter] = {
            "own": Kronor(own),
            "cost": Kronor(cost),
            "least": self.least,
            "lowest": Kronor(least_of(cost, self.least)),
            "parties": names(counted),
        }
        if reaches_share(own, cost, self.least):
            return met(
                "budget",
                say(
                    "Own funding of {parties}: {own} of a cost of {cost}. "
                    "At least {least} percent is asked, here {lowest}.",
                    **holes,
                ),
            )
        return not_met(
            "budget",
            say(
                "Own funding of {parties}: {own} of a cost of {cost}. "
                "At least {least} percent is asked, here "
                "{lowest}. Let these parties bear more, or lower the grant.",
                **holes,
            ),
        )

    def _in_cash(self, cash: int, whole: int, least: int) -> Said:
        holes: dict[str, type_of_parameter] = {
            "cash": Kronor(cash),
            "least": least,
            "of": term(self.cash_of),
            "lowest": Kronor(least_of(whole, least)),
        }
        if reaches_share(cash, whole, least):
            return met(
                "budget",
                say(
                    "Own funding in cash: {cash}. At least {least} percent {of} is asked, here {lowest}.",
                    **holes,
                ),
            )
        return not_met(
            "budget",
            say(
                "Own funding in cash: {cash}. At least {least} percent {of} is asked, here {lowest}. "
                "Work and other contributions in kind don't count as cash. Raise the part in cash.",
                **holes,
            ),
        )


@dataclass(frozen=True, kw_only=True)
class ConsultantsShare(Rule):
    """A cap on consultants."""

    id = "consultants_share"
    title = "Consultants' share"
    asks = "Consultants, licences and the like may be at most this share of each party's costs."

    most: int = percent("Highest share, percent", default=20)

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Compare each party's consultants with its costs."""
        for party in facts.parties:
            part = cost_of(party, CostCategory.CONSULTANTS)
            holes: dict[str, type_of_parameter] = {
                "party": name_of(party),
                "part": Kronor(part),
                "whole": Kronor(party.total_cost),
                "most": self.most,
                "highest": Kronor(most_of(party.total_cost, self.most)),
            }
            if not holds_share(part, party.total_cost, self.most):
                yield not_met(
                    f"budget.{party.key}",
                    say(
                        "{party} has {part} for consultants and the like, of costs of {whole}. "
                        "At most {most} percent is allowed, here {highest}. "
                        "Lower that cost, or do more of the work yourselves.",
                        **holes,
                    ),
                )
            elif part:
                yield met(
                    f"budget.{party.key}",
                    say(
                        "{party} has {part} for consultants and the like, of costs of {whole}. "
                        "At most {most} percent is allowed.",
                        **holes,
                    ),
                )


@dataclass(frozen=True, kw_only=True)
class IndirectShare(Rule):
    """A cap on indirect costs."""

    id = "indirect_share"
    title = "Indirect costs"
    asks = "Indirect costs may be at most this share of each party's personnel costs."
    usual = Effect.WARNS

    most: int = percent("Highest share of the personnel costs, percent", default=30)
    academia_exempt: bool = flag("Universities and institutes follow their own full-cost rule", default=True)

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Compare each party's indirect costs with its personnel costs."""
        for party in facts.parties:
            if self.academia_exempt and party.sector in (Sector.UNIVERSITY, Sector.INSTITUTE):
                continue
            part, whole = cost_of(party, CostCategory.INDIRECT), cost_of(party, CostCategory.PERSONNEL)
            holes: dict[str, type_of_parameter] = {
                "party": name_of(party),
                "part": Kronor(part),
                "whole": Kronor(whole),
                "most": self.most,
                "highest": Kronor(most_of(whole, self.most)),
            }
            if not holds_share(part, whole, self.most):
                yield not_met(
                    f"budget.{party.key}",
                    say(
                        "{party} has indirect costs of {part} and personnel costs of {whole}. At most {most} "
                        "percent of the personnel costs is allowed, here {highest}. "
                        "Lower the indirect costs.",
                        **holes,
                    ),
                )
            elif part:
                yield met(
                    f"budget.{party.key}",
                    say(
                        "{party} has indirect costs of {part}. "
                        "At most {most} percent of its personnel costs, "
                        "{highest}, is allowed.",
                        **holes,
                    ),
                )
