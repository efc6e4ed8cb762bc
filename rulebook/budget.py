"""Costs and funding of a consortium, added up in whole kronor."""

from collections.abc import Iterable

from rulebook.facts import ApplicationFacts, CostCategory, FundingKind, PartyFacts


def total_cost(facts: ApplicationFacts) -> int:
    """All costs of all parties."""
    return sum(party.total_cost for party in facts.parties)


def parts_sought(facts: ApplicationFacts) -> int:
    """The sum of what is sought for the parties."""
    return sum(party.grant for party in facts.parties)


def sum_sought(facts: ApplicationFacts) -> int | None:
    """The sum in the head or that of the parts, whichever is larger; None if neither is known."""
    parts = parts_sought(facts)
    if facts.amount_sought is None:
        return parts or None
    return max(facts.amount_sought, parts)


def cost_of(party: PartyFacts, category: CostCategory) -> int:
    """A party's costs in one category, all years."""
    return sum(cost.amount for cost in party.costs if cost.category is category)


def own_funding(party: PartyFacts) -> int:
    """What a party bears itself: its costs that no grant pays, in cash or in kind."""
    return max(party.total_cost - party.grant, 0)


def own_cash(party: PartyFacts) -> int:
    """What a party bears in cash."""
    return party.paid_by(FundingKind.OWN_CASH)


def together(parties: Iterable[PartyFacts]) -> tuple[int, int]:
    """Return own funding and, of that, cash, of several parties."""
    listed = tuple(parties)
    return sum(own_funding(party) for party in listed), sum(own_cash(party) for party in listed)
