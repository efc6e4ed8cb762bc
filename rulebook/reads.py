"""What each rule reads of an application: so that a page asks only what its call's rules answer from.

`tests/rulebook/test_reads.py` shows that no rule reads more than is said here.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from rulebook.choices import ActorIdentity, PublicCompany, Receivers, ShareOf
from rulebook.counting import Counting
from rulebook.facts import Clause
from rulebook.judge import ALWAYS
from rulebook.kinds import actors, aid, costs, independence, sums
from rulebook.rule import Rule
from rulebook.vocabulary import make_rule


class Fact(StrEnum):
    """One thing that a rule may read; those of a party first."""

    NUMBER = "number"
    SECTOR = "sector"
    COUNTRY = "country"
    WORKPLACE = "workplace"
    OWNER = "owner"
    OWNER_SECTOR = "owner_sector"
    TIES = "ties"
    ROLES = "roles"
    GRANT = "grant"
    COST = "cost"
    KINDS_OF_COST = "kinds_of_cost"
    CASH = "cash"
    GROUND = "ground"
    SIZE = "size"
    DE_MINIMIS = "de_minimis"
    DIFFICULTY = "difficulty"
    RECOVERY = "recovery"
    WORK_STARTS = "work_starts"
    SEEKS_GRANT = "seeks_grant"
    OTHER_FUNDERS = "other_funders"
    HOURS = "hours"
    YEARS = "years"
    APPROVAL = "approval"
    SUBCONTRACTORS = "subcontractors"
    RESPONSIBLE = "responsible"
    EARLIER_APPLICATIONS = "earlier_applications"
    SOUGHT = "sought"
    DECIDED = "decided"
    STARTS = "starts"
    ENDS = "ends"
    RECEIVED = "received"
    ATTACHMENTS = "attachments"


EVERYTHING = frozenset(Fact)
_ACTORS = frozenset({Fact.NUMBER})
_AIDED = frozenset({Fact.GRANT, Fact.GROUND})
_OWNERS = frozenset({Fact.NUMBER, Fact.OWNER})

# A kind that has no line here reads everything.
READS: Mapping[str, frozenset[Fact]] = {
    "counting": frozenset(),
    "sole_traders": frozenset(),
    "min_actors": frozenset(),
    "min_sectors": frozenset({Fact.SECTOR}),
    "class_count": frozenset({Fact.SECTOR}),
    "role_count": frozenset({Fact.ROLES}),
    "actors_by_sum": frozenset({Fact.SOUGHT, Fact.DECIDED}),
    "ceiling": frozenset({Fact.SOUGHT, Fact.GRANT, Fact.DECIDED}),
    "lowest_sum": frozenset({Fact.SOUGHT}),
    "party_ceiling": frozenset({Fact.GRANT}),
    "party_share": frozenset(),
    "funded_parties": frozenset({Fact.GRANT}),
    "independence": _OWNERS | {Fact.TIES},
    "different_responsible": frozenset({Fact.RESPONSIBLE}),
    "coordinator_sector": frozenset({Fact.SECTOR}),
    "coordinator_role": frozenset({Fact.ROLES}),
    "coordinator_swedish": frozenset({Fact.COUNTRY}),
    "coordinator_without_grant": frozenset({Fact.GRANT}),
    "coordinator_applications": frozenset({Fact.EARLIER_APPLICATIONS}),
    "project_share": frozenset({Fact.SOUGHT, Fact.COST, Fact.GRANT, Fact.DECIDED}),
    "own_funding": frozenset({Fact.GRANT, Fact.COST}),
    "consultants_share": frozenset({Fact.COST, Fact.KINDS_OF_COST}),
    "indirect_share": frozenset({Fact.KINDS_OF_COST, Fact.SECTOR}),
    "may_receive": frozenset({Fact.GRANT}),
    "hourly_rate": frozenset({Fact.KINDS_OF_COST, Fact.HOURS}),
    "aid_intensity": _AIDED | {Fact.COST, Fact.SIZE},
    "de_minimis": _OWNERS | _AIDED | {Fact.DE_MINIMIS},
    "not_in_difficulty": _AIDED | {Fact.DIFFICULTY},
    "no_unpaid_recovery": _AIDED | {Fact.RECOVERY},
    "work_not_begun": _AIDED | {Fact.WORK_STARTS, Fact.RECEIVED},
    "duration": frozenset({Fact.STARTS, Fact.ENDS}),
    "start_window": frozenset({Fact.STARTS}),
    "latest_end": frozenset({Fact.ENDS}),
    "start_after_receipt": _AIDED | {Fact.STARTS, Fact.RECEIVED},
    "attachment": frozenset({Fact.ATTACHMENTS}),
    "party_approvals": frozenset({Fact.APPROVAL, Fact.GRANT}),
    "has_parties": frozenset(),
    "party_particulars": frozenset({Fact.NUMBER, Fact.SECTOR}),
    "legal_persons": frozenset({Fact.NUMBER, Fact.SECTOR}),
    "one_coordinator": frozenset(),
    "parts_add_up": frozenset({Fact.SOUGHT, Fact.GRANT}),
    "same_number_twice": _ACTORS,
    "double_role": frozenset({Fact.SUBCONTRACTORS, Fact.NUMBER}),
    "no_cost_no_grant": frozenset({Fact.COST, Fact.GRANT, Fact.CASH}),
    "same_responsible": frozenset({Fact.RESPONSIBLE}),
    "member_and_federation": frozenset({Fact.TIES, Fact.NUMBER}),
    "sector_against_number": frozenset({Fact.SECTOR, Fact.NUMBER}),
    "costs_are_covered": frozenset({Fact.COST, Fact.GRANT, Fact.CASH, Fact.OTHER_FUNDERS}),
    "costs_in_time": frozenset({Fact.COST, Fact.GRANT, Fact.CASH, Fact.YEARS, Fact.STARTS, Fact.ENDS}),
    "grant_not_sought": frozenset({Fact.GRANT, Fact.SEEKS_GRANT}),
    "activity_against_ground": _AIDED,
    "ends_after_start": frozenset({Fact.STARTS, Fact.ENDS}),
    "decided_more_than_sought": frozenset({Fact.DECIDED, Fact.SOUGHT}),
}
_COUNTS_ACTORS = frozenset({"min_actors", "min_sectors", "class_count", "role_count", "actors_by_sum"}) | {
    "funded_parties"
}
_COUNTS_CLASSES = frozenset({"min_sectors", "class_count", "coordinator_sector"})


def reads(rule: Rule, counting: Counting) -> frozenset[Fact]:
    """Return what a rule reads, in a call that counts in this way."""
    found = READS.get(rule.id, EVERYTHING)
    counts_actors, reads_classes = rule.id in _COUNTS_ACTORS, rule.id in _COUNTS_CLASSES
    match rule:
        case actors.ClassCount(independent=True):
            found |= _OWNERS | {Fact.TIES}
        case independence.Independence(least=least) if least is not None:
            counts_actors = True
        case sums.PartyShare():
            found |= {Fact.COST if rule.share_of is ShareOf.COST else Fact.GRANT}
        case costs.OwnFunding():
            reads_classes = bool(rule.classes)
            found |= {Fact.CASH} if rule.cash is not None else frozenset()
        case aid.MayReceive():
            reads_classes = bool(rule.classes)
            found |= {Fact.COUNTRY} if rule.countries is not Receivers.ANYWHERE else frozenset()
        case _:
            pass
    if counts_actors:
        found |= _actors_read(counting)
    if reads_classes:
        found |= _classes_read(counting)
    return found


def _actors_read(counting: Counting) -> frozenset[Fact]:
    found = _ACTORS | ({Fact.COUNTRY} if counting.only_swedish else frozenset())
    match counting.actor_by:
        case ActorIdentity.WORKPLACE:
            return found | {Fact.WORKPLACE}
        case ActorIdentity.OWNER_GROUP:
            return found | _OWNERS
        case _:
            return found


def _classes_read(counting: Counting) -> frozenset[Fact]:
    by_owner = counting.public_company is PublicCompany.BY_OWNER
    return frozenset({Fact.SECTOR} | ({Fact.OWNER, Fact.OWNER_SECTOR} if by_owner else set()))


def read_by_each(clauses: Sequence[Clause]) -> dict[str, frozenset[Fact]]:
    """Return what each kind of rule among the clauses reads, by its id.

    Raises KeyError for a clause of an unknown kind.
    """
    rules = [make_rule(clause) for clause in clauses]
    counting = next((rule for rule in rules if isinstance(rule, Counting)), Counting())
    found: dict[str, frozenset[Fact]] = {}
    for rule in rules:
        found[rule.id] = found.get(rule.id, frozenset()) | reads(rule, counting)
    return found


def read_always() -> dict[str, frozenset[Fact]]:
    """Return what each rule reads that holds for every application, by its id."""
    return {rule.id: reads(rule(), Counting()) for rule in ALWAYS}
