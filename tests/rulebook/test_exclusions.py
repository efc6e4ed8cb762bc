"""Who may not be given state aid, sizes of companies, and the highest support level of a party."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.facts import AidGround, CompanySize, OtherFunder, PartyFacts, Sector
from rulebook.money import most_of
from rulebook.sizes import public_owner_ends_smallness, size_by_figures
from rulebook.support import support_level
from rulebook.verdict import Answer
from tests.rulebook.cast import (
    JUDGE,
    MET,
    NOT_MET,
    UNKNOWN,
    answers,
    application,
    clause,
    paid,
    party,
    personnel,
    verdict,
)

AIDED = party(
    "Havsnära Data AB",
    Sector.COMPANY,
    500_000,
    1_000_000,
    economic_activity=True,
    aid_ground=AidGround.GBER_25,
    size=CompanySize.SMALL,
)
RULES: dict[str, dict[str, dict[Any, Answer]]] = {
    "not_in_difficulty": {"in_difficulty": {False: MET, True: NOT_MET, None: UNKNOWN}},
    "no_unpaid_recovery": {"unpaid_recovery": {False: MET, True: NOT_MET, None: UNKNOWN}},
    "work_not_begun": {"work_starts": {date(2026, 11, 1): MET, date(2026, 10, 31): NOT_MET, None: UNKNOWN}},
}
CASES = [
    pytest.param(rule, field, value, expected, id=f"{rule} {value}")
    for rule, fields in RULES.items()
    for field, values in fields.items()
    for value, expected in values.items()
]


@pytest.mark.parametrize(("rule", "field", "value", "expected"), CASES)
def test_a_party_that_seeks_aid_is_asked(rule: str, field: str, value: Any, expected: Answer) -> None:
    facts = application(replace(AIDED, **{field: value}))
    assert answers(facts, clause(rule)) == {rule: expected}
    (found,) = verdict(facts, clause(rule)).of_rule(rule)
    assert found.field == f"parties.{AIDED.key}.{field}"
    assert found.missing == ((found.field,) if expected is UNKNOWN else ())


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    "one",
    [
        replace(AIDED, aid_ground=AidGround.NOT_AID, economic_activity=False),
        replace(AIDED, aid_ground=None, economic_activity=False),
        replace(AIDED, aid_ground=AidGround.DE_MINIMIS),
        replace(AIDED, funding=paid(0, in_kind=1_000_000)),
    ],
    ids=["not aid", "no activity", "de minimis", "no grant"],
)
def test_others_are_not_asked(rule: str, one: PartyFacts) -> None:
    guilty = replace(one, in_difficulty=True, unpaid_recovery=True, work_starts=date(2020, 1, 1))
    assert rule not in answers(application(guilty), clause(rule))


@pytest.mark.parametrize("rule", RULES)
def test_without_a_ground_it_is_not_known_whether_the_rule_holds(rule: str) -> None:
    (found,) = verdict(application(replace(AIDED, aid_ground=None)), clause(rule)).of_rule(rule)
    assert (found.answer, found.missing) == (UNKNOWN, (f"parties.{AIDED.key}.aid_ground",))


@pytest.mark.parametrize("rule", ["not_in_difficulty", "no_unpaid_recovery"])
def test_a_call_may_ask_of_de_minimis_aid_too(rule: str) -> None:
    one = replace(AIDED, aid_ground=AidGround.DE_MINIMIS, in_difficulty=True, unpaid_recovery=True)
    assert answers(application(one), clause(rule, also_de_minimis=True)) == {rule: NOT_MET}


def test_a_day_of_receipt_that_is_not_known() -> None:
    facts = application(replace(AIDED, work_starts=date(2027, 1, 1)), received=None)
    (found,) = verdict(facts, clause("work_not_begun")).of_rule("work_not_begun")
    assert (found.answer, found.missing) == (UNKNOWN, ("received",))


def test_a_party_without_grant_that_has_one() -> None:
    facts = application(replace(AIDED, seeks_grant=False))
    assert answers(facts) == {"grant_not_sought": NOT_MET}
    assert verdict(facts).stops
    without = replace(AIDED, seeks_grant=False, funding=paid(0, in_kind=1_000_000))
    assert answers(application(without)) == {}


def test_economic_activity_on_a_ground_that_is_no_aid_is_for_people() -> None:
    facts = application(replace(AIDED, aid_ground=AidGround.NOT_AID))
    assert answers(facts) == {"activity_against_ground": JUDGE}


def test_what_other_funders_pay_covers_costs() -> None:
    fund = OtherFunder(number=None, name="Kustfonden", amount=200_000)
    one = replace(AIDED, funding=paid(500_000, cash=300_000), other_funding=(fund,))
    assert answers(application(one)) == {}
    assert answers(application(replace(one, other_funding=()))) == {"costs_are_covered": NOT_MET}


@pytest.mark.parametrize(
    ("staff", "turnover", "balance", "expected"),
    [
        (49, 10_000_000, None, CompanySize.SMALL),
        (49, 10_000_001, 10_000_000, CompanySize.SMALL),
        (49, 10_000_001, 10_000_001, CompanySize.MEDIUM),
        (50, 1, 1, CompanySize.MEDIUM),
        (249, 50_000_001, 43_000_000, CompanySize.MEDIUM),
        (249, 50_000_001, 43_000_001, CompanySize.LARGE),
        (250, 0, 0, CompanySize.LARGE),
        (250, None, None, CompanySize.LARGE),
        (49, 10_000_001, None, None),
        (49, None, None, None),
        (None, 1, 1, None),
    ],
)
def test_the_size_follows_from_staff_and_turnover_or_balance_sheet(
    staff: int | None, turnover: int | None, balance: int | None, expected: CompanySize | None
) -> None:
    assert size_by_figures(staff=staff, turnover=turnover, balance_sheet=balance) is expected


@pytest.mark.parametrize(("share", "sector", "expected"), [(25, "region", True), (24, "region", False)])
def test_a_public_owner_of_a_quarter_makes_a_company_large(share: int, sector: str, expected: bool) -> None:
    owned = replace(AIDED, owner_share=share, owner_sector=Sector(sector))
    assert public_owner_ends_smallness(owned) is expected
    assert not public_owner_ends_smallness(replace(owned, owner_sector=Sector.COMPANY))
    assert not public_owner_ends_smallness(replace(owned, owner_share=None))


LEVELS = st.fixed_dictionaries(
    {name: st.integers(0, 100) for name in ("small", "medium", "large")},
    optional={f"{name}_bonus": st.integers(0, 100) for name in ("small", "medium", "large")},
)


@given(
    LEVELS,
    LEVELS,
    st.sampled_from([None, *CompanySize]),
    st.booleans(),
    st.integers(1, 10**9),
)
def test_the_highest_support_level_is_where_the_rules_turn(
    one: dict[str, int], other: dict[str, int], size: CompanySize | None, bonus: bool, cost: int
) -> None:
    """At the level shown the rules say met, and a krona above it they do not."""
    clauses = [clause("aid_intensity", ground="gber_25", **levels) for levels in (one, other)]
    clauses.append(clause("aid_intensity", ground="gber_28", small=0, medium=0, large=0))
    asked = replace(AIDED, size=size, aid_bonus=bonus, costs=personnel(cost))
    level = support_level(asked, clauses)
    assert level is not None
    assert level.ground is AidGround.GBER_25

    def judged(grant: int) -> set[Answer]:
        facts = application(replace(asked, funding=paid(grant, in_kind=max(cost - grant, 0))))
        return {finding.answer for finding in verdict(facts, *clauses).of_rule("aid_intensity")}

    if level.percent is None:
        assert size is None
        assert judged(max(1, level.most)) & {UNKNOWN, NOT_MET}
        return
    assert level.most == most_of(cost, level.percent)
    if level.most:
        assert judged(level.most) <= {MET, UNKNOWN}
        assert size is None or judged(level.most) == {MET}
    assert NOT_MET in judged(level.most + 1)


def test_a_level_carries_its_clause_and_is_silent_where_the_call_is() -> None:
    clauses = [clause("aid_intensity", ground="gber_25", small=70)]
    level = support_level(AIDED, clauses)
    assert level is not None
    assert (level.percent, level.most, level.source.clause_en) == (70, 700_000, "On aid_intensity")
    assert support_level(replace(AIDED, aid_ground=None), clauses) is None
    assert support_level(replace(AIDED, aid_ground=AidGround.DE_MINIMIS), clauses) is None
    assert support_level(AIDED, []) is None
