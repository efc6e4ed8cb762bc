"""What rules read is what they are said to read: nothing else that changes, changes what they say."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.counting import Counting
from rulebook.facts import ApplicationFacts, Clause, PartyFacts
from rulebook.judge import ALWAYS
from rulebook.reads import EVERYTHING, READS, Fact, reads
from rulebook.rule import Rule
from rulebook.vocabulary import KINDS, make_rule
from tests.rulebook.strategies import ONE_OF_EACH, applications, countings

# Where each fact is kept. A number belongs to its country, so the two are read together.
OF_A_PARTY: dict[Fact, tuple[str, ...]] = {
    Fact.NUMBER: ("number",),
    Fact.SECTOR: ("sector", "sector_origin"),
    Fact.COUNTRY: ("swedish_branch",),
    Fact.WORKPLACE: ("workplace",),
    Fact.OWNER: ("owner", "owner_name", "owner_share"),
    Fact.OWNER_SECTOR: ("owner_sector",),
    Fact.TIES: ("managed_by", "member_of"),
    Fact.GROUND: ("economic_activity", "aid_ground", "aid_bonus"),
    Fact.SIZE: ("size",),
    Fact.DE_MINIMIS: ("de_minimis_received",),
    Fact.DIFFICULTY: ("in_difficulty",),
    Fact.RECOVERY: ("unpaid_recovery",),
    Fact.WORK_STARTS: ("work_starts",),
    Fact.SEEKS_GRANT: ("seeks_grant",),
    Fact.OTHER_FUNDERS: ("other_funding",),
    Fact.APPROVAL: ("approved", "approvals_given", "approvals_needed"),
    Fact.SUBCONTRACTORS: ("subcontractors",),
    Fact.RESPONSIBLE: ("responsible_person",),
    Fact.EARLIER_APPLICATIONS: ("applications_as_coordinator", "applications_from_workplace"),
}
OF_ALL: dict[Fact, str] = {
    Fact.SOUGHT: "amount_sought",
    Fact.DECIDED: "amount_decided",
    Fact.STARTS: "starts",
    Fact.ENDS: "ends",
    Fact.RECEIVED: "received",
    Fact.ATTACHMENTS: "attachments",
}
MONEY = frozenset({Fact.GRANT, Fact.COST, Fact.CASH, Fact.KINDS_OF_COST, Fact.HOURS, Fact.YEARS})


def otherwise(facts: ApplicationFacts, other: ApplicationFacts, read: frozenset[Fact]) -> ApplicationFacts:
    """Take from the other application everything that is not read. Parties are told by their names."""
    kept = {name for fact in read & OF_ALL.keys() for name in (OF_ALL[fact],)}
    changed = {f.name: getattr(other, f.name) for f in fields(facts) if f.name not in kept | {"parties"}}
    pairs = zip(facts.parties, [*other.parties, *facts.parties[len(other.parties) :]], strict=False)
    parties = tuple(_party_otherwise(mine, theirs, read) for mine, theirs in pairs)
    return replace(facts, **changed, parties=parties)


def _party_otherwise(mine: PartyFacts, theirs: PartyFacts, read: frozenset[Fact]) -> PartyFacts:
    unread = [name for fact, names in OF_A_PARTY.items() if fact not in read for name in names]
    changed = {name: getattr(theirs, name) for name in unread}
    if not read & MONEY:
        changed |= {"costs": theirs.costs, "funding": theirs.funding}
    if not read & {Fact.NUMBER, Fact.COUNTRY}:
        changed["country"] = theirs.country
    return replace(mine, **changed)


def said(rule: Rule, facts: ApplicationFacts, counting: Counting) -> set[object]:
    """Return what a rule says."""
    return set(rule.findings(facts, counting))


@given(applications(), applications(), countings())
def test_no_rule_reads_more_than_is_said(
    facts: ApplicationFacts, other: ApplicationFacts, counted: Clause
) -> None:
    counting = make_rule(counted)
    facts = replace(facts, parties=tuple(replace(p, name=p.name or "Vik") for p in facts.parties))
    assert isinstance(counting, Counting)
    for rule in [*(make_rule(clause) for clause in ONE_OF_EACH), *(kind() for kind in ALWAYS)]:
        changed = otherwise(facts, other, reads(rule, counting))
        assert said(rule, facts, counting) == said(rule, changed, counting), rule.id


@pytest.mark.parametrize("kind", [*KINDS, *(rule.id for rule in ALWAYS)])
def test_every_kind_says_what_it_reads(kind: str) -> None:
    assert kind in READS


def test_a_rule_that_nobody_has_described_reads_everything() -> None:
    class Later(type(make_rule(ONE_OF_EACH[0]))):  # type: ignore[misc]
        """A rule of a later version."""

        id = "later_invention"

    assert reads(Later(least=1), Counting()) == EVERYTHING


@given(st.sampled_from(ONE_OF_EACH))
def test_settings_make_rules_read_more(clause: Clause) -> None:
    rule = make_rule(clause)
    assert reads(rule, Counting()) <= reads(rule, Counting(only_swedish=True))
