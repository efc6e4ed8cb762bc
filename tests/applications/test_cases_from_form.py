"""The twelve calls again, from what people type: party, budget and answers → document → facts → verdict.

The rules themselves are tried in `tests/rulebook/test_calls_*.py`; here it is shown that every fact they
need can be given in the form.
"""

import re
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from applications.actions.budget import BudgetInput
from applications.actions.party import PartyInput, Payment, add_party
from applications.actions.submit import submit
from applications.document import document_of
from applications.facts import verdict_on, verdict_on_decision
from applications.models import Application
from registry.models import Organisation, Round
from rulebook.facts import Sector
from rulebook.verdict import Answer, Verdict
from tests import factories as make
from tests.applications.refusals import refuses
from tests.rulebook.cast import JUDGE, MET, NOT_MET, UNKNOWN
from tests.rulebook.numbers import number, number_for
from tests.rulebook.test_cases_are_complete import CASES

pytestmark = pytest.mark.django_db
NOT_REACHABLE = {
    "5b": "The form keeps no personal identity number, so a sole trader cannot be entered in any call."
}
SHARED_OWNER: dict[str, Any] = {
    "owner_number": number("5591", 4711),
    "owner_name": "Vikgruppen AB",
    "owner_share": 100,
}


@dataclass(frozen=True)
class One:
    """A party as it is typed: its particulars and its budget in kronor."""

    given: PartyInput
    lines: tuple[BudgetInput, ...]


def one(
    name: str, sector: Sector, grant: int = 0, cost: int | None = None, *, lines: Any = None, **more: Any
) -> One:
    """A party whose cost is its grant unless told; what the grant doesn't pay it bears in kind."""
    whole = grant if cost is None else cost
    sums = {"personnel": whole, "grant": grant, "own_in_kind": whole - grant} | (lines or {})
    given: dict[str, Any] = {
        "name": name,
        "organisation_number": number_for(sector, zlib.crc32(name.encode()) % 90_000),
        "sector": sector.value,
    }
    budget = tuple(BudgetInput(2027, kind, amount) for kind, amount in sums.items() if amount)
    return One(PartyInput(**(given | more)), budget)


def owned(name: str, owner: One, share: int | None = 100, grant: int = 400_000, **more: Any) -> One:
    """A company that another party owns."""
    by = {
        "owner_number": owner.given.organisation_number,
        "owner_name": owner.given.name,
        "owner_sector": owner.given.sector,
        "owner_share": share,
    }
    return one(name, more.pop("sector", Sector.COMPANY), grant, **(by | more))


def rule(name: str, **parameters: Any) -> dict[str, Any]:
    """A blocking rule of the call."""
    return {"rule": name, "effect": "blocks", "parameters": parameters, "clause_en": f"On {name}"}


BASIC = (rule("min_actors", least=2), rule("min_sectors", least=2), rule("ceiling", most=2_000_000))
ALL_MET = {"min_actors": MET, "min_sectors": MET, "ceiling": MET}
NEED = {"is_need_owner": True}
VIK = one("Vik kommun", Sector.MUNICIPALITY, 1_200_000)
MAPS = one("Föreningen Öppen kod i Vik", Sector.ASSOCIATION, 800_000)
DATA = one("Havsnära Data AB", Sector.COMPANY, 500_000)
REGION = one("Region Norrvik", Sector.REGION, 900_000)
UNIVERSITY = one("Norrviks universitet", Sector.UNIVERSITY, 700_000)


def typed(
    parties: Sequence[One], rules: Sequence[dict[str, Any]], *, sought: int | None = None, round_: Any = None
) -> Application:
    """Type an application in; the first party coordinates. The sum sought is that of the parts."""
    application = make.draft_application(round_=round_ or make.open_round(rules=rules))
    for place, party in enumerate(parties):
        if place == 0:
            leads = replace(party.given, role="coordinator")
            row = make.give_party(application, application.parties.get(), leads, now=make.APPLIED)
        else:
            row = add_party(
                application_id=application.pk, given=party.given, actor=make.applicant(), now=make.APPLIED
            )
        make.give_budget(application, row, party.lines)
    parts = sum(line.amount for party in parties for line in party.lines if line.kind == "grant")
    project = make.ANSWERS["project"] | {"amount_sought": str(parts if sought is None else sought)}
    make.give_answers(application, "project", project)
    return Application.objects.select_related("round__call__funder", "round__form", "round__rules").get(
        pk=application.pk
    )


def said(
    *parties: One, rules: Sequence[dict[str, Any]], at: datetime = make.APPLIED, **more: Any
) -> dict[str, Answer]:
    """The worst answer of each rule of the call, and of those that always hold where they mind."""
    application = typed(parties, rules, **more)
    return worst(verdict_on(document_of(application), application.round, at=at), rules)


def worst(verdict: Verdict, rules: Sequence[dict[str, Any]]) -> dict[str, Answer]:
    """The worst answer by rule, the form's own questions aside."""
    found: dict[str, Answer] = {}
    for finding in verdict.findings:
        of_call = finding.rule in {one["rule"] for one in rules}
        if finding.rule not in ("answer", "complete") and (of_call or finding.answer is not MET):
            found.setdefault(finding.rule, finding.answer)
    return found


def test_every_case_is_typed_or_has_its_reason() -> None:
    names = " ".join(vars(sys.modules[__name__]))
    tried = {
        case for name in re.findall(r"test_((?:\d+[a-g]?_)+)", names) for case in name.split("_") if case
    }
    assert tried | NOT_REACHABLE.keys() == set(CASES.split())


def test_1a_1b_actors_sectors_and_the_ceiling() -> None:
    assert said(VIK, MAPS, rules=BASIC) == ALL_MET
    more = one("Öppen kod", Sector.ASSOCIATION, 800_001)
    assert said(VIK, more, rules=BASIC) == ALL_MET | {"ceiling": NOT_MET}
    less = one("Öppen kod", Sector.ASSOCIATION, 799_999)
    assert said(VIK, less, rules=BASIC, sought=2_000_000) == ALL_MET | {"parts_add_up": NOT_MET}


@pytest.mark.parametrize(("amount", "ceiling"), [(2_000_001, NOT_MET), (1_950_000, MET)])
def test_1c_a_decision_above_the_ceiling_or_the_application(amount: int, ceiling: Answer) -> None:
    application = typed((VIK, one("Öppen kod", Sector.ASSOCIATION, 700_000)), BASIC)
    verdict = verdict_on_decision(
        document_of(application), application.round, received=make.APPLIED, amount=amount
    )
    expected = ALL_MET | {"ceiling": ceiling, "decided_more_than_sought": NOT_MET}
    assert worst(verdict, BASIC) == expected


@pytest.mark.parametrize(
    ("share", "counted", "expected"),
    [(100, "by_owner", NOT_MET), (100, "by_form", MET), (50, "by_owner", JUDGE), (None, "by_owner", UNKNOWN)],
)
def test_2a_2b_2c_a_company_and_its_owner(share: int | None, counted: str, expected: Answer) -> None:
    rules = (*BASIC, rule("counting", public_company=counted))
    found = said(VIK, owned("Vik Energi AB", VIK, share), rules=rules)
    assert found == ALL_MET | {"min_sectors": expected}


@pytest.mark.parametrize(("by", "actors"), [("number", NOT_MET), ("workplace", MET)])
def test_3a_3b_3d_one_number_twice(by: str, actors: Answer) -> None:
    hospital = one(
        "Norrviks sjukhus",
        Sector.REGION,
        300_000,
        organisation_number=REGION.given.organisation_number,
        workplace="Sjukhuset",
    )
    found = said(REGION, hospital, rules=(*BASIC, rule("counting", actor_by=by)))
    more = {"min_actors": actors, "min_sectors": NOT_MET, "same_number_twice": JUDGE}
    assert found == ALL_MET | more


def test_3c_4c_a_hospital_company_and_a_holding_company() -> None:
    apart = (*BASIC, rule("counting", health_care_apart=True), rule("independence"))
    hospital = owned("Norrviks sjukhus AB", REGION, sector=Sector.HEALTH_CARE)
    number_of_company = number("5591", 12)
    hospital = replace(hospital, given=replace(hospital.given, organisation_number=number_of_company))
    found = said(REGION, hospital, rules=apart)
    assert (found["min_sectors"], found["independence"]) == (MET, NOT_MET)
    holding = owned("Norrviks universitets Holding AB", UNIVERSITY)
    assert said(UNIVERSITY, holding, rules=(*BASIC, rule("independence"))) == ALL_MET | {
        "independence": NOT_MET
    }


def test_4a_a_university_that_is_a_limited_company_by_the_public_register() -> None:
    as_company = number("5564", 17)
    Organisation.objects.create(
        number=as_company, name="Vik tekniska högskola AB", sector="academia", updated_at=make.OPENED
    )
    school = one("Vik tekniska högskola AB", Sector.UNIVERSITY, 100_000, organisation_number=as_company)
    undeclared = replace(school, given=replace(school.given, sector=""))
    assert said(undeclared, DATA, rules=BASIC) == ALL_MET


def test_4b_4d_organs_of_the_state_and_an_institute() -> None:
    agency = one("Kustmyndigheten", Sector.STATE, 100_000)
    assert said(UNIVERSITY, agency, rules=BASIC) == ALL_MET
    institute = one("Stiftelsen Kustforskning", Sector.INSTITUTE, 200_000)
    apart = (*BASIC, rule("counting", institute_apart=True))
    assert said(UNIVERSITY, institute, rules=BASIC)["min_sectors"] is NOT_MET
    assert said(UNIVERSITY, institute, rules=apart)["min_sectors"] is MET


def test_4e_a_foundation_that_manages_funds_at_a_university() -> None:
    fund = one(
        "Norrviks forskningsfond",
        Sector.FOUNDATION,
        1_000,
        managed_by=UNIVERSITY.given.organisation_number,
    )
    assert said(UNIVERSITY, fund, rules=(*BASIC, rule("independence"))) == ALL_MET | {"independence": JUDGE}


def test_5a_a_personal_identity_number_is_never_kept() -> None:
    application = make.draft_application()
    trader = one("Kajsas kodverkstad", Sector.COMPANY, organisation_number=number("900114", 416))
    with refuses(("organisation_number", "organisation_number")):
        add_party(application_id=application.pk, given=trader.given, actor=make.applicant(), now=make.APPLIED)
    assert application.parties.count() == 1


HOSPITAL = one("Norrviks sjukhus", Sector.HEALTH_CARE, 500_000)
SWELIFE = (*BASIC, rule("may_receive"), rule("coordinator_swedish"))


def danish(grant: int = 0, **more: Any) -> One:
    """A Danish company with costs of its own."""
    given = {"country": "DK", "organisation_number": "DK12345678", "swedish_branch": False} | more
    return one("Sundby Medico ApS", Sector.COMPANY, grant, 300_000, **given)


def test_6a_6b_6c_6d_a_foreign_company() -> None:
    assert said(HOSPITAL, danish(), rules=SWELIFE)["may_receive"] is MET
    assert said(HOSPITAL, danish(1), rules=SWELIFE)["may_receive"] is NOT_MET
    assert said(HOSPITAL, danish(1, swedish_branch=True), rules=SWELIFE)["may_receive"] is MET
    assert said(HOSPITAL, danish(1, swedish_branch=None), rules=SWELIFE)["may_receive"] is UNKNOWN
    assert said(danish(), HOSPITAL, rules=SWELIFE)["coordinator_swedish"] is NOT_MET
    only_swedish = (*BASIC, rule("counting", only_swedish=True))
    assert said(HOSPITAL, danish(), rules=only_swedish)["min_actors"] is NOT_MET


def handed_in(round_: Round, party: One, workplace: str, *, user: Any) -> Application:
    """Another application to the round, submitted by somebody else, coordinated from a workplace."""
    application = make.filled_application(round_=round_, user=user)
    leads = replace(party.given, role="coordinator", workplace=workplace)
    make.give_party(
        application, application.parties.get(role="coordinator"), leads, user=user, now=make.APPLIED
    )
    submit(
        application_id=application.pk,
        submission_key=application.pk,
        submit_anyway=True,
        actor=user,
        arrived_at=make.APPLIED,
        now=make.APPLIED,
    )
    return Application.objects.get(pk=application.pk)


@pytest.mark.parametrize(
    ("by_workplace", "elsewhere", "expected"),
    [(False, "Historia", NOT_MET), (True, "Historia", MET), (True, " fysik ", NOT_MET)],
)
def test_7_two_departments_of_one_university(by_workplace: bool, elsewhere: str, expected: Answer) -> None:
    rules = (
        rule("min_actors", least=3),
        rule("coordinator_applications", by_workplace=by_workplace) | {"effect": "warns"},
    )
    round_ = make.open_round(rules=[rules[1]])
    handed_in(round_, UNIVERSITY, elsewhere, user=make.stranger())
    physics = replace(UNIVERSITY, given=replace(UNIVERSITY.given, workplace="Fysik"))
    history = replace(UNIVERSITY, given=replace(UNIVERSITY.given, workplace="Historia"))
    later = datetime(2026, 10, 21, 9, tzinfo=UTC)
    found = said(physics, history, DATA, rules=rules, round_=round_, at=later)
    assert found == {"coordinator_applications": expected, "same_number_twice": JUDGE}


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
