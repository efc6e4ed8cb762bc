"""The highest support level of a party: what follows from ground, size and bonus by the call's own rules.

Asked of the same rules that judge the application, so that the level shown is the level that holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rulebook.facts import AidGround, Clause, CompanySize, PartyFacts
from rulebook.kinds.aid import AidIntensity, ground_of
from rulebook.money import most_of
from rulebook.verdict import Source
from rulebook.vocabulary import make_rule


@dataclass(frozen=True)
class SupportLevel:
    """The highest share of a party's costs that the call allows.

    `percent` is None while the size decides and is not known: `by_size` then says what each size may have.
    `most` is that share of the party's costs in whole kronor, 0 while nothing is budgeted.
    """

    ground: AidGround
    percent: int | None
    by_size: tuple[tuple[CompanySize, int], ...]
    most: int
    source: Source


def support_level(party: PartyFacts, clauses: Sequence[Clause]) -> SupportLevel | None:
    """Return the strictest level that the clauses set for a party; None where the ground is not known
    yet, or the call sets no level for it."""
    ground = ground_of(party)
    found = [
        _level(party, rule, ground, Source(clause.clause_sv, clause.clause_en))
        for clause in clauses
        if clause.rule == AidIntensity.id
        and isinstance(rule := make_rule(clause), AidIntensity)
        and rule.ground is ground
    ]
    return min(found, key=_strictness) if found else None


def _level(party: PartyFacts, rule: AidIntensity, ground: AidGround | None, source: Source) -> SupportLevel:
    levels = rule.levels(party.aid_bonus)
    settled = party.size is not None or len(set(levels.values())) == 1
    percent = levels[party.size or CompanySize.LARGE] if settled else None
    most = most_of(party.total_cost, percent) if percent is not None else 0
    return SupportLevel(ground or rule.ground, percent, tuple(levels.items()), most, source)


def _strictness(level: SupportLevel) -> tuple[int, int]:
    lowest = min(percent for _size, percent in level.by_size)
    return (lowest if level.percent is None else level.percent, lowest)
