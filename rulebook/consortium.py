"""Who applies together: actors, the sectors they count in, and how sure that is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from rulebook.choices import ActorIdentity, PublicCompany
from rulebook.counting import Counting
from rulebook.facts import ApplicationFacts, PartyFacts, Sector, SectorClass
from rulebook.identifiers import default_sector
from rulebook.ties import SETTLED, TieKind, grouped, number_key, ties
from rulebook.verdict import Answer

_HALF = 50
Key = tuple[str, ...]
Identity = Callable[[PartyFacts], Key | None]

_CLASSES = {
    Sector.STATE: SectorClass.PUBLIC,
    Sector.MUNICIPALITY: SectorClass.PUBLIC,
    Sector.REGION: SectorClass.PUBLIC,
    Sector.MUNICIPAL_FEDERATION: SectorClass.PUBLIC,
    Sector.HEALTH_CARE: SectorClass.PUBLIC,
    Sector.PARISH: SectorClass.CIVIL_SOCIETY,
    Sector.UNIVERSITY: SectorClass.ACADEMIA,
    Sector.INSTITUTE: SectorClass.ACADEMIA,
    Sector.COMPANY: SectorClass.BUSINESS,
    Sector.SOLE_TRADER: SectorClass.BUSINESS,
    Sector.ASSOCIATION: SectorClass.CIVIL_SOCIETY,
    Sector.FOUNDATION: SectorClass.CIVIL_SOCIETY,
    Sector.OTHER: SectorClass.OTHER,
}
_OWNERS_THAT_COUNT = frozenset({SectorClass.PUBLIC, SectorClass.HEALTH_CARE, SectorClass.ACADEMIA})


def sector_class(
    sector: Sector,
    institute_apart: bool = False,
    health_care_apart: bool = False,
    parish_public: bool = False,
) -> SectorClass:
    """Return the class that a base sector counts in, by the settings of a call."""
    if sector is Sector.INSTITUTE and institute_apart:
        return SectorClass.INSTITUTE
    if sector is Sector.HEALTH_CARE and health_care_apart:
        return SectorClass.HEALTH_CARE
    if sector is Sector.PARISH and parish_public:
        return SectorClass.PUBLIC
    return _CLASSES[sector]


class Sure(IntEnum):
    """How sure it is that something counts; the least sure of several decides."""

    NO = 0
    UNKNOWN = 1
    ARGUABLE = 2
    YES = 3


@dataclass(frozen=True)
class Opinion:
    """Whether a party counts, how sure that is, and which fields would settle it."""

    sure: Sure
    missing: tuple[str, ...] = ()

    def __and__(self, other: "Opinion") -> "Opinion":
        sure = min(self.sure, other.sure)
        return Opinion(sure, self.missing + other.missing if sure is Sure.UNKNOWN else ())


YES = Opinion(Sure.YES)
NO = Opinion(Sure.NO)


def field_of(party: PartyFacts, name: str) -> str:
    """Return the address of a party's field, as findings use it."""
    return f"parties.{party.key}.{name}"


@dataclass(frozen=True)
class Classing:
    """The classes that a party may count in: one if that is settled, else what it could be."""

    classes: frozenset[SectorClass]
    sure: Sure
    missing: tuple[str, ...] = ()
    by_owner: bool = False

    def among(self, wanted: frozenset[SectorClass]) -> Opinion:
        """Whether the party is of one of the wanted classes."""
        if not self.classes & wanted:
            return NO
        return YES if self.classes <= wanted else Opinion(self.sure, self.missing)


def classing(party: PartyFacts, counting: Counting) -> Classing:
    """Find the class that a party counts in. A kind that no class covers is for people to judge."""
    if party.sector is None:
        return Classing(all_classes(counting), Sure.UNKNOWN, (field_of(party, "sector"),))
    own = _class_of(party.sector, counting)
    if own is SectorClass.OTHER:
        return Classing(all_classes(counting) | {own}, Sure.ARGUABLE)
    if party.sector is Sector.COMPANY and party.owner and counting.public_company is PublicCompany.BY_OWNER:
        return _by_owner(party, own, counting)
    return Classing(frozenset({own}), Sure.YES)


def _by_owner(party: PartyFacts, own: SectorClass, counting: Counting) -> Classing:
    owner_sector = party.owner_sector or default_sector(party.owner or "")
    if owner_sector is None:
        return Classing(_OWNERS_THAT_COUNT | {own}, Sure.UNKNOWN, (field_of(party, "owner_sector"),))
    owner = _class_of(owner_sector, counting)
    if owner not in _OWNERS_THAT_COUNT:
        return Classing(frozenset({own}), Sure.YES)
    if party.owner_share is None:
        return Classing(frozenset({own, owner}), Sure.UNKNOWN, (field_of(party, "owner_share"),))
    if party.owner_share == _HALF:
        return Classing(frozenset({own, owner}), Sure.ARGUABLE)
    owned = party.owner_share > _HALF
    return Classing(frozenset({owner if owned else own}), Sure.YES, by_owner=owned)


def _class_of(sector: Sector, counting: Counting) -> SectorClass:
    return sector_class(sector, counting.institute_apart, counting.health_care_apart, counting.parish_public)


def all_classes(counting: Counting) -> frozenset[SectorClass]:
    """Return the classes that the call tells apart."""
    return frozenset(_class_of(sector, counting) for sector in Sector) - {SectorClass.OTHER}


def identity(facts: ApplicationFacts, counting: Counting) -> Identity:
    """Return what tells which actor a party is, as the call counts; None for "not known yet"."""
    if counting.actor_by is ActorIdentity.OWNER_GROUP:
        return grouped(facts, SETTLED)
    if counting.actor_by is ActorIdentity.WORKPLACE:
        return _number_and_workplace
    return number_key


def _number_and_workplace(party: PartyFacts) -> Key | None:
    number = number_key(party)
    return None if number is None else (*number, " ".join(party.workplace.casefold().split()))


def is_swedish(party: PartyFacts) -> Opinion:
    """Whether a party is Swedish or has a Swedish branch."""
    if party.country == "SE" or party.swedish_branch:
        return YES
    if party.swedish_branch is None:
        return Opinion(Sure.UNKNOWN, (field_of(party, "swedish_branch"),))
    return NO


def is_countable(party: PartyFacts, counting: Counting) -> Opinion:
    """Whether a party is counted as an actor at all."""
    return is_swedish(party) if counting.only_swedish else YES


@dataclass(frozen=True)
class Tally:
    """How many actors count: surely, arguably and possibly; with the parties behind them."""

    surely: int
    arguably: int
    possibly: int
    parties: tuple[PartyFacts, ...]
    doubtful: tuple[PartyFacts, ...] = ()
    missing: tuple[str, ...] = ()

    def answer(self, least: int) -> Answer:
        """Whether at least so many actors count."""
        if self.surely >= least:
            return Answer.MET
        if self.arguably >= least:
            return Answer.JUDGE
        return Answer.UNKNOWN if self.possibly >= least else Answer.NOT_MET


@dataclass(frozen=True)
class _Seen:
    key: Key
    party: PartyFacts
    opinion: Opinion


def _look(
    facts: ApplicationFacts,
    counting: Counting,
    counts: Callable[[PartyFacts], Opinion],
    told_by: Identity,
) -> Iterator[_Seen]:
    for position, party in enumerate(facts.parties):
        key = told_by(party)
        opinion = is_countable(party, counting) & counts(party)
        yield _Seen(key or ("?", str(position)), party, opinion)


def _tally(seen: Sequence[_Seen], count: Callable[[Sure], int]) -> Tally:
    doubts = (Sure.UNKNOWN, Sure.ARGUABLE)
    return Tally(
        surely=count(Sure.YES),
        arguably=count(Sure.ARGUABLE),
        possibly=count(Sure.UNKNOWN),
        parties=tuple(one.party for one in seen if one.opinion.sure is Sure.YES),
        doubtful=tuple(one.party for one in seen if one.opinion.sure in doubts),
        missing=tuple(sorted({name for one in seen for name in one.opinion.missing})),
    )


def tally(
    facts: ApplicationFacts,
    counting: Counting,
    counts: Callable[[PartyFacts], Opinion],
    told_by: Identity | None = None,
) -> Tally:
    """Count the actors for which `counts` holds. Two parties of one actor are counted once."""
    tells = told_by or identity(facts, counting)

    def known_and_counting(party: PartyFacts) -> Opinion:
        known = YES if tells(party) else Opinion(Sure.UNKNOWN, (field_of(party, "number"),))
        return known & counts(party)

    seen = tuple(_look(facts, counting, known_and_counting, tells))
    return _tally(seen, lambda level: len({one.key for one in seen if one.opinion.sure >= level}))


def independent_tally(
    facts: ApplicationFacts, counting: Counting, counts: Callable[[PartyFacts], Opinion]
) -> Tally:
    """Count the groups of owners for which `counts` holds; ties that people must judge make it arguable."""
    loose = tally(facts, counting, counts, grouped(facts, SETTLED))
    unjudged = tally(facts, counting, counts, grouped(facts, SETTLED | {TieKind.SHARE_UNKNOWN}))
    strict = tally(facts, counting, counts, grouped(facts, frozenset(TieKind) - {TieKind.LOOSE}))
    shares = {
        field_of(party, "owner_share")
        for tie in ties(facts)
        if tie.kind is TieKind.SHARE_UNKNOWN
        for party in (tie.one, tie.other)
        if party.owner and party.owner_share is None
    }
    return Tally(
        surely=strict.surely,
        arguably=unjudged.arguably,
        possibly=loose.possibly,
        parties=loose.parties,
        doubtful=loose.doubtful,
        missing=tuple(sorted(shares.union(loose.missing))),
    )


def sector_tally(facts: ApplicationFacts, counting: Counting) -> Tally:
    """Count the different classes that the actors can stand for, one class for each actor."""

    def class_is_known(party: PartyFacts) -> Opinion:
        found = classing(party, counting)
        return Opinion(found.sure, found.missing)

    seen = tuple(_look(facts, counting, class_is_known, identity(facts, counting)))

    def count(level: Sure) -> int:
        options: dict[Key, frozenset[SectorClass]] = {}
        for one in seen:
            if one.opinion.sure >= level:
                classes = classing(one.party, counting).classes
                options[one.key] = options.get(one.key, frozenset()) | classes
        return most_classes(list(options.values()))

    return _tally(seen, count)


def most_classes(options: Sequence[frozenset[SectorClass]]) -> int:
    """Return how many different classes can be had when each actor stands for one of its options."""
    taken: dict[SectorClass, int] = {}

    def place(actor: int, tried: set[SectorClass]) -> bool:
        for wanted in sorted(options[actor] - tried):
            tried.add(wanted)
            if wanted not in taken or place(taken[wanted], tried):
                taken[wanted] = actor
                return True
        return False

    return sum(place(actor, set()) for actor in range(len(options)))
