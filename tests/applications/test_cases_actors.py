"""The calls of practice from what people type (1–7): who takes part, through the document to the verdict.

The rules themselves are tried in `tests/rulebook/test_calls_*.py`; here it is shown that every fact they
need can be given in the form.
"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from applications.actions.party import add_party
from applications.actions.submit import submit
from applications.document import document_of
from applications.facts import verdict_on_decision
from applications.models import Application
from registry.models import Organisation, Round
from rulebook.facts import Sector
from rulebook.verdict import Answer
from tests import factories as make
from tests.applications.refusals import refuses
from tests.applications.typing_cases import (
    ALL_MET,
    BASIC,
    DATA,
    MAPS,
    REGION,
    UNIVERSITY,
    VIK,
    One,
    one,
    owned,
    rule,
    said,
    typed,
    worst,
)
from tests.rulebook.cast import JUDGE, MET, NOT_MET, UNKNOWN
from tests.rulebook.numbers import number

pytestmark = pytest.mark.django_db


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
