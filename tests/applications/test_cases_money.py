"""The calls of practice from what people type (8–12): groups, money and time, through the document."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from applications.actions.party import Payment
from rulebook.facts import Sector
from rulebook.verdict import Answer
from tests import factories as make
from tests.applications.typing_cases import (
    ALL_MET,
    BASIC,
    DATA,
    NEED,
    SHARED_OWNER,
    VIK,
    One,
    one,
    rule,
    said,
)
from tests.rulebook.cast import JUDGE, MET, NOT_MET, UNKNOWN

pytestmark = pytest.mark.django_db


def sister(name: str, grant: int) -> One:
    """A company of a group that holds 90 000 euro each, at 10 kronor for a euro."""
    aid: dict[str, Any] = {
        "aid_ground": "de_minimis",
        "economic_activity": True,
        "de_minimis_received": 900_000,
    }
    return one(name, Sector.COMPANY, grant, **aid, **SHARED_OWNER)


def test_8a_8b_8c_sister_companies() -> None:
    sisters = (sister("Vik Bygg AB", 600_000), sister("Vik Data AB", 600_000))
    rules = (*BASIC, rule("class_count", classes=["business"], least=2, independent=True))
    found = said(*sisters, one("Vik kommun", Sector.MUNICIPALITY, 100_000), rules=rules)
    assert found == ALL_MET | {"class_count": NOT_MET}
    ceiling = (rule("de_minimis", ceiling=300_000, rate=1_000),)
    assert said(*sisters, rules=ceiling) == {"de_minimis": MET}
    above = (sisters[0], sister("Vik Data AB", 600_010))
    assert said(*above, rules=ceiling) == {"de_minimis": NOT_MET}
    silent = replace(sisters[0], given=replace(sisters[0].given, de_minimis_received=None))
    assert said(silent, rules=ceiling) == {"de_minimis": UNKNOWN}


def test_8d_one_person_for_two_parties() -> None:
    contact: dict[str, Any] = {"contact_email": "sam@norrvik.example"}
    parties = (
        VIK,
        one("Öppna data", Sector.ASSOCIATION, 1, **contact),
        one("Ås kommun", Sector.MUNICIPALITY, 1, **contact),
    )
    assert said(*parties, rules=(rule("different_responsible"),)) == {"different_responsible": NOT_MET}
    assert said(*parties, rules=()) == {"same_responsible": JUDGE}


def test_9a_9b_9c_a_party_without_grant() -> None:
    without = one("Vik kommun", Sector.MUNICIPALITY, 0, 400_000, seeks_grant=False)
    company = one("Havsnära Data AB", Sector.COMPANY, 1_500_000)
    shares = (*BASIC, rule("own_funding", least=21), rule("project_share", most=79))
    assert said(without, company, rules=shares) == ALL_MET | {"own_funding": MET, "project_share": MET}
    reference = one("Vik kommun", Sector.MUNICIPALITY, seeks_grant=False)
    assert said(reference, company, rules=BASIC) == ALL_MET | {"no_cost_no_grant": JUDGE}
    assert said(without, company, rules=(rule("funded_parties", least=2),)) == {"funded_parties": NOT_MET}
    seeking = one("Vik kommun", Sector.MUNICIPALITY, 1, 400_000, seeks_grant=False)
    assert said(seeking, company, rules=()) == {"grant_not_sought": NOT_MET}


@pytest.mark.parametrize(("grant", "expected"), [(0, MET), (1, NOT_MET)])
def test_10_a_coordinator_without_a_grant_that_holds_the_fund(grant: int, expected: Answer) -> None:
    trade = one("Branschföreningen Havsteknik", Sector.ASSOCIATION, grant, 100_000, is_fund_holder=True)
    rules = (
        rule("coordinator_sector", classes=["civil_society", "public"]),
        rule("coordinator_without_grant"),
        rule("coordinator_role", role="fund_holder"),
    )
    assert said(trade, DATA, rules=rules) == {
        "coordinator_sector": MET,
        "coordinator_without_grant": expected,
        "coordinator_role": MET,
    }


def test_11a_municipalities_and_the_federation_they_belong_to() -> None:
    federation = one("Vikbygdens kommunalförbund", Sector.MUNICIPAL_FEDERATION, 1, **NEED)
    member_of = (federation.given.organisation_number,)
    members = [
        one(f"{name} kommun", Sector.MUNICIPALITY, 100, member_of=member_of, **NEED) for name in ("Vik", "Ås")
    ]
    rules = (rule("role_count", role="need_owner", least=3),)
    assert said(*members, federation, rules=rules) == {"role_count": MET, "member_and_federation": JUDGE}


@pytest.mark.parametrize(("amount", "expected"), [(180_000, MET), (180_001, NOT_MET)])
def test_11b_11c_a_subcontractor(amount: int, expected: Answer) -> None:
    seller = Payment(name=DATA.given.name, organisation_number=DATA.given.organisation_number, amount=amount)
    buyer = one(
        "Ås kommun",
        Sector.MUNICIPALITY,
        900_000,
        lines={"personnel": 900_000 - amount, "consultants": amount},
        subcontractors=(seller,),
    )
    rules = (rule("min_actors", least=2), rule("consultants_share", most=20))
    assert said(buyer, rules=rules) == {"min_actors": NOT_MET, "consultants_share": expected}
    assert said(buyer, DATA, rules=rules) == {
        "min_actors": MET,
        "consultants_share": expected,
        "double_role": NOT_MET,
    }


FEASIBILITY = (rule("aid_intensity", ground="gber_25", small=70, medium=60, large=50, small_bonus=80),)


@pytest.mark.parametrize(
    ("size", "bonus", "grant", "cost", "expected"),
    [
        ("small", False, 700_000, 1_000_000, MET),
        ("small", False, 800_000, 1_000_000, NOT_MET),
        ("small", True, 800_000, 1_000_000, MET),
        ("medium", False, 700_000, 1_000_000, NOT_MET),
        ("medium", False, 333_333, 555_555, MET),
        ("medium", False, 333_334, 555_555, NOT_MET),
        ("", False, 700_000, 1_000_000, UNKNOWN),
    ],
)
def test_12a_12b_12d_support_levels(size: str, bonus: bool, grant: int, cost: int, expected: Answer) -> None:
    aid: dict[str, Any] = {
        "aid_ground": "gber_25",
        "economic_activity": True,
        "size": size,
        "aid_bonus": bonus,
    }
    assert said(one("Havsnära Data AB", Sector.COMPANY, grant, cost, **aid), rules=FEASIBILITY) == {
        "aid_intensity": expected
    }


def test_12c_12e_12f_the_whole_project() -> None:
    aid: dict[str, Any] = {"aid_ground": "gber_25", "economic_activity": True, "size": "small"}
    university = one("Norrviks universitet", Sector.UNIVERSITY, 1_000_000, economic_activity=False)
    whole = (rule("aid_intensity", ground="not_aid"), rule("project_share", most=80))
    for grant, expected in ((200_000, MET), (200_001, NOT_MET)):
        company = one("Havsnära Data AB", Sector.COMPANY, grant, 500_000, **aid)
        found = said(university, company, rules=whole)
        assert found == {"aid_intensity": MET, "project_share": expected}
    borne = (rule("own_funding", classes=["business"], least=50, cash=10),)
    for cash, expected in ((100_000, MET), (99_999, NOT_MET)):
        paid = {"own_cash": cash, "own_in_kind": 1_000_000 - cash}
        company = one("Havsnära Data AB", Sector.COMPANY, 0, 1_000_000, lines=paid, **aid)
        assert said(university, company, rules=borne) == {"own_funding": expected}
    steps = (rule("actors_by_sum", above=1_000_000, least=3), rule("role_count", role="need_owner", least=1))
    for grant, more in ((500_000, {}), (500_001, {"actors_by_sum": NOT_MET})):
        found = said(one("Vik kommun", Sector.MUNICIPALITY, grant, **NEED), DATA, rules=steps)
        assert found == {"role_count": MET} | more


def test_12g_length_and_a_start_before_receipt() -> None:
    aid: dict[str, Any] = {"aid_ground": "gber_25", "economic_activity": True, "size": "small"}
    received = datetime(2027, 3, 2, 9, tzinfo=UTC)
    rules = (rule("duration", longest=18), rule("start_after_receipt"), rule("work_not_begun"))
    company = one("Havsnära Data AB", Sector.COMPANY, 1, **aid)
    late = replace(company, given=replace(company.given, work_starts=received.date()))
    found = said(late, rules=rules, at=received)
    assert found == {"duration": MET, "start_after_receipt": NOT_MET, "work_not_begun": MET}
    early = replace(company, given=replace(company.given, work_starts=make.APPLIED.date()))
    assert said(early, rules=rules, at=received)["work_not_begun"] is NOT_MET
    public = one("Vik kommun", Sector.MUNICIPALITY, 1, economic_activity=False)
    found = said(public, rules=rules[:2], at=received)
    assert found == {"duration": MET, "start_after_receipt": MET}
    assert said(public, rules=(rule("duration", longest=17),)) == {"duration": NOT_MET}


def test_difficulty_and_unpaid_recovery_are_declared_in_the_form() -> None:
    rules = (rule("not_in_difficulty"), rule("no_unpaid_recovery"))
    aid: dict[str, Any] = {"aid_ground": "gber_25", "economic_activity": True, "size": "small"}
    silent = one("Havsnära Data AB", Sector.COMPANY, 1, **aid)
    assert said(silent, rules=rules) == {"not_in_difficulty": UNKNOWN, "no_unpaid_recovery": UNKNOWN}
    told = replace(silent, given=replace(silent.given, in_difficulty=True, unpaid_recovery=False))
    assert said(told, rules=rules) == {"not_in_difficulty": NOT_MET, "no_unpaid_recovery": MET}
