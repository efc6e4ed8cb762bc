"""Sums of a consortium for people to read: by party and in all, against the call's ceiling."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from applications.document import Document, answer, sought_in_all
from applications.facts import clauses_of
from applications.heads import party_name
from registry.models import Round
from rulebook.facts import CostCategory, FundingKind
from rulebook.money import read_kronor

_COSTS = {kind.value for kind in CostCategory}


@dataclass(frozen=True)
class Sums:
    """What one party, or all together, costs and how that is paid: whole kronor over all years."""

    key: str
    name: str
    cost: int
    grant: int
    own_cash: int
    own_in_kind: int


@dataclass(frozen=True)
class Cap:
    """What is sought against the ceiling of the call, whole kronor."""

    sought: int
    most: int

    @property
    def over(self) -> int:
        """How much more is sought than the ceiling allows; zero within it."""
        return max(self.sought - self.most, 0)

    @property
    def left(self) -> int:
        """How much more could be sought."""
        return max(self.most - self.sought, 0)

    @property
    def share(self) -> int:
        """How full it is, in whole per cent, at most 100."""
        return min(self.sought * 100 // self.most, 100) if self.most else 100


def sums_by_party(document: Document) -> tuple[Sums, ...]:
    """Add up each party's budget."""
    return tuple(_sums(party["id"], party_name(party), party["budget"]) for party in document["parties"])


def sums_in_all(document: Document) -> Sums:
    """Add up the whole project's budget."""
    return _sums("", "", [line for party in document["parties"] for line in party["budget"]])


def _sums(key: str, name: str, lines: Iterable[dict[str, Any]]) -> Sums:
    by_kind: dict[str, int] = {}
    for line in lines:
        by_kind[line["kind"]] = by_kind.get(line["kind"], 0) + line["amount"]
    return Sums(
        key=key,
        name=name,
        cost=sum(amount for kind, amount in by_kind.items() if kind in _COSTS),
        grant=by_kind.get(FundingKind.GRANT.value, 0),
        own_cash=by_kind.get(FundingKind.OWN_CASH.value, 0),
        own_in_kind=by_kind.get(FundingKind.OWN_IN_KIND.value, 0),
    )


def cap_of(document: Document, round_: Round) -> Cap | None:
    """Compare what the parties seek with the lowest ceiling that the round sets; None where it sets none."""
    ceilings = [clause.parameters["most"] for clause in clauses_of(round_) if clause.rule == "ceiling"]
    known = [most for most in ceilings if isinstance(most, int)]
    return Cap(sought_in_all(document), min(known)) if known else None


def stated_sum(document: Document) -> int | None:
    """The sum in the application's head, if it can be read."""
    read = read_kronor(answer(document, "project", "amount_sought"))
    return read if isinstance(read, int) else None
