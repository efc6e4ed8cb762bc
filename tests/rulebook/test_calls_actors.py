"""Calls and consortia as they occur: who takes part (cases 1 to 8b)."""

from dataclasses import replace
from typing import Any

from rulebook.facts import AidGround, PartyFacts, PartyRole, Sector
from tests.rulebook.cast import (
    BASIC,
    JUDGE,
    MET,
    NEED_OWNER,
    NOT_MET,
    answers,
    application,
    clause,
    party,
    told,
    verdict,
)
from tests.rulebook.numbers import number

MUNICIPALITY = party("Vik kommun", Sector.MUNICIPALITY, grant=1_200_000)
ASSOCIATION = party("Föreningen Öppen kod i Vik", Sector.ASSOCIATION, grant=800_000)
COMPANY = party("Havsnära Data AB", Sector.COMPANY, grant=500_000)
REGION = party("Region Norrvik", Sector.REGION, grant=900_000)
UNIVERSITY = party("Norrviks universitet", Sector.UNIVERSITY, grant=700_000)
ALL_MET = {"min_actors": MET, "min_sectors": MET, "ceiling": MET}


def owned(name: str, owner: PartyFacts, share: int = 100, **more: Any) -> PartyFacts:
    """A company that another party owns."""
    given: dict[str, Any] = {
        "sector": Sector.COMPANY,
        "grant": 400_000,
        "owner": owner.number,
        "owner_name": owner.name,
        "owner_sector": owner.sector,
        "owner_share": share,
    }
    return party(name, **(given | more))


def test_1a_a_municipality_and_an_association_within_the_ceiling() -> None:
    facts = application(MUNICIPALITY, ASSOCIATION)
    assert answers(facts, *BASIC) == ALL_MET
    assert not verdict(facts, *BASIC).stops


def test_1b_one_krona_above_the_ceiling() -> None:
    facts = application(MUNICIPALITY, party("Öppen kod", Sector.ASSOCIATION, grant=800_001))
    assert answers(facts, *BASIC) == ALL_MET | {"ceiling": NOT_MET}
    assert told(facts, "ceiling", *BASIC) == (
        "Sought: 2 000 001 kr. That is 1 kr more than the ceiling of the call, 2 000 000 kr. "
        "Lower the parties' grants and the sum."
    )


def test_1b_parts_that_are_not_the_sum() -> None:
    facts = application(
        MUNICIPALITY, party("Öppen kod", Sector.ASSOCIATION, grant=799_999), amount_sought=2_000_000
    )
    assert answers(facts, *BASIC) == ALL_MET | {"parts_add_up": NOT_MET}


def test_1c_a_decision_above_the_ceiling_and_one_above_what_was_sought() -> None:
    sought = application(MUNICIPALITY, party("Öppen kod", Sector.ASSOCIATION, grant=700_000))
    above_the_ceiling = replace(sought, amount_decided=2_000_001)
    above_the_application = replace(sought, amount_decided=1_950_000)
    more = {"decided_more_than_sought": NOT_MET}
    assert answers(above_the_ceiling, *BASIC) == ALL_MET | more | {"ceiling": NOT_MET}
    assert verdict(above_the_ceiling, *BASIC).stops
    assert answers(above_the_application, *BASIC) == ALL_MET | more
    assert not verdict(above_the_application, *BASIC).stops


def test_2a_a_company_that_counts_as_its_owner() -> None:
    facts = application(MUNICIPALITY, owned("Vik Energi AB", MUNICIPALITY))
    clauses = (*BASIC, clause("counting", public_company="by_owner"))
    assert answers(facts, *clauses) == ALL_MET | {"min_sectors": NOT_MET}
    assert "Vik Energi AB (Vik kommun)" in told(facts, "min_sectors", *clauses)


def test_2b_the_same_company_by_its_form_and_as_public() -> None:
    by_form = clause("counting", public_company="by_form")
    by_owner = clause("counting", public_company="by_owner")
    energy = owned("Vik Energi AB", MUNICIPALITY, roles=NEED_OWNER)
    public_coordinator = clause("coordinator_sector", classes=["public"])
    assert answers(application(MUNICIPALITY, energy), *BASIC, by_form) == ALL_MET
    assert answers(application(MUNICIPALITY, energy), *BASIC, by_owner) == ALL_MET | {"min_sectors": NOT_MET}
    assert answers(application(energy), public_coordinator, by_owner) == {"coordinator_sector": MET}
    assert answers(application(energy), public_coordinator, by_form) == {"coordinator_sector": NOT_MET}
    assert answers(application(energy), clause("role_count", role="need_owner", least=1)) == {
        "role_count": MET
    }


def test_2c_a_company_owned_half_and_half() -> None:
    facts = application(MUNICIPALITY, owned("Vik Hamn AB", MUNICIPALITY, share=50))
    clauses = (*BASIC, clause("counting", public_company="by_owner"))
    assert answers(facts, *clauses) == ALL_MET | {"min_sectors": JUDGE}
    assert "Vik Hamn AB" in told(facts, "min_sectors", *clauses)


def hospital_of(region: PartyFacts) -> PartyFacts:
    """A hospital that is a workplace of its region."""
    return replace(
        party("Norrviks sjukhus", Sector.REGION, grant=300_000), number=region.number, workplace="Sjukhuset"
    )


def test_3a_a_region_and_its_hospital_under_one_number() -> None:
    facts = application(REGION, hospital_of(REGION))
    assert answers(facts, *BASIC) == ALL_MET | {
        "min_actors": NOT_MET,
        "min_sectors": NOT_MET,
        "same_number_twice": JUDGE,
    }


def test_3b_the_same_where_workplaces_are_actors() -> None:
    facts = application(REGION, hospital_of(REGION))
    assert answers(facts, *BASIC, clause("counting", actor_by="workplace")) == ALL_MET | {
        "min_sectors": NOT_MET,
        "same_number_twice": JUDGE,
    }


def test_3c_a_region_and_the_hospital_company_it_owns() -> None:
    hospital = owned("Norrviks sjukhus AB", REGION, sector=Sector.HEALTH_CARE)
    facts = application(REGION, hospital)
    apart = clause("counting", health_care_apart=True)
    assert answers(facts, *BASIC, apart, clause("independence")) == ALL_MET | {"independence": NOT_MET}


def test_3d_an_island_that_is_region_and_municipality() -> None:
    island = party("Region Holmö", Sector.REGION, grant=500_000)
    again = replace(island, key="again", sector=Sector.MUNICIPALITY, name="Holmö kommun")
    assert answers(application(island, again), *BASIC) == ALL_MET | {
        "min_actors": NOT_MET,
        "min_sectors": NOT_MET,
        "same_number_twice": JUDGE,
    }


def test_4a_a_university_that_is_a_limited_company() -> None:
    university = party(
        "Vik tekniska högskola AB", Sector.UNIVERSITY, grant=100_000, number=number("5564", 17)
    )
    assert answers(application(university, COMPANY), *BASIC) == ALL_MET


def test_4b_a_state_university_and_a_state_agency() -> None:
    agency = party("Kustmyndigheten", Sector.STATE, grant=100_000)
    assert answers(application(UNIVERSITY, agency), *BASIC) == ALL_MET


def test_4c_a_university_and_its_holding_company() -> None:
    holding = owned("Norrviks universitets Holding AB", UNIVERSITY)
    facts = application(UNIVERSITY, holding)
    assert answers(facts, *BASIC, clause("independence")) == ALL_MET | {"independence": NOT_MET}


def test_4d_an_institute_inside_academia_or_apart() -> None:
    institute = party("Stiftelsen Kustforskning", Sector.INSTITUTE, grant=200_000)
    facts = application(UNIVERSITY, institute)
    assert answers(facts, *BASIC) == ALL_MET | {"min_sectors": NOT_MET}
    assert answers(facts, *BASIC, clause("counting", institute_apart=True)) == ALL_MET


def test_4e_a_foundation_that_manages_funds_at_a_university() -> None:
    foundation = party(
        "Norrviks forskningsfond", Sector.FOUNDATION, grant=1_000, managed_by=UNIVERSITY.number
    )
    facts = application(UNIVERSITY, foundation)
    assert answers(facts, *BASIC, clause("independence")) == ALL_MET | {"independence": JUDGE}
    assert "Norrviks forskningsfond – Norrviks universitet" in told(
        facts, "independence", clause("independence")
    )


TRADER = party("Kajsas kodverkstad", Sector.SOLE_TRADER, grant=300_000, number=number("900114", 416))


def test_5a_a_personal_identity_number_is_refused_and_never_told() -> None:
    facts = application(MUNICIPALITY, TRADER)
    assert TRADER.number is not None
    assert answers(facts, *BASIC) == ALL_MET | {"legal_persons": NOT_MET}
    found = verdict(facts, *BASIC)
    assert found.stops
    assert TRADER.number not in repr(found)
    named_by_number = replace(TRADER, name=f"Kajsa {TRADER.number[:6]}-{TRADER.number[6:]}")
    assert TRADER.number[6:] not in repr(verdict(application(MUNICIPALITY, named_by_number), *BASIC))


def test_5b_a_funder_that_allows_sole_traders() -> None:
    facts = application(MUNICIPALITY, TRADER)
    de_minimis = clause("de_minimis", rate=1_000)
    assert TRADER.number is not None
    assert answers(facts, *BASIC, clause("sole_traders")) == ALL_MET
    assert TRADER.number not in repr(verdict(facts, *BASIC, clause("sole_traders")))
    aided = replace(TRADER, aid_ground=AidGround.DE_MINIMIS, de_minimis_received=2_700_001)
    assert answers(application(MUNICIPALITY, aided), clause("sole_traders"), de_minimis) == {
        "de_minimis": NOT_MET
    }


HOSPITAL = party("Norrviks sjukhus", Sector.HEALTH_CARE, grant=500_000)
SWELIFE = (*BASIC, clause("may_receive"), clause("coordinator_swedish"))
SWELIFE_MET = ALL_MET | {"may_receive": MET, "coordinator_swedish": MET}


def danish(grant: int = 0, **more: Any) -> PartyFacts:
    """A Danish company with costs of its own."""
    given: dict[str, Any] = {"country": "DK", "number": "DK12345678", "swedish_branch": False} | more
    return party("Sundby Medico ApS", Sector.COMPANY, grant, 300_000, **given)


def test_6a_a_foreign_company_that_pays_for_itself() -> None:
    assert answers(application(HOSPITAL, danish()), *SWELIFE) == SWELIFE_MET


def test_6b_a_foreign_company_with_a_grant_or_as_coordinator() -> None:
    with_grant = application(HOSPITAL, danish(grant=1))
    coordinating = application(danish(roles=frozenset({PartyRole.COORDINATOR})), HOSPITAL)
    assert answers(with_grant, *SWELIFE) == SWELIFE_MET | {"may_receive": NOT_MET}
    assert answers(coordinating, *SWELIFE) == SWELIFE_MET | {"coordinator_swedish": NOT_MET}
    assert told(with_grant, "may_receive", *SWELIFE) != told(coordinating, "coordinator_swedish", *SWELIFE)


def test_6c_a_foreign_company_with_a_swedish_branch() -> None:
    assert answers(application(HOSPITAL, danish(grant=1, swedish_branch=True)), *SWELIFE) == SWELIFE_MET


def test_6d_a_call_that_counts_only_swedish_actors() -> None:
    only_swedish = clause("counting", only_swedish=True)
    assert answers(application(HOSPITAL, danish()), *BASIC, only_swedish) == ALL_MET | {
        "min_actors": NOT_MET,
        "min_sectors": NOT_MET,
    }


def test_7_two_departments_of_one_university() -> None:
    physics = replace(
        UNIVERSITY, workplace="Fysik", applications_as_coordinator=1, applications_from_workplace=0
    )
    history = replace(UNIVERSITY, key="history", workplace="Historia")
    facts = application(physics, history, COMPANY)
    actors = clause("min_actors", least=3)
    assert answers(facts, actors, clause("coordinator_applications")) == {
        "min_actors": NOT_MET,
        "coordinator_applications": NOT_MET,
        "same_number_twice": JUDGE,
    }
    by_workplace = clause("coordinator_applications", by_workplace=True)
    assert answers(facts, by_workplace)["coordinator_applications"] is MET


SISTERS = tuple(
    replace(
        party(f"{name} AB", Sector.COMPANY, grant=600_000),
        owner=number("5591", 4711),
        owner_name="Vikgruppen AB",
        owner_share=100,
    )
    for name in ("Vik Bygg", "Vik Data")
)


def test_8a_two_sister_companies_and_a_municipality() -> None:
    facts = application(*SISTERS, party("Vik kommun", Sector.MUNICIPALITY, grant=100_000))
    assert answers(facts, *BASIC, clause("min_actors", least=3)) == ALL_MET


def test_8b_companies_that_must_be_independent() -> None:
    two_companies = clause("class_count", classes=["business"], least=2, independent=True)
    facts = application(*SISTERS, party("Vik kommun", Sector.MUNICIPALITY))
    assert answers(facts, two_companies)["class_count"] is NOT_MET
    assert "Vikgruppen AB" in told(facts, "class_count", two_companies)
    assert answers(application(*facts.parties, COMPANY), two_companies)["class_count"] is MET
