"""How parties hang together: ownership, management and membership between them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from rulebook.facts import ApplicationFacts, PartyFacts
from rulebook.identifiers import canonical, format_organisation_number, is_personal, without_personal_numbers

_HALF = 50


class TieKind(StrEnum):
    """How two parties are tied. The first two settle the matter; people judge the next three."""

    OWNED = "owned"
    SAME_OWNER = "same_owner"
    HALF = "half"
    MANAGED = "managed"
    MEMBER = "member"
    SHARE_UNKNOWN = "share_unknown"
    LOOSE = "loose"


SETTLED = frozenset({TieKind.OWNED, TieKind.SAME_OWNER})
ARGUABLE = frozenset({TieKind.HALF, TieKind.MANAGED, TieKind.MEMBER})
OPEN = frozenset({TieKind.SHARE_UNKNOWN})


@dataclass(frozen=True)
class Tie:
    """Two parties and what ties them. `above` is the owner, manager or member organisation, as a name."""

    kind: TieKind
    one: PartyFacts
    other: PartyFacts
    above: str

    @property
    def told(self) -> str:
        """The two parties and what is above them, as names."""
        return f"{name_of(self.one)} – {name_of(self.other)} ({self.above})"


def name_of(party: PartyFacts) -> str:
    """Return a party's name for a sentence; never a personal identity number."""
    if party.name.strip():
        return without_personal_numbers(party.name.strip())
    if party.number and not is_personal(party.number):
        return format_organisation_number(party.number)
    return "?"


def owner_of(party: PartyFacts) -> str:
    """Return the name of a party's owner for a sentence, or the owner's number; never a personal number."""
    if party.owner_name.strip():
        return without_personal_numbers(party.owner_name.strip())
    if party.owner and not is_personal(party.owner):
        return format_organisation_number(party.owner)
    return "?"


def names(parties: Iterable[PartyFacts]) -> tuple[str, ...]:
    """Return parties' names in an order that doesn't depend on the order of the parties; a dash for none."""
    return tuple(sorted(name_of(party) for party in parties)) or ("–",)


def number_key(party: PartyFacts) -> tuple[str, ...] | None:
    """What a party is known by: its number, or country and name abroad; None if that is not known yet."""
    if party.number and canonical(party.number):
        return ("SE" if party.country == "SE" else party.country, canonical(party.number))
    if party.country != "SE" and party.name.strip():
        return (party.country, party.name.strip().casefold())
    return None


def ties(facts: ApplicationFacts) -> tuple[Tie, ...]:
    """Find every tie between two parties that are different organisations."""
    found: list[Tie] = []
    for one, other in combinations(sorted(facts.parties, key=_order), 2):
        if number_key(one) is None or number_key(one) != number_key(other):
            found.extend(_between(one, other))
    return tuple(found)


def _order(party: PartyFacts) -> tuple[str, str]:
    return (name_of(party), party.key)


def _between(one: PartyFacts, other: PartyFacts) -> Iterator[Tie]:
    for owned, owner in ((one, other), (other, one)):
        if _is(owned.owner, owner):
            yield Tie(_kind((owned.owner_share,), TieKind.OWNED), owned, owner, name_of(owner))
        if _is(owned.managed_by, owner):
            yield Tie(TieKind.MANAGED, owned, owner, name_of(owner))
        if any(_is(number, owner) for number in owned.member_of):
            yield Tie(TieKind.MEMBER, owned, owner, name_of(owner))
    if one.owner and other.owner and canonical(one.owner) == canonical(other.owner):
        kind = _kind((one.owner_share, other.owner_share), TieKind.SAME_OWNER)
        yield Tie(kind, one, other, owner_of(one if one.owner_name else other))


def _is(number: str | None, party: PartyFacts) -> bool:
    return bool(number and party.number and canonical(number) == canonical(party.number))


def _kind(shares: tuple[int | None, ...], settled: TieKind) -> TieKind:
    known = [share for share in shares if share is not None]
    if any(share < _HALF for share in known):
        return TieKind.LOOSE
    if len(known) < len(shares):
        return TieKind.SHARE_UNKNOWN
    return settled if all(share > _HALF for share in known) else TieKind.HALF


def grouped(
    facts: ApplicationFacts, merging: frozenset[TieKind]
) -> Callable[[PartyFacts], tuple[str, ...] | None]:
    """Return what tells a party's group: parties tied in one of the ways of `merging` share one."""
    root: dict[tuple[str, ...], tuple[str, ...]] = {}

    def find(key: tuple[str, ...]) -> tuple[str, ...]:
        while root.get(key, key) != key:
            key = root[key]
        return key

    for tie in ties(facts):
        one, other = number_key(tie.one), number_key(tie.other)
        if tie.kind in merging and one is not None and other is not None:
            low, high = sorted((find(one), find(other)))
            root[high] = low

    def group(party: PartyFacts) -> tuple[str, ...] | None:
        key = number_key(party)
        return None if key is None else find(key)

    return group
