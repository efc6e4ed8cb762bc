"""A party's own page: everything that is asked, rows, working out, what two people wrote."""

import json
from typing import Any

import pytest
from django.test import Client

from applications.models import Application, Party
from tests import factories as make
from tests.applications.test_pages_all import browser
from tests.applications.test_pages_form import PARTY, at, text_of
from tests.rulebook.numbers import number

pytestmark = pytest.mark.django_db
LEVELS = {
    "rule": "aid_intensity",
    "effect": "blocks",
    "parameters": {"ground": "gber_25", "small": 70, "medium": 60, "large": 50, "small_bonus": 80},
    "clause_sv": "Högst 70 procent till små företag.",
    "clause_en": "At most 70 per cent to small companies.",
}
AID = {
    "economic_activity": "yes",
    "aid_ground": "gber_25",
    "size": "small",
    "de_minimis_received": "1 250 000 kr",
    "in_difficulty": "no",
    "unpaid_recovery": "no",
    "work_starts": "2027-03-01",
}
ROWS = {
    "other_funders-rows": "yes",
    "other_funders-0-name": "Kustfonden",
    "other_funders-0-organisation_number": "",
    "other_funders-0-amount": "50 000",
    "subcontractors-rows": "yes",
    "subcontractors-0-name": "Konsultbyrån AB",
    "subcontractors-0-organisation_number": number("5591", 81),
    "subcontractors-0-amount": "90000:-",
}
PERSONAL = "850314-2385"


@pytest.fixture
def alma() -> Client:
    """The browser of the coordinator."""
    return browser(make.applicant())


def with_levels() -> Application:
    """A filled application in a call that sets support levels."""
    return make.filled_application(round_=make.open_round(rules=[LEVELS]))


def partner_of(application: Application) -> Party:
    """The party that is no coordinator."""
    return application.parties.get(role="partner")


def test_everything_that_is_typed_is_kept_and_shown_again(alma: Client) -> None:
    application = make.filled_application()
    party = partner_of(application)
    url = at(application, "party", party.pk)
    typed = {
        **PARTY,
        **AID,
        **ROWS,
        "country": "DK",
        "organisation_number": "DK12345678",
        "swedish_branch": "no",
        "seeks_grant": "no",
        "is_fund_holder": "on",
        "aid_bonus": "on",
        "member_of": [make.MUNICIPALITY.organisation_number],
        "managed_by": make.MUNICIPALITY.organisation_number,
        "version": "0",
    }
    assert alma.post(url, typed).status_code == 302
    party.refresh_from_db()
    assert (party.country, party.swedish_branch, party.seeks_grant) == ("DK", False, False)
    assert (party.is_fund_holder, party.aid_bonus, party.de_minimis_received) == (True, True, 1_250_000)
    assert (party.in_difficulty, party.unpaid_recovery) == (False, False)
    assert str(party.work_starts) == "2027-03-01"
    assert party.managed_by == make.MUNICIPALITY.organisation_number
    assert party.member_of == [make.MUNICIPALITY.organisation_number]
    assert [row["amount"] for row in party.other_funders] == [50_000]
    assert [row["name"] for row in party.subcontractors] == ["Konsultbyrån AB"]
    page = text_of(alma.get(url))
    for value in ("1\u202f250\u202f000", "2027-03-01", "Kustfonden", "Konsultbyrån AB", "DK12345678"):
        assert f'value="{value}"' in page
    read = text_of(alma.get(at(application, "submit")))
    for words in ("Kustfonden", "Konsultbyrån AB", "Danmark", "1\u202f250\u202f000"):
        assert words in read


def test_rows_that_are_not_sent_stay_and_those_that_are_emptied_go(alma: Client) -> None:
    application = make.filled_application()
    party = partner_of(application)
    url = at(application, "party", party.pk)
    assert alma.post(url, {**PARTY, **ROWS, "version": "0"}).status_code == 302
    assert alma.post(url, {**PARTY, "version": "1"}).status_code == 302
    party.refresh_from_db()
    assert len(party.other_funders) == len(party.subcontractors) == 1
    emptied = {**PARTY, "version": "1", "other_funders-rows": "yes", "other_funders-0-name": ""}
    assert alma.post(url, emptied).status_code == 302
    party.refresh_from_db()
    assert (len(party.other_funders), len(party.subcontractors)) == (0, 1)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("amount", "femtio tusen"),
        ("amount", "-1"),
        ("amount", ""),
        ("amount", "9" * 30),
        ("name", ""),
        ("organisation_number", PERSONAL),
        ("organisation_number", "19850314 2385"),
    ],
)
def test_a_wrong_cell_has_its_sentence_and_nothing_is_lost(alma: Client, cell: str, value: str) -> None:
    application = make.filled_application()
    party = partner_of(application)
    typed = {**PARTY, **ROWS, "version": "0", f"other_funders-0-{cell}": value}
    answer = alma.post(at(application, "party", party.pk), typed)
    page = text_of(answer)
    assert answer.status_code == 422
    assert f'id="id_other_funders-0-{cell}_error"' in page
    assert f'href="#id_other_funders-0-{cell}"' in page
    assert "2385" not in page
    assert 'value="Konsultbyrån AB"' in page
    party.refresh_from_db()
    assert party.other_funders == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("de_minimis_received", "mycket"),
        ("de_minimis_received", "12,5"),
        ("work_starts", "i mars"),
        ("work_starts", "1999-01-01"),
        ("economic_activity", "kanske"),
        ("member_of", "5566778899"),
        ("managed_by", PERSONAL),
        ("swedish_branch", "perhaps"),
    ],
)
def test_a_wrong_value_has_its_sentence_at_its_field(alma: Client, field: str, value: str) -> None:
    application = make.draft_application()
    answer = alma.post(at(application, "add_party"), {**PARTY, field: value})
    page = text_of(answer)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in page
    assert "2385" not in page
    assert application.parties.count() == 1


def test_more_rows_without_scripts_and_nothing_is_saved_by_it(alma: Client) -> None:
    application = make.filled_application()
    party = partner_of(application)
    answer = alma.post(
        at(application, "party", party.pk),
        {**PARTY, **ROWS, "name": "Osparad", "version": "0", "more": "subcontractors"},
    )
    page = text_of(answer)
    assert answer.status_code == 200
    assert 'name="subcontractors-3-name"' in page
    assert 'value="Osparad"' in page
    assert 'value="Kustfonden"' in page
    party.refresh_from_db()
    assert (party.name, party.subcontractors) == (make.ASSOCIATION.name, [])
    for wrong in ("x", "subcontractors\x00", "__class__"):
        assert alma.post(at(application, "party", party.pk), {**PARTY, "more": wrong}).status_code == 200


def test_a_thousand_rows_are_cut_off_at_thirty(alma: Client) -> None:
    application = make.filled_application()
    party = partner_of(application)
    many = {f"subcontractors-{place}-name": "Bolaget" for place in range(1000)}
    many |= {f"subcontractors-{place}-amount": "1" for place in range(1000)}
    alma.post(
        at(application, "party", party.pk), {**PARTY, **many, "subcontractors-rows": "yes", "version": "0"}
    )
    party.refresh_from_db()
    assert len(party.subcontractors) == 30


@pytest.mark.parametrize(
    ("figures", "size"),
    [
        ({"staff": "49", "turnover": "9,5"}, "small"),
        ({"staff": "120", "balance_sheet": "43"}, "medium"),
        ({"staff": "250"}, "large"),
    ],
)
def test_the_size_is_worked_out_without_scripts_and_nothing_is_saved(
    alma: Client, figures: dict[str, str], size: str
) -> None:
    application = with_levels()
    party = partner_of(application)
    typed = {**PARTY, **AID, "size": "", "version": "0", "work_out": "size", **figures}
    answer = alma.post(at(application, "party", party.pk), typed)
    page = text_of(answer)
    assert answer.status_code == 200
    assert f'<option value="{size}" selected' in page
    party.refresh_from_db()
    assert party.size == ""


@pytest.mark.parametrize("wrong", ["många", "-1", "1e9", "²", "9" * 12, "1.2.3"])
def test_figures_that_cannot_be_read_say_so(alma: Client, wrong: str) -> None:
    application = with_levels()
    typed = {**PARTY, "version": "0", "work_out": "size", "staff": wrong}
    page = text_of(alma.post(at(application, "party", partner_of(application).pk), typed))
    assert 'id="id_staff_error"' in page


def test_the_highest_support_level_shows_with_its_clause(alma: Client) -> None:
    application = with_levels()
    party = partner_of(application)
    Party.objects.filter(pk=party.pk).update(aid_ground="gber_25", size="small", economic_activity=True)
    page = text_of(alma.get(at(application, "party", party.pk)))
    assert "Högst 70 procent till små företag." in page
    assert "350\u202f000\u00a0kr" in page
    changed = {**PARTY, **AID, "size": "medium", "version": "0", "work_out": "level"}
    worked = text_of(alma.post(at(application, "party", party.pk), changed))
    assert "300\u202f000\u00a0kr" in worked


@pytest.mark.parametrize(
    ("posted", "level", "size"),
    [
        ({"aid_ground": "gber_25", "size": "small"}, "70", ""),
        ({"aid_ground": "gber_25", "size": "small", "aid_bonus": "on"}, "80", ""),
        ({"aid_ground": "gber_25", "size": ""}, "60", ""),
        ({"aid_ground": "gber_25", "staff": "300"}, "50", "large"),
        ({"aid_ground": "hostile", "size": "<b>", "owner_share": "9" * 99, "staff": "x"}, "", ""),
        ({}, "", ""),
    ],
)
def test_the_script_is_told_size_and_level(
    alma: Client, posted: dict[str, str], level: str, size: str
) -> None:
    application = with_levels()
    answer = alma.post(at(application, "support_level"), {**posted, "party": str(partner_of(application).pk)})
    told = json.loads(answer.content)
    assert answer.status_code == 200
    assert level in told["level"]
    assert told["size"] == size
    assert ("Högst 70 procent till små företag." in told["source_text"]) is bool(level)


def test_a_foreign_case_has_no_support_level(alma: Client) -> None:
    mine, theirs = with_levels(), make.filled_application(user=make.stranger())
    assert alma.post(at(theirs, "support_level")).status_code == 404
    assert alma.get(at(mine, "support_level")).status_code == 405
    theirs_party = partner_of(theirs)
    told = json.loads(alma.post(at(mine, "support_level"), {"party": str(theirs_party.pk)}).content)
    assert "500" not in told["level"]


def test_two_who_save_the_same_rows_see_what_differs(alma: Client) -> None:
    application = make.filled_application()
    url = at(application, "party", partner_of(application).pk)
    assert alma.post(url, {**PARTY, **ROWS, "version": "0"}).status_code == 302
    late: dict[str, Any] = {**PARTY, **ROWS, "version": "0", "other_funders-0-name": "Bergsfonden"}
    answer = alma.post(url, late)
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Kustfonden, –, 50" in page
    assert 'value="Bergsfonden"' in page


def test_a_partner_keeps_to_their_own_party(alma: Client) -> None:
    application = make.filled_application()
    make.with_partner(application)
    leads = application.parties.get(role="coordinator")
    Party.objects.filter(pk=leads.pk).update(
        subcontractors=[{"name": "Hemliga bolaget", "organisation_number": number("5591", 3), "amount": 1}]
    )
    petra = browser(make.partner())
    url = at(application, "party", leads.pk)
    for answer in (petra.get(url), petra.post(url, {**PARTY, "work_out": "level"}), petra.post(url, PARTY)):
        assert answer.status_code == 302
        assert answer["Location"] == at(application, "submit")
    assert petra.get(at(application, "add_party")).status_code == 302
    assert petra.get(at(application, "party", partner_of(application).pk)).status_code == 200
