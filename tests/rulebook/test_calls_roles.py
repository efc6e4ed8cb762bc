"""Calls and consortia as they occur: persons, roles and classes (cases 8d and 11a)."""

from dataclasses import replace
from datetime import date

from rulebook.facts import ApplicationFacts, Sector, SectorOrigin
from tests.rulebook.cast import (
    BASIC,
    JUDGE,
    MET,
    NEED_OWNER,
    NOT_MET,
    UNKNOWN,
    answers,
    application,
    clause,
    party,
    personnel,
    verdict,
)

MUNICIPALITY = party("Vik kommun", Sector.MUNICIPALITY, grant=1_200_000)
ASSOCIATION = party("Föreningen Öppen kod i Vik", Sector.ASSOCIATION, grant=800_000)
COMPANY = party("Havsnära Data AB", Sector.COMPANY, grant=500_000)
UNIVERSITY = party("Norrviks universitet", Sector.UNIVERSITY, grant=700_000)


def test_8d_one_person_responsible_for_two_parties() -> None:
    one, other = (replace(p, responsible_person="Sam Holm") for p in (MUNICIPALITY, ASSOCIATION))
    facts = application(one, other)
    assert answers(facts, clause("different_responsible")) == {"different_responsible": NOT_MET}
    assert answers(facts) == {"same_responsible": JUDGE}
    assert "Sam Holm" not in repr(verdict(facts))


def test_11a_municipalities_and_the_federation_they_belong_to() -> None:
    federation = party("Vikbygdens kommunalförbund", Sector.MUNICIPAL_FEDERATION, grant=1, roles=NEED_OWNER)
    member_of = frozenset({str(federation.number)})
    members = [
        party(f"{name} kommun", Sector.MUNICIPALITY, 100, roles=NEED_OWNER, member_of=member_of)
        for name in ("Vik", "Ås")
    ]
    clauses = (
        clause(
            "coordinator_sector", classes=["civil_society"], kinds=["municipality", "municipal_federation"]
        ),
        clause("role_count", role="need_owner", least=3),
        clause("consultants_share", most=20),
    )
    assert answers(application(*members, federation), *clauses) == {
        "coordinator_sector": MET,
        "role_count": MET,
        "member_and_federation": JUDGE,
    }


def test_a_class_of_one_and_one_of_two_others() -> None:
    clauses = (
        clause("class_count", classes=["civil_society"]),
        clause("class_count", classes=["public", "business"]),
    )
    assert answers(application(ASSOCIATION, COMPANY), *clauses) == {"class_count": MET}
    assert answers(application(ASSOCIATION, UNIVERSITY), *clauses) == {"class_count": NOT_MET}


def test_groups_of_owners_as_actors() -> None:
    owner = party("Vikgruppen AB", Sector.COMPANY)
    owned = replace(COMPANY, owner=owner.number, owner_share=100)
    clauses = (clause("min_actors", least=2), clause("counting", actor_by="owner_group"))
    assert answers(application(owner, owned), *clauses)["min_actors"] is NOT_MET
    assert answers(application(owner, replace(owned, owner_share=49)), *clauses)["min_actors"] is MET


def test_an_owner_whose_share_is_not_known() -> None:
    owned = replace(COMPANY, owner=MUNICIPALITY.number, owner_share=None)
    facts = application(MUNICIPALITY, owned)
    for rule in (clause("independence"), clause("independence", least=2)):
        (found,) = verdict(facts, rule).of_rule("independence")
        assert (found.answer, found.missing) == (UNKNOWN, ("parties.havsnära-data-ab.owner_share",))


def test_a_kind_of_organisation_that_no_class_covers_is_for_people() -> None:
    facts = application(MUNICIPALITY, party("Samfälligheten Viken", Sector.OTHER, grant=1))
    assert answers(facts, clause("min_sectors", least=2), clause("class_count", classes=["business"])) == {
        "min_sectors": JUDGE,
        "class_count": JUDGE,
    }


def test_a_draft_that_has_only_begun() -> None:
    found = answers(ApplicationFacts(), *BASIC)
    assert found == {
        "min_actors": NOT_MET,
        "min_sectors": NOT_MET,
        "ceiling": UNKNOWN,
        "has_parties": UNKNOWN,
        "one_coordinator": UNKNOWN,
        "parts_add_up": UNKNOWN,
    }


def test_the_particulars_of_a_party() -> None:
    nameless = replace(COMPANY, key="x", name=" ", sector=None, number=None)
    wrong = party("Ås AB", Sector.COMPANY, 1, number="5599000001")
    fields = {f.field: f.answer for f in verdict(application(nameless, wrong)).of_rule("party_particulars")}
    assert fields == {
        "parties.x.name": UNKNOWN,
        "parties.x.sector": UNKNOWN,
        "parties.x.number": UNKNOWN,
        "parties.ås-ab.number": NOT_MET,
    }


def test_a_sector_that_the_number_does_not_suggest() -> None:
    declared = replace(UNIVERSITY, number=COMPANY.number, sector_origin=SectorOrigin.DECLARED)
    state_university = replace(UNIVERSITY, sector_origin=SectorOrigin.DECLARED)
    assert answers(application(declared)) == {"sector_against_number": JUDGE}
    assert answers(application(state_university)) == {}


def test_costs_that_are_not_covered_and_days_in_the_wrong_order() -> None:
    facts = application(replace(COMPANY, costs=personnel(1)), starts=date(2027, 2, 1), ends=date(2027, 1, 1))
    assert answers(facts) == {"costs_are_covered": NOT_MET, "ends_after_start": NOT_MET}
