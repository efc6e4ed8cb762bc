"""The one table of sums: shares in words, years, and what a call keeps from the other parties."""

from io import BytesIO

import openpyxl
import pytest
from django.utils import translation

from applications.actions.budget import BudgetInput
from applications.budget_table import budget_table, project_years, share_in_words, years_to_fill
from applications.spreadsheet.shape import sheet_names
from rulebook.access import SeenBy
from rulebook.questions import SectionKind
from rulebook.window import swedish_day
from tests import factories as make
from tests.applications.test_pages_all import browser
from tests.applications.test_pages_form import at, text_of
from tests.applications.test_visibility import form_with

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 0, "–"),
        (1, 0, "–"),
        (0, 5, "0 %"),
        (600_000, 1_000_000, "60 %"),
        (700_000, 800_000, "87.5 %"),
        (2, 3, "about 66.7 %"),
        (600_001, 1_000_000, "about 60.0 %"),
        (999_999, 1_000_000, "about 100.0 %"),
        (3, 2, "150 %"),
    ],
)
def test_a_share_is_rounded_only_in_words(part: int, whole: int, words: str) -> None:
    with translation.override("en"):
        assert share_in_words(part, whole) == words


def document(starts: str, ends: str) -> dict[str, object]:
    """A document with dates of the project only."""
    return {"sections": {"project": {"starts": starts, "ends": ends}}, "parties": []}


@pytest.mark.parametrize(
    ("starts", "ends", "years"),
    [
        ("2027-03-01", "2028-08-31", (2027, 2028)),
        ("2027-12-31", "2027-12-31", (2027,)),
        ("2028-01-01", "2027-01-01", (2028,)),
        ("2027-01-01", "2099-01-01", tuple(range(2027, 2039))),
        ("", "2028-01-01", ()),
        ("i vår", "2028-01-01", ()),
    ],
)
def test_the_years_are_the_projects(starts: str, ends: str, years: tuple[int, ...]) -> None:
    assert project_years(document(starts, ends)) == years


def test_without_dates_there_are_three_years_and_those_that_hold_sums() -> None:
    today = swedish_day(make.APPLIED)
    assert years_to_fill(document("", ""), [], today=today) == (2026, 2027, 2028)
    assert years_to_fill(document("2028-05-01", ""), [], today=today) == (2028, 2029, 2030)
    party = {"budget": [{"year": 2031, "kind": "grant", "amount": 1}]}
    assert years_to_fill(document("2028-05-01", ""), [party], today=today) == (2028, 2029, 2030, 2031)


def test_sheets_have_names_that_every_program_takes() -> None:
    names = sheet_names(
        ["A" * 40, "a" * 40, "[x]:*?/\\", "'quoted'", "", "History", "_utlysa", "Sammanfattning"]
    )
    assert all(0 < len(name) <= 31 for name in names)
    assert len({name.casefold() for name in names}) == len(names)
    assert not any(set(name) & set("[]:*?/\\") or name[0] == "'" or name[-1] == "'" for name in names)


def test_a_budget_that_the_call_keeps_apart_is_seen_nowhere_by_the_others() -> None:
    application = make.filled_application(round_=make.open_round(form=form_with(budget=SeenBy.OWN_PARTY)))
    assert next(one.kind for one in form_with() if one.key == "budget") is SectionKind.BUDGET
    lines = [BudgetInput(2027, "equipment", 813_579), BudgetInput(2027, "grant", 700_000)]
    make.give_budget(application, application.parties.get(role="coordinator"), lines)
    petra = browser(make.with_partner(application).user)
    secret, sought = "813\u202f579", "700\u202f000"  # the coordinator's costs, and what it seeks
    for name in ("print_budget", "submit"):
        page = text_of(petra.get(at(application, name)))
        assert secret not in page
        assert sought in page
    own = application.parties.get(role="partner").pk
    for page in (
        text_of(petra.get(at(application, "section", "budget"))),
        text_of(petra.get(at(application, "party_budget", own))),
        text_of(petra.post(at(application, "try_budget", own), {"grant-2027": "5"})),
    ):
        assert secret not in page
    content = bytes(petra.get(at(application, "budget_file")).content)
    book = openpyxl.load_workbook(BytesIO(content), data_only=True)
    assert len(book.sheetnames) == 3
    values = {cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert 700_000 in values
    assert 813_579 not in values
    own_page = browser(make.applicant()).get(at(application, "print_budget"))
    assert secret in text_of(own_page)


def test_what_is_kept_apart_still_counts_in_what_is_sought() -> None:
    parties = [
        {"id": "a", "name": "A", "workplace": "", "budget": [], "grant_total": 7},
        {
            "id": "b",
            "name": "B",
            "workplace": "",
            "budget": [{"year": 2027, "kind": "grant", "amount": 5}],
        },
    ]
    table = budget_table({**document("", ""), "parties": parties})
    assert (table.whole.grant, table.whole.kept_apart, table.party("a").grant) == (12, 7, 7)
    assert table.party("a").support == "–"
