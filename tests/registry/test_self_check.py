"""“Can we apply?”: the page's verdict is the judge's, nothing stays, and what can't be read is said."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from rulebook.facts import (
    AidGround,
    ApplicationFacts,
    CompanySize,
    Cost,
    CostCategory,
    PartyFacts,
    PartyRole,
    Sector,
    SectorOrigin,
)
from rulebook.judge import judge
from rulebook.verdict import Answer, Verdict
from tests.factories import open_round
from tests.registry.sheets import address, filled, page_of, round_with, self_checked, worst_answers
from tests.rulebook.cast import BASIC, clause, paid
from tests.rulebook.numbers import number, number_for

pytestmark = pytest.mark.django_db
MET, NOT_MET, UNKNOWN, JUDGE = Answer.MET, Answer.NOT_MET, Answer.UNKNOWN, Answer.JUDGE
MUNICIPALITY = {"sector": "municipality", "number": number("2120", 41)}
ASSOCIATION = {"sector": "association", "number": number("8024", 42)}


def test_the_page_asks_only_what_the_rules_read(client: Client) -> None:
    page = client.get(address(round_with(*BASIC))).content.decode()
    for asked in ("p1-sector", "p1-number", "p1-name", "p2-sector", "project-amount_sought"):
        assert f'name="{asked}"' in page
    for spared in ("p1-owner_name", "p1-grant", "p1-cost", "project-starts", "p1-need_owner", "p1-country"):
        assert f'name="{spared}"' not in page


def test_other_rules_ask_other_questions(client: Client) -> None:
    round_ = round_with(
        clause("counting", public_company="by_owner"),
        clause("min_sectors", least=2),
        clause("role_count", role="need_owner", least=1),
        clause("project_share", most=80),
        clause("party_ceiling", most=1_000_000),
        clause("duration", longest=24),
        clause("coordinator_swedish"),
        clause("attachment", slot="cv"),
    )
    page = client.get(address(round_)).content.decode()
    asked = (
        *("p1-owner_name", "p1-owner_sector", "p1-grant", "p1-cost", "p1-need_owner", "p1-country"),
        *("project-starts", "project-ends", "project-amount_sought"),
    )
    for name in asked:
        assert f'name="{name}"' in page
    assert 'name="p1-aid_ground"' not in page


def test_yes(client: Client) -> None:
    page = page_of(client, open_round(), filled(MUNICIPALITY, ASSOCIATION, amount_sought="2 000 000 kr"))
    assert "Ja, så långt det här räcker" in page
    assert "/mina/" in page
    assert "Minst två aktörer ska delta i projektet." in page


def test_no_says_why_and_where_it_says_so(client: Client) -> None:
    page = page_of(client, open_round(), filled(MUNICIPALITY, MUNICIPALITY, amount_sought="2000001"))
    assert 'class="answer answer--no"' in page
    assert "Aktörerna ska komma från olika sektorer." in page
    assert "Högst 2 000 000 kronor i bidrag kan sökas och beviljas." in page


def test_not_known_yet_names_what_is_missing(client: Client) -> None:
    page = page_of(client, open_round(), filled(MUNICIPALITY, {"name": "Öppen kod"}))
    assert 'class="answer answer--unknown"' in page
    assert 'href="#id_p2-sector"' in page
    assert 'href="#id_project-amount_sought"' in page


def test_nothing_at_all_is_no_error(client: Client) -> None:
    assert 'class="answer answer--unknown"' in page_of(client, open_round(), filled({}, {}))


def test_parties_without_numbers_are_organisations_of_their_own_and_the_page_says_so(client: Client) -> None:
    posted = filled(
        {"sector": "municipality", "name": "Vik kommun"}, {"sector": "association"}, amount_sought=1
    )
    page = page_of(client, open_round(), posted)
    assert 'class="answer answer--yes"' in page
    assert "Vik kommun" in page
    assert "446000" not in page


@pytest.mark.parametrize(
    ("parties", "sought", "expected"),
    [
        ((("municipality", 1), ("association", 2)), 2_000_000, {}),
        ((("municipality", 1), ("association", 2)), 2_000_001, {"ceiling": NOT_MET}),
        ((("municipality", 1), ("municipality", 2)), 1, {"min_sectors": NOT_MET}),
        (
            (("region", 1), ("region", 1)),
            1,
            {"min_actors": NOT_MET, "min_sectors": NOT_MET, "same_number_twice": JUDGE},
        ),
        ((("university", 4), ("company", 5)), 1, {}),
        ((("university", 4), ("state", 5)), 1, {}),
        (
            (("university", 4), ("institute", 5)),
            1,
            {"min_sectors": NOT_MET, "sector_against_number": JUDGE},
        ),
        ((("municipality", 1), ("sole_trader", 2)), 1, {"legal_persons": NOT_MET}),
        ((("municipality", 1),), 1, {"min_actors": NOT_MET, "min_sectors": NOT_MET}),
    ],
)
def test_the_basic_calls_cases(
    parties: tuple[tuple[str, int], ...], sought: int, expected: dict[str, Answer]
) -> None:
    rows = [
        {"sector": sector, "number": number_for(Sector(sector), running) if sector != "sole_trader" else ""}
        for sector, running in parties
    ]
    verdict = self_checked(BASIC, filled(*rows, amount_sought=sought))
    assert worst_answers(verdict) == {"min_actors": MET, "min_sectors": MET, "ceiling": MET} | expected


def test_a_company_and_its_owner_by_name() -> None:
    clauses = (*BASIC, clause("counting", public_company="by_owner"))
    owned = {"sector": "company", "name": "Vik Energi", "owner_name": "Vik kommun", "owner_share": "100"}
    owned["owner_sector"] = "municipality"
    parties = ({"sector": "municipality", "name": "Vik  Kommun"}, owned)
    assert worst_answers(self_checked(clauses, filled(*parties, amount_sought=1)))["min_sectors"] is NOT_MET
    tied = self_checked((*clauses, clause("independence")), filled(*parties, amount_sought=1))
    assert worst_answers(tied)["independence"] is NOT_MET


def test_a_rule_that_only_the_application_can_answer_is_said_to_wait(client: Client) -> None:
    page = page_of(
        client,
        round_with(*BASIC, clause("attachment", slot="cv")),
        filled(MUNICIPALITY, ASSOCIATION, amount_sought=1),
    )
    assert 'class="answer answer--yes"' in page
    assert "On attachment" in page


KINDS = ["municipality", "company", "association", "university", "sole_trader", "other", ""]
ALL_ASKED = (
    *BASIC,
    clause("counting", public_company="by_owner", only_swedish=True),
    clause("class_count", classes=["business"], least=1, independent=True),
    clause("role_count", role="need_owner", least=1),
    clause("party_ceiling", most=1_000_000),
    clause("party_share", most=70),
    clause("funded_parties", least=2),
    clause("independence"),
    clause("coordinator_sector", classes=["public"]),
    clause("coordinator_swedish"),
    clause("project_share", most=80),
    clause("own_funding", least=10, classes=["business"], cash=10),
    clause("consultants_share"),
    clause("indirect_share"),
    clause("may_receive"),
    clause("aid_intensity", ground="gber_25", small=70, medium=60, large=50),
    clause("de_minimis", rate=1_100),
    clause("start_after_receipt"),
)


@st.composite
def typed_parties(draw: st.DrawFn) -> dict[str, Any]:
    cost = draw(st.sampled_from([1, 500_000, 1_000_000]))
    return {
        "sector": draw(st.sampled_from(KINDS)),
        "name": draw(st.sampled_from(["Vik", "Ås", "Holmö"])),
        "number": draw(st.sampled_from([number("2120", 1), number("5599", 2), number("8024", 3)])),
        "country": draw(st.sampled_from(["SE", "DK"])),
        "swedish_branch": draw(st.sampled_from(["", "yes", "no"])),
        "owner_number": draw(st.sampled_from(["", number("5591", 6), number("2120", 7)])),
        "owner_sector": draw(st.sampled_from(["", "municipality"])),
        "owner_share": draw(st.sampled_from(["", "20", "50", "100"])),
        "grant": draw(st.sampled_from(["", "1", "1000000"])),
        "cost": cost,
        "consultants": draw(st.sampled_from([0, cost // 3])),
        "indirect": draw(st.sampled_from([0, cost // 3])),
        "personnel": draw(st.sampled_from([0, cost // 3])),
        "own_cash": draw(st.sampled_from(["", "400000"])),
        "economic_activity": draw(st.sampled_from(["", "yes", "no"])),
        "aid_ground": draw(st.sampled_from(["", "gber_25", "de_minimis"])),
        "size": draw(st.sampled_from(["", "small", "large"])),
        "de_minimis_received": draw(st.sampled_from(["", "2000000"])),
    }


@settings(deadline=None, max_examples=60)
@given(st.lists(typed_parties(), min_size=1, max_size=4), st.sampled_from(["", "1", "2000001"]))
def test_the_verdict_is_the_judges_on_the_same_facts(rows: list[dict[str, Any]], sought: str) -> None:
    facts = ApplicationFacts(
        parties=tuple(_as_facts(at, row) for at, row in enumerate(rows, start=1)),
        amount_sought=int(sought) if sought else None,
        received=timezone.localdate(),
    )
    judged = judge(facts, ALL_ASKED)
    shown = self_checked(ALL_ASKED, filled(*rows, amount_sought=sought))
    of_call = {one.rule for one in ALL_ASKED}
    told = [f for f in judged.findings if f.rule in of_call or f.answer is not MET]
    assert shown == Verdict.of(told)
    assert {finding.rule for finding in shown.stops} == {finding.rule for finding in judged.stops}


def _as_facts(at: int, row: dict[str, Any]) -> PartyFacts:
    """What a registrar would enter from the same paper."""
    known = {"yes": True, "no": False}
    grant, cash, cost = int(row["grant"] or 0), int(row["own_cash"] or 0), row["cost"]
    parts = {name: row[name] for name in ("personnel", "consultants", "indirect")}
    roles = frozenset({PartyRole.COORDINATOR if at == 1 else PartyRole.PARTNER})
    return PartyFacts(
        key=f"p{at}",
        name=row["name"],
        number=row["number"],
        country=row["country"],
        swedish_branch=known.get(row["swedish_branch"]),
        sector=Sector(row["sector"]) if row["sector"] else None,
        sector_origin=SectorOrigin.DECLARED,
        roles=roles,
        owner=row["owner_number"] or None,
        owner_sector=Sector(row["owner_sector"]) if row["owner_sector"] else None,
        owner_share=int(row["owner_share"]) if row["owner_share"] else None,
        economic_activity=known.get(row["economic_activity"]),
        aid_ground=AidGround(row["aid_ground"]) if row["aid_ground"] else None,
        size=CompanySize(row["size"]) if row["size"] else None,
        de_minimis_received=int(row["de_minimis_received"]) if row["de_minimis_received"] else None,
        costs=tuple(
            Cost(year=2027, category=CostCategory(kind), amount=amount)
            for kind, amount in (*parts.items(), ("other_direct", cost - sum(parts.values())))
            if amount
        ),
        funding=paid(grant, cash=cash, in_kind=cost - grant - cash),
    )
