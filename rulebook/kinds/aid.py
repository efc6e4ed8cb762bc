"""Who may receive, on which ground and how much of its costs; state aid where it is that."""

from collections.abc import Iterator
from dataclasses import dataclass

from rulebook.choices import Receivers
from rulebook.consortium import Sure, classing, field_of, is_swedish
from rulebook.counting import Counting
from rulebook.facts import AidGround, ApplicationFacts, CompanySize, PartyFacts, SectorClass
from rulebook.money import holds_share, most_of
from rulebook.parameters import choice, integer, percent, sector_classes
from rulebook.rule import Rule, Said, for_people, met, not_known, not_met
from rulebook.terms import term, terms
from rulebook.ties import SETTLED, grouped, name_of, names
from rulebook.verdict import Kronor, say, type_of_parameter


def ground_of(party: PartyFacts) -> AidGround | None:
    """A party's aid ground; without economic activity there is no state aid. None if not known yet."""
    if party.aid_ground is None and party.economic_activity is False:
        return AidGround.NOT_AID
    return party.aid_ground


@dataclass(frozen=True, kw_only=True)
class MayReceive(Rule):
    """Who may receive a grant."""

    id = "may_receive"
    title = "Who may receive a grant"
    asks = "Only parties from these countries and sectors may receive a grant. Others may take part without."

    countries: Receivers = choice("May receive", Receivers, default=Receivers.SWEDISH_OR_BRANCH)
    classes: frozenset[SectorClass] = sector_classes("Only these sectors (empty: all)", default=frozenset())

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Look at country, branch and sector of every party that seeks a grant."""
        for party in facts.parties:
            if party.grant > 0:
                yield self._by_country(party)
                if self.classes:
                    yield self._by_class(party, counting)

    def _by_country(self, party: PartyFacts) -> Said:
        field = f"budget.{party.key}"
        branch_helps = self.countries is Receivers.SWEDISH_OR_BRANCH
        if self.countries is Receivers.ANYWHERE or party.country == "SE":
            return met(field, say("{party} may receive a grant.", party=name_of(party)))
        if branch_helps and is_swedish(party).sure is Sure.YES:
            return met(
                field,
                say("{party} may receive a grant for the costs of its Swedish branch.", party=name_of(party)),
            )
        if branch_helps and is_swedish(party).sure is Sure.UNKNOWN:
            return not_known(
                field,
                say("{party} is foreign. State whether it has a branch in Sweden.", party=name_of(party)),
                field_of(party, "swedish_branch"),
            )
        return not_met(
            field,
            say(
                "{party} is foreign and seeks {grant}. These may receive a grant: {receivers}. "
                "Lower its grant to 0; it may take part with its own funding.",
                party=name_of(party),
                grant=Kronor(party.grant),
                receivers=term(self.countries),
            ),
        )

    def _by_class(self, party: PartyFacts, counting: Counting) -> Said:
        field = f"budget.{party.key}"
        found = classing(party, counting)
        opinion = found.among(self.classes)
        wanted = terms(self.classes)
        if opinion.sure is Sure.YES:
            return met(
                field,
                say(
                    "{party} is of a sector that may receive: {wanted}.", party=name_of(party), wanted=wanted
                ),
            )
        if opinion.sure is Sure.UNKNOWN:
            return not_known(
                field,
                say("State the sector and owner of {party}, which seeks a grant.", party=name_of(party)),
                *opinion.missing,
            )
        if opinion.sure is Sure.ARGUABLE:
            return for_people(
                field,
                say(
                    "These sectors may receive a grant: {wanted}. "
                    "Look at in which sector {party} is counted.",
                    party=name_of(party),
                    wanted=wanted,
                ),
            )
        return not_met(
            field,
            say(
                "{party} belongs to: {found}, and seeks {grant}. "
                "These sectors may receive a grant: {wanted}. Lower its grant to 0.",
                party=name_of(party),
                found=terms(found.classes),
                grant=Kronor(party.grant),
                wanted=wanted,
            ),
        )


@dataclass(frozen=True, kw_only=True)
class AidIntensity(Rule):
    """The highest share of a party's costs on one ground, by size."""

    id = "aid_intensity"
    title = "Highest support level for a party"
    asks = (
        "A party on the ground chosen may have at most this share of its costs covered: by the size of the "
        "company, and higher where the conditions for a bonus are fulfilled. One such rule for each ground."
    )

    ground: AidGround = choice("Ground", AidGround)
    small: int = percent("Small companies, percent", default=100)
    medium: int = percent("Medium-sized companies, percent", default=100)
    large: int = percent("Large companies, percent", default=100)
    small_bonus: int | None = percent("Small companies with bonus, percent", default=None)
    medium_bonus: int | None = percent("Medium-sized companies with bonus, percent", default=None)
    large_bonus: int | None = percent("Large companies with bonus, percent", default=None)

    def level(self, size: CompanySize, bonus: bool) -> int:
        """Return the highest share, in percent, for a size with or without bonus."""
        plain, raised = {
            CompanySize.SMALL: (self.small, self.small_bonus),
            CompanySize.MEDIUM: (self.medium, self.medium_bonus),
            CompanySize.LARGE: (self.large, self.large_bonus),
        }[size]
        return raised if bonus and raised is not None else plain

    def levels(self, bonus: bool) -> dict[CompanySize, int]:
        """Return the highest share, in percent, for every size."""
        return {size: self.level(size, bonus) for size in CompanySize}

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Check every party on the ground that seeks a grant."""
        for party in facts.parties:
            if party.grant == 0:
                continue
            ground = ground_of(party)
            if ground is None:
                field = field_of(party, "aid_ground")
                yield not_known(
                    field,
                    say("State on which ground {party} seeks its grant.", party=name_of(party)),
                    field,
                )
            elif ground is self.ground:
                yield self._check(party)

    def _check(self, party: PartyFacts) -> Said:
        levels = self.levels(party.aid_bonus)
        if party.size is None and len(set(levels.values())) > 1:
            highest = max(levels.values())
            if holds_share(party.grant, party.total_cost, highest):
                return self._size_unknown(party, levels)
            return self._too_much(party, highest)
        level = levels[party.size or CompanySize.LARGE]
        if not holds_share(party.grant, party.total_cost, level):
            return self._too_much(party, level)
        return met(
            f"budget.{party.key}",
            say(
                "{party} seeks {grant} of costs of {cost}. "
                "At most {level} percent is allowed, here {highest}.",
                **_holes(party, level),
            ),
        )

    def _too_much(self, party: PartyFacts, level: int) -> Said:
        return not_met(
            f"budget.{party.key}",
            say(
                "{party} seeks {grant} of costs of {cost}. "
                "At most {level} percent is allowed, here {highest}. "
                "Lower the grant, or let the party bear more.",
                **_holes(party, level),
            ),
        )

    def _size_unknown(self, party: PartyFacts, levels: dict[CompanySize, int]) -> Said:
        field = field_of(party, "size")
        return not_known(
            field,
            say(
                "{party} seeks {grant} of costs of {cost}. "
                "State the size of the company, owners included: at "
                "most {small} percent is allowed for a small one, {medium} percent "
                "for a medium-sized one and {large} percent for a large one.",
                party=name_of(party),
                grant=Kronor(party.grant),
                cost=Kronor(party.total_cost),
                small=levels[CompanySize.SMALL],
                medium=levels[CompanySize.MEDIUM],
                large=levels[CompanySize.LARGE],
            ),
            field,
        )


def _holes(party: PartyFacts, level: int) -> dict[str, type_of_parameter]:
    return {
        "party": name_of(party),
        "grant": Kronor(party.grant),
        "cost": Kronor(party.total_cost),
        "level": level,
        "highest": Kronor(most_of(party.total_cost, level)),
    }


@dataclass(frozen=True, kw_only=True)
class DeMinimis(Rule):
    """The ceiling of de minimis aid for a single undertaking."""

    id = "de_minimis"
    title = "Ceiling of de minimis aid"
    asks = (
        "Earlier de minimis aid of three years and what is sought now may not be more than the ceiling, "
        "counted together for parties of the same group of owners."
    )

    ceiling: int = integer("Ceiling, euro", default=300_000, minimum=1, maximum=10_000_000)
    rate: int = integer("Exchange rate, öre for a euro", minimum=1, maximum=100_000)

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Add up earlier and new aid for each single undertaking that seeks de minimis aid."""
        group = grouped(facts, SETTLED)
        undertakings: dict[tuple[str, ...], list[PartyFacts]] = {}
        for party in facts.parties:
            undertakings.setdefault(group(party) or ("?", party.key), []).append(party)
        for members in undertakings.values():
            seeking = [p for p in members if ground_of(p) is AidGround.DE_MINIMIS and p.grant > 0]
            if seeking:
                yield self._check(members, seeking)

    def _check(self, members: list[PartyFacts], seeking: list[PartyFacts]) -> Said:
        field = f"budget.{min(party.key for party in seeking)}"
        silent = [p for p in seeking if p.de_minimis_received is None]
        received = sum(party.de_minimis_received or 0 for party in members)
        sought = sum(party.grant for party in seeking)
        holes: dict[str, type_of_parameter] = {
            "parties": names(members),
            "received": Kronor(received),
            "sought": Kronor(sought),
            "ceiling": self.ceiling,
            "most": Kronor(self.ceiling * self.rate // 100),
        }
        if (received + sought) * 100 > self.ceiling * self.rate:
            return not_met(
                field,
                say(
                    "De minimis aid to {parties}, counted as one undertaking: {received} before and {sought} "
                    "now. The ceiling is {ceiling} euro, here {most}. Lower what is sought.",
                    **holes,
                ),
            )
        if silent:
            return not_known(
                field,
                say(
                    "State what de minimis aid these have received in three years: {parties}.",
                    parties=names(silent),
                ),
                *(field_of(party, "de_minimis_received") for party in silent),
            )
        return met(
            field,
            say(
                "De minimis aid to {parties}: {received} before and {sought} now. "
                "The ceiling is {ceiling} euro, here {most}.",
                **holes,
            ),
        )


@dataclass(frozen=True, kw_only=True)
class SoleTraders(Rule):
    """Sole traders may be parties."""

    id = "sole_traders"
    title = "Sole traders may take part"
    asks = (
        "Lets sole traders be parties; they count as business. Their numbers are personal identity numbers, "
        "which are masked everywhere and never published. Asks nothing by itself."
    )

    def findings(self, facts: ApplicationFacts, counting: Counting) -> Iterator[Said]:
        """Say nothing: the rule that parties are legal persons steps back."""
        return iter(())
