"""Adding, changing and removing parties."""

from dataclasses import replace

import pytest

from applications.actions.party import MOST_PARTIES, PartyInput, add_party, remove_party, save_party
from applications.actions.sections import SectionChanged
from applications.models import Application, Party
from journal.models import Entry
from rulebook.facts import Sector
from rulebook.verdict import Refused
from tests import factories as make
from tests.rulebook.numbers import number_for

pytestmark = pytest.mark.django_db
PERSONAL = "850314-2385"


def add(application: Application, given: PartyInput, **more: object) -> Party:
    """Add a party as Alma."""
    arguments = {"actor": make.applicant(), "now": make.APPLIED, **more}
    return add_party(application_id=application.pk, given=given, **arguments)  # type: ignore[arg-type]


def test_a_party_is_added_last_with_its_number_as_ten_digits() -> None:
    application = make.draft_application()
    number = make.ASSOCIATION.organisation_number
    typed = f"SE {number[:6]}–{number[6:]} 01"
    party = add(application, replace(make.ASSOCIATION, organisation_number=typed))
    assert (party.organisation_number, party.order, party.sector_origin) == (number, 1, "declared")
    assert application.sections.filter(key__endswith=party.pk.hex).count() == 2
    assert list(application.parties.all())[1] == party


def test_a_sector_left_open_is_guessed_from_the_number_and_says_so() -> None:
    application = make.draft_application()
    party = add(application, replace(make.ASSOCIATION, sector=""))
    assert (party.sector, party.sector_origin) == ("association", "default")
    same = make.give_party(application, party, replace(make.ASSOCIATION, workplace="Malmö"), now=make.APPLIED)
    assert (same.sector, same.sector_origin) == ("association", "default")
    chosen = make.give_party(
        application, party, replace(make.ASSOCIATION, sector="foundation"), now=make.APPLIED
    )
    assert (chosen.sector, chosen.sector_origin) == ("foundation", "declared")


def test_a_guess_follows_a_corrected_number() -> None:
    application = make.draft_application()
    party = add(application, replace(make.ASSOCIATION, sector=""))
    company = replace(make.ASSOCIATION, organisation_number=number_for(Sector.COMPANY, 71))
    corrected = make.give_party(application, party, company, now=make.APPLIED)
    assert (corrected.sector, corrected.sector_origin) == ("company", "default")


@pytest.mark.parametrize("field", ["organisation_number", "owner_number"])
@pytest.mark.parametrize("typed", [PERSONAL, "19850314-2385", "8503142385", "SE850314238501"])
def test_a_personal_identity_number_is_refused_and_never_repeated(field: str, typed: str) -> None:
    application = make.draft_application()
    with pytest.raises(Refused) as refused:
        add(application, replace(make.ASSOCIATION, **{field: typed}))  # type: ignore[arg-type]
    finding = refused.value.verdict.findings[0]
    assert finding.field == field
    assert "8503" not in str(finding) + str(refused.value)
    assert application.parties.count() == 1


@pytest.mark.parametrize("typed", ["8024700020", "123", "abc", "١٢٣٤٥٦٧٨٩٠", "0" * 5000])
def test_what_is_no_organisation_number_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        add(make.draft_application(), replace(make.ASSOCIATION, organisation_number=typed))


def test_a_foreign_number_is_kept_as_it_was_given() -> None:
    given = replace(make.ASSOCIATION, country="NO", organisation_number=" 974 760 673 ", sector="")
    party = add(make.draft_application(), given)
    assert (party.organisation_number, party.sector) == ("974 760 673", "")


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "king"},
        {"sector": "space"},
        {"owner_sector": "space"},
        {"size": "huge"},
        {"aid_ground": "x"},
        {"county_code": "99"},
        {"municipality_code": "9999"},
    ],
)
def test_what_no_form_offers_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        add(make.draft_application(), replace(make.ASSOCIATION, **wrong))  # type: ignore[arg-type]
    assert refused.value.verdict.findings[0].field == next(iter(wrong))


def test_a_new_coordinator_takes_over_from_the_old_one() -> None:
    application = make.filled_application()
    first, second = application.parties.all()
    make.give_party(application, second, replace(make.ASSOCIATION, role="coordinator"), now=make.APPLIED)
    assert list(application.parties.values_list("pk", "role")) == [
        (first.pk, "partner"),
        (second.pk, "coordinator"),
    ]


def test_an_old_version_is_refused() -> None:
    application = make.filled_application()
    party = application.parties.last()
    assert party is not None
    with pytest.raises(SectionChanged):
        save_party(
            application_id=application.pk,
            party_id=party.pk,
            given=make.ASSOCIATION,
            version=7,
            actor=make.applicant(),
            now=make.APPLIED,
        )


def test_a_party_of_another_application_does_not_exist_here() -> None:
    round_ = make.open_round()
    mine, other = make.draft_application(round_=round_), make.filled_application(round_=round_)
    foreign = other.parties.exclude(role="coordinator").get()
    with pytest.raises(Party.DoesNotExist):
        save_party(
            application_id=mine.pk,
            party_id=foreign.pk,
            given=make.ASSOCIATION,
            version=0,
            actor=make.applicant(),
            now=make.APPLIED,
        )
    with pytest.raises(Party.DoesNotExist):
        remove_party(application_id=mine.pk, party_id=foreign.pk, actor=make.applicant(), now=make.APPLIED)


def test_a_party_is_removed_with_its_budget_and_versions() -> None:
    application = make.filled_application()
    party = application.parties.exclude(role="coordinator").get()
    remove_party(application_id=application.pk, party_id=party.pk, actor=make.applicant(), now=make.APPLIED)
    assert application.parties.count() == 1
    assert not application.sections.filter(key__endswith=party.pk.hex).exists()
    assert Entry.objects.latest("sequence").action == "remove_party"


def test_the_coordinator_is_not_removed() -> None:
    application = make.filled_application()
    party = application.parties.get(role="coordinator")
    with pytest.raises(Refused):
        remove_party(
            application_id=application.pk, party_id=party.pk, actor=make.applicant(), now=make.APPLIED
        )


def test_there_is_room_for_a_hundred() -> None:
    application = make.draft_application()
    Party.objects.bulk_create(Party(application=application, order=place) for place in range(1, MOST_PARTIES))
    with pytest.raises(Refused):
        add(application, make.ASSOCIATION)


def test_a_stranger_adds_nothing() -> None:
    with pytest.raises(Refused):
        add(make.draft_application(), make.ASSOCIATION, actor=make.stranger())


@pytest.mark.parametrize("written", ["640823-3234", "6408233234", "19640823-3234"])
def test_a_personal_identity_number_is_not_kept_for_a_foreign_party_either(written: str) -> None:
    application = make.draft_application()
    given = PartyInput(name="Kajsa", country="NO", organisation_number=written)
    with pytest.raises(Refused) as refused:
        add_party(application_id=application.pk, given=given, actor=make.applicant(), now=make.APPLIED)
    finding = refused.value.verdict.findings[0]
    assert (finding.field, "3234" in repr(finding)) == ("organisation_number", False)
    kept = replace(given, organisation_number="974 760 673")
    party = add_party(application_id=application.pk, given=kept, actor=make.applicant(), now=make.APPLIED)
    assert party.organisation_number == "974 760 673"
