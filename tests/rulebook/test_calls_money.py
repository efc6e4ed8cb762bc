"""Calls and consortia as they occur: money and time (cases 8c, 9a to 10, 11b to 12g)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rulebook.facts import (
    AidGround,
    CompanySize,
    Cost,
    CostCategory,
    Funding,
    FundingKind,
    PartyFacts,
    Sector,
    Subcontractor,
)
from rulebook.verdict import Answer
from tests.rulebook.cast import (
    BASIC,
    JUDGE,
    MET,
    NEED_OWNER,
    NOT_MET,
    UNKNOWN,
    YEAR,
    answers,
    application,
    clause,
    paid,
    party,
    personnel,
    told,
    verdict,
)
from tests.rulebook.numbers import number

ALL_MET = {"min_actors": MET, "min_sectors": MET, "ceiling": MET}
MUNICIPALITY = party("Vik kommun", Sector.MUNICIPALITY, cost=400_000)


def company(grant: int, cost: int, **more: Any) -> PartyFacts:
    """A company under the block exemption."""
    given: dict[str, Any] = {"aid_ground": AidGround.GBER_25, "size": CompanySize.SMALL}
    return party("Havsnära Data AB", Sector.COMPANY, grant, cost, **(given | more))


def sister(name: str, grant: int) -> PartyFacts:
    """A company of a group that holds 90 000 euro each, at 10 kronor for a euro."""
    return party(
        name,
        Sector.COMPANY,
        grant,
        aid_ground=AidGround.DE_MINIMIS,
        de_minimis_received=900_000,
        owner=number("5591", 4711),
        owner_name="Vikgruppen AB",
        owner_share=100,
    )


@pytest.mark.parametrize(("more", "expected"), [(0, MET), (10, NOT_MET)])
def test_8c_de_minimis_is_counted_for_the_group(more: int, expected: Answer) -> None:
    facts = application(sister("Vik Bygg AB", 600_000), sister("Vik Data AB", 600_000 + more))
    assert answers(facts, clause("de_minimis", ceiling=300_000, rate=1_000)) == {"de_minimis": expected}


def test_9a_a_party_without_grant_pays_for_itself() -> None:
    facts = application(MUNICIPALITY, company(1_500_000, 1_500_000))
    own = clause("own_funding", least=21)
    share = clause("project_share", most=79)
    assert answers(facts, *BASIC, own, share) == ALL_MET | {"own_funding": MET, "project_share": MET}
    assert "400 000 kr of a cost of 1 900 000 kr" in told(facts, "own_funding", own)


def test_9b_a_party_without_grant_and_without_cost() -> None:
    facts = application(replace(MUNICIPALITY, costs=(), funding=()), company(1_500_000, 1_500_000))
    assert answers(facts, *BASIC) == ALL_MET | {"no_cost_no_grant": JUDGE}


def test_9c_a_call_that_asks_for_two_funded_parties() -> None:
    facts = application(MUNICIPALITY, company(1_500_000, 1_500_000))
    assert answers(facts, clause("funded_parties", least=2)) == {"funded_parties": NOT_MET}


@pytest.mark.parametrize(("grant", "expected"), [(0, MET), (1, NOT_MET)])
def test_10_a_trade_association_that_coordinates_without_a_grant(grant: int, expected: Answer) -> None:
    trade = party("Branschföreningen Havsteknik", Sector.ASSOCIATION, grant, 100_000)
    clauses = (
        clause("coordinator_sector", classes=["civil_society", "public"]),
        clause("coordinator_without_grant"),
    )
    assert answers(application(trade, company(500_000, 900_000)), *clauses) == {
        "coordinator_sector": MET,
        "coordinator_without_grant": expected,
    }


def with_consultants(amount: int, seller: str) -> PartyFacts:
    """A municipality with costs of 900 000, of which so much is bought."""
    bought = Cost(year=YEAR, category=CostCategory.CONSULTANTS, amount=amount)
    return replace(
        party("Ås kommun", Sector.MUNICIPALITY, 900_000),
        costs=(*personnel(900_000 - amount), bought),
        subcontractors=(Subcontractor(number=seller, name="Konsultbyrån AB", amount=amount),),
    )


@pytest.mark.parametrize(("amount", "expected"), [(180_000, MET), (180_001, NOT_MET)])
def test_11b_a_subcontractor_is_no_actor_and_consultants_have_a_cap(amount: int, expected: Answer) -> None:
    facts = application(with_consultants(amount, number("5599", 88)))
    assert answers(facts, clause("min_actors", least=2), clause("consultants_share", most=20)) == {
        "min_actors": NOT_MET,
        "consultants_share": expected,
    }


def test_11c_both_party_and_subcontractor() -> None:
    seller = company(100_000, 200_000)
    facts = application(
        with_consultants(180_000, f"{str(seller.number)[:6]}-{str(seller.number)[6:]}"), seller
    )
    assert answers(facts, *BASIC) == ALL_MET | {"double_role": NOT_MET}


FEASIBILITY = clause("aid_intensity", ground="gber_25", small=70, medium=60, large=50)


@pytest.mark.parametrize(
    ("size", "grant", "cost", "expected"),
    [
        pytest.param(CompanySize.SMALL, 700_000, 1_000_000, MET, id="12a small"),
        pytest.param(CompanySize.MEDIUM, 700_000, 1_000_000, NOT_MET, id="12a medium"),
        pytest.param(CompanySize.MEDIUM, 333_333, 555_555, MET, id="12b at the level"),
        pytest.param(CompanySize.MEDIUM, 333_334, 555_555, NOT_MET, id="12b a krona above"),
        pytest.param(None, 700_000, 1_000_000, UNKNOWN, id="12d size unknown"),
        pytest.param(None, 700_001, 1_000_000, NOT_MET, id="12d above the level of every size"),
    ],
)
def test_12a_12b_12d_support_levels(
    size: CompanySize | None, grant: int, cost: int, expected: Answer
) -> None:
    facts = application(company(grant, cost, size=size))
    assert answers(facts, FEASIBILITY) == {"aid_intensity": expected}


def test_12a_says_the_highest_sum() -> None:
    facts = application(company(700_000, 1_000_000, size=CompanySize.MEDIUM))
    assert "here 600 000 kr" in told(facts, "aid_intensity", FEASIBILITY)


def test_12d_shows_the_level_for_each_size() -> None:
    (found,) = verdict(application(company(1, 10, size=None)), FEASIBILITY).of_rule("aid_intensity")
    assert all(level in str(found.sentence) for level in ("70 percent", "60 percent", "50 percent"))
    assert found.missing == ("parties.havsnära-data-ab.size",)


def test_a_bonus_raises_the_level() -> None:
    rule = clause("aid_intensity", ground="gber_25", small=70, medium=60, large=50, small_bonus=80)
    facts = application(company(800_000, 1_000_000))
    assert answers(facts, rule) == {"aid_intensity": NOT_MET}
    assert answers(application(company(800_000, 1_000_000, aid_bonus=True)), rule) == {"aid_intensity": MET}


@pytest.mark.parametrize(("grant", "expected"), [(200_000, MET), (200_001, NOT_MET)])
def test_12c_full_support_for_a_university_and_a_cap_for_the_whole(grant: int, expected: Answer) -> None:
    university = party("Norrviks universitet", Sector.UNIVERSITY, 1_000_000, economic_activity=False)
    facts = application(university, company(grant, 500_000))
    clauses = (clause("aid_intensity", ground="not_aid"), clause("project_share", most=80))
    assert answers(facts, *clauses) == {"aid_intensity": MET, "project_share": expected}


@pytest.mark.parametrize(
    ("cash", "in_kind", "expected"),
    [(100_000, 900_000, MET), (99_999, 900_001, NOT_MET), (500_000, 499_999, NOT_MET)],
)
def test_12e_companies_bear_half_and_a_tenth_of_it_in_cash(cash: int, in_kind: int, expected: Answer) -> None:
    one = replace(company(0, cash + in_kind), funding=paid(cash=cash, in_kind=in_kind))
    rest = 2_000_000 - cash - in_kind
    university = party("Norrviks universitet", Sector.UNIVERSITY, rest)
    rule = clause("own_funding", classes=["business"], least=50, cash=10)
    assert answers(application(university, one), rule) == {"own_funding": expected}


def test_12f_a_larger_sum_needs_more_actors() -> None:
    def facts(grant: int) -> Any:
        need_owner = party("Vik kommun", Sector.MUNICIPALITY, grant, roles=NEED_OWNER)
        return application(need_owner, company(500_000, 500_000))

    clauses = (
        clause("min_actors", least=2),
        clause("actors_by_sum", above=1_000_000, least=3),
        clause("role_count", role="need_owner", least=1),
    )
    assert answers(facts(500_000), *clauses) == {"min_actors": MET, "role_count": MET}
    assert answers(facts(500_001), *clauses) == {
        "min_actors": MET,
        "actors_by_sum": NOT_MET,
        "role_count": MET,
    }


@pytest.mark.parametrize(("ends", "expected"), [(date(2028, 12, 31), MET), (date(2029, 1, 1), NOT_MET)])
def test_12g_twenty_four_months(ends: date, expected: Answer) -> None:
    facts = application(MUNICIPALITY, starts=date(2027, 1, 1), ends=ends)
    assert answers(facts, clause("duration", longest=24)) == {"duration": expected}


def test_12g_a_start_before_receipt() -> None:
    rule = clause("start_after_receipt")
    times = {"starts": date(2026, 11, 19), "received": date(2026, 11, 20)}
    assert answers(application(company(1, 2), **times), rule) == {"start_after_receipt": NOT_MET}
    assert answers(
        application(company(1, 2), starts=date(2026, 11, 20), received=date(2026, 11, 20)), rule
    ) == {"start_after_receipt": MET}
    public = party("Vik kommun", Sector.MUNICIPALITY, 1, economic_activity=False)
    assert answers(application(public, **times), rule) == {"start_after_receipt": MET}


def indirect(amount: int, sector: Sector) -> PartyFacts:
    """A party with personnel costs of a million and indirect costs."""
    extra = Cost(year=YEAR, category=CostCategory.INDIRECT, amount=amount)
    made = party("Sökanden", sector, 1_000_000)
    return replace(
        made,
        costs=(*made.costs, extra),
        funding=(*made.funding, Funding(year=YEAR, kind=FundingKind.OWN_CASH, amount=amount)),
    )


def test_indirect_costs_and_the_exemption_of_academia() -> None:
    rule = clause("indirect_share")
    assert answers(application(indirect(300_000, Sector.COMPANY)), rule) == {"indirect_share": MET}
    assert answers(application(indirect(300_001, Sector.COMPANY)), rule) == {"indirect_share": NOT_MET}
    assert answers(application(indirect(900_000, Sector.UNIVERSITY)), rule) == {}


@pytest.mark.parametrize(
    ("rule", "parameters", "expected"),
    [
        ("lowest_sum", {"least": 1_000_000}, MET),
        ("lowest_sum", {"least": 1_000_001}, NOT_MET),
        ("party_ceiling", {"most": 700_000}, MET),
        ("party_ceiling", {"most": 699_999}, NOT_MET),
        ("party_share", {"most": 70}, MET),
        ("party_share", {"most": 69}, NOT_MET),
        ("party_share", {"most": 69, "share_of": "cost_sum"}, MET),
        ("start_window", {"earliest": "2027-01-01", "latest": "2027-01-01"}, MET),
        ("start_window", {"earliest": "2027-01-02"}, NOT_MET),
        ("start_window", {"latest": "2026-12-31"}, NOT_MET),
        ("latest_end", {"latest": "2028-12-31"}, MET),
        ("latest_end", {"latest": "2028-12-30"}, NOT_MET),
        ("duration", {"shortest": 24}, MET),
        ("duration", {"shortest": 25}, NOT_MET),
        ("attachment", {"slot": "cv"}, MET),
        ("attachment", {"slot": "plan"}, UNKNOWN),
        ("coordinator_role", {"role": "need_owner"}, NOT_MET),
        ("may_receive", {"classes": ["public"]}, NOT_MET),
        ("independence", {"least": 2}, MET),
        ("independence", {"least": 3}, NOT_MET),
    ],
)
def test_the_other_rules_at_their_limits(rule: str, parameters: dict[str, Any], expected: Answer) -> None:
    facts = application(
        party("Vik kommun", Sector.MUNICIPALITY, 300_000, 900_000),
        company(700_000, 900_000),
        attachments=("cv",),
    )
    assert answers(facts, clause(rule, **parameters)) == {rule: expected}
