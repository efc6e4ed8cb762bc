"""Rules that hold for every application and mostly show people what to look at."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.consistency import AlwaysRule
from rulebook.consortium import field_of, sector_class
from rulebook.counting import Counting
from rulebook.facts import AidGround, ApplicationFacts, PartyFacts, Sector, SectorOrigin
from rulebook.identifiers import default_sector
from rulebook.rule import Said, for_people, not_met
from rulebook.terms import term
from rulebook.ties import TieKind, name_of, names, ties
from rulebook.verdict import Effect, Kronor, say

# State universities have numbers of the same kind as state agencies.
_ALIKE = frozenset({(Sector.STATE, Sector.UNIVERSITY)})


@dataclass(frozen=True, kw_only=True)
class NoCostNoGrant(AlwaysRule):
    """A party without money at all."""

    id = "no_cost_no_grant"
    title = "Parties without costs"
    asks = "A party with neither costs nor grant is shown to an officer: it may be a reference group."
    usual = Effect.OFFICER

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Look for parties without costs and grant, once any party has a budget."""
        if not any(party.costs or party.funding for party in facts.parties):
            return
        for party in facts.parties:
            if party.total_cost == 0 and party.grant == 0:
                yield for_people(
                    f"budget.{party.key}",
                    say(
                        "{party} has neither costs nor grant. Look at whether it takes part in the work as a "
                        "party, or belongs in a reference group.",
                        party=name_of(party),
                    ),
                )


@dataclass(frozen=True, kw_only=True)
class SameResponsible(AlwaysRule):
    """One person on two chairs."""

    id = "same_responsible"
    title = "One person for several parties"
    asks = "A person who is responsible for more than one party is shown to an officer."
    usual = Effect.OFFICER
    replaced_by = frozenset({"different_responsible"})

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Look for parties with the same responsible person, who is not named."""
        for same in share_a_person(facts):
            yield for_people(
                "parties",
                say(
                    "The same person is responsible for several parties: {parties}. "
                    "Look at whether they act independently of each other.",
                    parties=names(same),
                ),
            )


def share_a_person(facts: ApplicationFacts) -> tuple[tuple[PartyFacts, ...], ...]:
    """Return the groups of parties, more than one each, that have the same responsible person."""
    found: dict[str, list[PartyFacts]] = defaultdict(list)
    for party in facts.parties:
        if party.responsible_person and party.responsible_person.strip():
            found[" ".join(party.responsible_person.casefold().split())].append(party)
    return tuple(tuple(same) for same in found.values() if len(same) > 1)


@dataclass(frozen=True, kw_only=True)
class MemberAndFederation(AlwaysRule):
    """A member beside the federation it belongs to."""

    id = "member_and_federation"
    title = "Member and federation"
    asks = "A party that is a member of another party is shown to an officer."
    usual = Effect.OFFICER
    replaced_by = frozenset({"independence"})

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Look for membership between parties."""
        for tie in ties(facts):
            if tie.kind is TieKind.MEMBER:
                yield for_people(
                    "parties",
                    say(
                        "{member} is a member of {federation}. Look at whether both contribute as parties.",
                        member=name_of(tie.one),
                        federation=tie.above,
                    ),
                )


@dataclass(frozen=True, kw_only=True)
class SectorAgainstNumber(AlwaysRule):
    """A stated sector that the number doesn't suggest."""

    id = "sector_against_number"
    title = "Sector and organisation number"
    asks = "A stated sector that the organisation number doesn't suggest is shown to an officer."
    usual = Effect.OFFICER

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Compare the stated sector with the guess from the number's first digits."""
        for party in facts.parties:
            guess = default_sector(party.number or "") if party.country == "SE" else None
            if guess is None or party.sector is None or party.sector_origin is not SectorOrigin.DECLARED:
                continue
            if sector_class(guess) is not sector_class(party.sector) and (guess, party.sector) not in _ALIKE:
                yield for_people(
                    field_of(party, "sector"),
                    say(
                        "{party} states that it is: {stated}. Its number suggests: {guess}. "
                        "Look at which is right and confirm the sector.",
                        party=name_of(party),
                        stated=term(party.sector),
                        guess=term(guess),
                    ),
                )


@dataclass(frozen=True, kw_only=True)
class CostsAreCovered(AlwaysRule):
    """A party's grant and own funding are its costs."""

    id = "costs_are_covered"
    title = "Costs and their funding agree"
    asks = (
        "A party's grant, own funding and what other funders pay are together its costs, "
        "and its grant is not larger than they."
    )

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Compare each party's costs with what pays for them, where both are given."""
        for party in facts.parties:
            paid = sum(part.amount for part in party.funding) + party.paid_by_others
            only_grant = paid == party.grant
            if not party.costs or paid == party.total_cost or (only_grant and paid < party.total_cost):
                continue
            yield not_met(
                f"budget.{party.key}",
                say(
                    "The costs of {party} are {cost}, but its grant, own funding and other funders add up "
                    "to {paid}. Change the costs or the funding so that they agree.",
                    party=name_of(party),
                    cost=Kronor(party.total_cost),
                    paid=Kronor(paid),
                ),
            )


@dataclass(frozen=True, kw_only=True)
class GrantNotSought(AlwaysRule):
    """A grant to a party that takes part without one."""

    id = "grant_not_sought"
    title = "Parties that take part without a grant"
    asks = "A party that says that it takes part without a grant has none in its budget."
    usual = Effect.BLOCKS

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Compare what each party says with its budget."""
        for party in facts.parties:
            if not party.seeks_grant and party.grant > 0:
                yield not_met(
                    f"budget.{party.key}",
                    say(
                        "{party} takes part without a grant, but {grant} is sought for it in the budget. "
                        "Set its grant to 0, or say that it seeks a grant.",
                        party=name_of(party),
                        grant=Kronor(party.grant),
                    ),
                )


@dataclass(frozen=True, kw_only=True)
class ActivityAgainstGround(AlwaysRule):
    """Economic activity without state aid."""

    id = "activity_against_ground"
    title = "Economic activity and ground"
    asks = (
        "A party that carries on economic activity in the project, and seeks a grant that is not state aid, "
        "is shown to an officer."
    )
    usual = Effect.OFFICER

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Compare what each party says of its activity with its ground."""
        for party in facts.parties:
            if party.economic_activity and party.aid_ground is AidGround.NOT_AID and party.grant > 0:
                yield for_people(
                    field_of(party, "aid_ground"),
                    say(
                        "{party} carries on economic activity in the project, and its ground is: {ground}. "
                        "Look at which is right.",
                        party=name_of(party),
                        ground=term(party.aid_ground),
                    ),
                )


@dataclass(frozen=True, kw_only=True)
class CostsInTime(AlwaysRule):
    """Sums stand in years that the project has."""

    id = "costs_in_time"
    title = "Costs within the project's time"
    asks = "Costs and funding stand in the years from the project's start to its end: no other costs count."

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Look for sums in other years, where both days are given."""
        if facts.starts is None or facts.ends is None or facts.ends < facts.starts:
            return
        first, last = facts.starts.year, facts.ends.year
        for party in facts.parties:
            held = {cost.year for cost in party.costs} | {part.year for part in party.funding}
            years = {year for year in held if not first <= year <= last}
            if years:
                yield not_met(
                    f"budget.{party.key}",
                    say(
                        "{party} has sums in years outside the project's time, {first}–{last}: {years}. "
                        "Move or clear them, or change the project's dates.",
                        party=name_of(party),
                        first=first,
                        last=last,
                        years=tuple(str(year) for year in sorted(years)),
                    ),
                )


@dataclass(frozen=True, kw_only=True)
class EndsAfterStart(AlwaysRule):
    """The project ends after it starts."""

    id = "ends_after_start"
    title = "The project ends after it starts"
    asks = "The last day of the project is not before its first."
    usual = Effect.BLOCKS

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Compare the two days, where both are given."""
        if facts.starts is not None and facts.ends is not None and facts.ends < facts.starts:
            yield not_met(
                "project.ends",
                say(
                    "The project ends {ends}, before it starts {starts}. Correct one of the dates.",
                    ends=facts.ends,
                    starts=facts.starts,
                ),
            )


@dataclass(frozen=True, kw_only=True)
class DecidedMoreThanSought(AlwaysRule):
    """A decision above the sum sought."""

    id = "decided_more_than_sought"
    title = "More decided than sought"
    asks = "A decision on more than was sought needs a reason of its own."

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Compare the sum decided with the sum sought, where both are given."""
        decided, sought = facts.amount_decided, facts.amount_sought
        if decided is not None and sought is not None and decided > sought:
            yield not_met(
                "decision.amount_decided",
                say(
                    "The decision is on {decided}, and {sought} was sought. "
                    "State the reason for granting more, or lower the sum.",
                    decided=Kronor(decided),
                    sought=Kronor(sought),
                ),
            )
