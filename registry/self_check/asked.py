"""What to ask: only what the rules of the round read, and only what somebody can say in a few minutes."""

from collections.abc import Sequence
from dataclasses import dataclass

from registry.models import RuleSet
from rulebook.facts import Clause, PartyRole
from rulebook.reads import Fact, read_always, read_by_each
from rulebook.vocabulary import KINDS, ClauseError, parse_clause

ALWAYS_ASKED = frozenset({Fact.NUMBER, Fact.SECTOR})
# Told by nobody before an application exists; a rule that reads them answers without them.
TOLD_LATER = frozenset({Fact.TIES, Fact.DECIDED, Fact.RECEIVED, Fact.OTHER_FUNDERS, Fact.SEEKS_GRANT})
# Whole pages of the application: a rule that reads them is left to it.
NEVER_ASKED = frozenset(
    {
        *(Fact.ATTACHMENTS, Fact.RESPONSIBLE, Fact.EARLIER_APPLICATIONS, Fact.SUBCONTRACTORS),
        *(Fact.HOURS, Fact.YEARS, Fact.APPROVAL),
    }
)
TICKED_ROLES = (PartyRole.NEED_OWNER, PartyRole.FUND_HOLDER)
MOST_PARTIES = 12
_FEWEST_SHOWN = 2
_MONEY_OF_A_PARTY = frozenset({Fact.GRANT, Fact.COST, Fact.CASH, Fact.KINDS_OF_COST})


@dataclass(frozen=True)
class Asked:
    """What the page asks, which rules (by id) that answers, and which wait for the application."""

    facts: frozenset[Fact]
    roles: tuple[PartyRole, ...]
    answered: frozenset[str]
    later: tuple[Clause, ...]
    parties_shown: int

    def __contains__(self, fact: Fact) -> bool:
        return fact in self.facts


def clauses_of(rules: RuleSet | None) -> tuple[Clause, ...] | None:
    """Read the frozen rules of a round; None where there are none that this portal can judge by."""
    if rules is None or not rules.content:
        return None
    try:
        return tuple(parse_clause(raw) for raw in rules.content)
    except ClauseError:
        return None


def asked_by(clauses: Sequence[Clause]) -> Asked:
    """Choose the questions for these rules."""
    read = read_by_each(clauses)
    by_call = {rule for rule, facts in read.items() if not facts & NEVER_ASKED}
    facts = ALWAYS_ASKED.union(*(_needed(rule, read[rule]) for rule in by_call))
    if facts & _MONEY_OF_A_PARTY:
        facts |= {Fact.SOUGHT}
    always = {rule for rule, needed in read_always().items() if needed - TOLD_LATER <= facts}
    return Asked(
        facts=facts,
        roles=_roles(clauses) if Fact.ROLES in facts else (),
        answered=frozenset(by_call | always),
        later=tuple(c for c in clauses if c.rule not in by_call and not KINDS[c.rule].is_settings),
        parties_shown=min(max(_FEWEST_SHOWN, *_least_actors(clauses)), MOST_PARTIES),
    )


def _needed(rule: str, facts: frozenset[Fact]) -> frozenset[Fact]:
    """Leave out what a rule reads but can do without: the ceiling holds for the sum in the head too."""
    spare = {Fact.GRANT} if rule in ("ceiling", "project_share") else frozenset()
    return facts - TOLD_LATER - spare


def _least_actors(clauses: Sequence[Clause]) -> list[int]:
    counted = (c.parameters.get("least") for c in clauses if c.rule in ("min_actors", "funded_parties"))
    return [0, *(least for least in counted if isinstance(least, int))]


def _roles(clauses: Sequence[Clause]) -> tuple[PartyRole, ...]:
    named = {str(clause.parameters.get("role", "")) for clause in clauses}
    return tuple(role for role in TICKED_ROLES if role.value in named)
