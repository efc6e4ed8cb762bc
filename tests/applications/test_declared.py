"""What a party declares, from what was typed to the facts that rules read."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from applications.actions.party import PartyInput, Payment, add_party
from applications.declared import declared, facts_declared
from applications.document import document_of
from applications.facts import facts_of
from applications.models import Application, Party
from registry.models import Organisation
from rulebook.facts import OtherFunder, PartyFacts, PartyRole, Sector, Subcontractor
from tests import factories as make
from tests.applications.refusals import refuses
from tests.rulebook.numbers import number_for

pytestmark = pytest.mark.django_db
SELLER = number_for(Sector.COMPANY, 81)
FULL = replace(
    make.ASSOCIATION,
    is_need_owner=True,
    is_fund_holder=True,
    seeks_grant=False,
    swedish_branch=True,
    owner_name="Vikgruppen AB",
    owner_number=number_for(Sector.COMPANY, 82),
    owner_sector="company",
    owner_share=60,
    managed_by=make.MUNICIPALITY.organisation_number,
    member_of=(make.MUNICIPALITY.organisation_number, make.MUNICIPALITY.organisation_number),
    economic_activity=True,
    aid_ground="gber_25",
    size="medium",
    aid_bonus=True,
    de_minimis_received=1_000_000,
    in_difficulty=False,
    unpaid_recovery=True,
    work_starts=date(2027, 3, 1),
    other_funders=(Payment(name="Kustfonden", amount=50_000),),
    subcontractors=(Payment(name="Konsultbyrån AB", organisation_number=SELLER, amount=90_000),),
)


def add(given: PartyInput, application: Application | None = None) -> Party:
    """Add a party as Alma."""
    case = application or make.draft_application()
    return add_party(application_id=case.pk, given=given, actor=make.applicant(), now=make.APPLIED)


def facts(party: Party) -> PartyFacts:
    """The facts that the rules get of a party."""
    document = document_of(Application.objects.get(pk=party.application_id))
    found = facts_of(document, received=make.APPLIED).parties
    return next(one for one in found if one.key == str(party.pk))


def test_everything_that_is_typed_reaches_the_rules() -> None:
    found = facts(add(FULL))
    assert found.roles == {PartyRole.PARTNER, PartyRole.NEED_OWNER, PartyRole.FUND_HOLDER}
    assert (found.seeks_grant, found.swedish_branch, found.aid_bonus) == (False, True, True)
    assert (found.owner, found.owner_share, found.owner_sector) == (FULL.owner_number, 60, Sector.COMPANY)
    assert found.managed_by == make.MUNICIPALITY.organisation_number
    assert found.member_of == {make.MUNICIPALITY.organisation_number}
    assert (found.de_minimis_received, found.work_starts) == (1_000_000, date(2027, 3, 1))
    assert (found.in_difficulty, found.unpaid_recovery) == (False, True)
    assert found.other_funding == (OtherFunder(number=None, name="Kustfonden", amount=50_000),)
    assert found.subcontractors == (Subcontractor(number=SELLER, name="Konsultbyrån AB", amount=90_000),)


def test_a_party_of_an_older_version_has_declared_nothing() -> None:
    party = add(FULL)
    document = document_of(Application.objects.get(pk=party.application_id))
    for row in document["parties"]:
        for name in declared(party):
            del row[name]
    found = facts_of(document, received=make.APPLIED).parties[1]
    assert (found.seeks_grant, found.de_minimis_received, found.member_of) == (True, None, frozenset())
    hidden = dict.fromkeys(declared(party))
    assert facts_declared(hidden) == facts_declared({})


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("owner_share", 101, "party"),
        ("owner_share", -1, "party"),
        ("de_minimis_received", -1, "party"),
        ("de_minimis_received", 10**13, "party"),
        ("work_starts", date(1999, 12, 31), "party"),
        ("managed_by", "850314-2385", "organisation_number"),
        ("member_of", ("850314-2385",), "organisation_number"),
        ("member_of", ("1234567890",), "organisation_number"),
        ("member_of", (make.MUNICIPALITY.organisation_number,) * 31, "party"),
        ("other_funders", (Payment(name=" ", amount=1),), "party"),
        ("other_funders", (Payment(name="x" * 256, amount=1),), "party"),
        ("other_funders", (Payment(name="Fonden", amount=-1),), "party"),
        ("subcontractors", (Payment(name="Bolaget", amount=10**13),), "party"),
        ("subcontractors", (Payment(name="Sam", organisation_number="850314-2385"),), "party"),
        ("subcontractors", (Payment(name="Bolaget"),) * 31, "party"),
    ],
)
def test_what_cannot_be_so_is_refused_at_its_field(field: str, value: Any, reason: str) -> None:
    application = make.draft_application()
    with refuses((reason, field)):
        add(replace(make.ASSOCIATION, **{field: value}), application)
    assert application.parties.count() == 1


def public(number: str, sector: str, **more: Any) -> Organisation:
    """An organisation in the public register."""
    given = {"name": "Registrerade organisationen", "updated_at": make.OPENED, **more}
    return Organisation.objects.create(number=number, sector=sector, **given)


@pytest.mark.parametrize(
    ("number", "registered", "expected"),
    [
        (
            number_for(Sector.COMPANY, 90),
            {"sector": "academia", "name": "Viks tekniska högskola AB"},
            "university",
        ),
        (number_for(Sector.COMPANY, 91), {"sector": "academia", "name": "Kustinstitutet AB"}, "institute"),
        (number_for(Sector.COMPANY, 92), {"sector": "business"}, "company"),
        (number_for(Sector.ASSOCIATION, 93), {"sector": "civil_society", "legal_form": "72"}, "foundation"),
        (number_for(Sector.MUNICIPALITY, 94), {"sector": "public"}, "municipality"),
    ],
)
def test_the_public_register_goes_before_the_number(
    number: str, registered: dict[str, str], expected: str
) -> None:
    public(number, **registered)
    party = add(PartyInput(name="Sökanden", organisation_number=number))
    assert (party.sector, party.sector_origin) == (expected, "register")
    again = make.give_party(
        party.application,
        party,
        PartyInput(name="Sökanden", organisation_number=number, sector="other"),
        now=make.APPLIED,
    )
    assert (again.sector, again.sector_origin) == ("other", "declared")


def test_a_number_whose_register_entry_contradicts_it_suggests_nothing() -> None:
    number = number_for(Sector.COMPANY, 95)
    public(number, "academia", name="Norrviks forskning")
    party = add(PartyInput(name="Sökanden", organisation_number=number))
    assert (party.sector, party.sector_origin) == ("", "declared")


@pytest.mark.parametrize(
    ("origin", "expected"),
    [("register", ("association", "default")), ("confirmed", ("foundation", "declared"))],
)
def test_what_was_settled_for_one_number_is_not_settled_for_another(
    origin: str, expected: tuple[str, str]
) -> None:
    party = add(make.ASSOCIATION)
    Party.objects.filter(pk=party.pk).update(sector_origin=origin)
    kept = make.give_party(party.application, party, make.ASSOCIATION, now=make.APPLIED)
    assert kept.sector_origin == origin
    other = replace(
        make.ASSOCIATION, organisation_number=number_for(Sector.ASSOCIATION, 96), sector="foundation"
    )
    Party.objects.filter(pk=party.pk).update(sector="foundation")
    moved = make.give_party(party.application, party, other, now=make.APPLIED)
    assert (moved.sector, moved.sector_origin) == expected
