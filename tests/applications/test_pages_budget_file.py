"""The budget as a spreadsheet: downloaded, filled in, looked at, saved."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.utils import translation
from openpyxl.workbook import Workbook

from applications.document import document_of
from tests import factories as make
from tests.applications.budget_files import SHEET, agree, downloaded, edited, fill, row_of, send
from tests.applications.test_pages_all import browser
from tests.applications.test_pages_form import at, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def alma() -> Client:
    """The browser of the coordinator."""
    return browser(make.applicant())


def test_the_file_has_a_summary_a_sheet_for_each_party_and_numbers_that_are_numbers(alma: Client) -> None:
    application = make.filled_application()
    content = downloaded(alma, application)
    book = openpyxl.load_workbook(BytesIO(content), data_only=True)
    summary, first, *others = book.sheetnames
    assert (summary, others) == ("Sammanfattning", [SHEET, "_utlysa"])
    assert first.startswith("Sjöbro kommun")
    assert len(first) <= 31
    assert book["_utlysa"].sheet_state == "veryHidden"
    sheet = book[SHEET]
    row = row_of(sheet, "personnel")
    assert [sheet.cell(row, column).value for column in (4, 5, 6)] == [300_000, None, 300_000]
    costs = row_of(sheet, "costs")
    assert [sheet.cell(costs, column).value for column in (4, 5, 6)] == [300_000, 200_000, 500_000]
    head = book[summary]
    assert [head.cell(6, column).value for column in range(2, 8)] == [
        1_300_000,
        1_200_000,
        0,
        100_000,
        0,
        0,
    ]


def test_a_file_in_english_has_english_words(alma: Client) -> None:
    application = make.filled_application()
    with translation.override("en"):
        content = downloaded(alma, application)
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames[0] == "Summary"
    assert book[SHEET].cell(row_of(book[SHEET], "grant"), 2).value == "Grant sought"


def test_texts_are_never_formulas(alma: Client) -> None:
    application = make.filled_application()
    party = application.parties.get(role="partner")
    party.name = "=cmd|' /C calc'!A0"
    party.save()
    typed = {"person-0-description": "=1+1", "person-0-rate": "5", "person-0-2027": "2", "version": "1"}
    alma.post(at(application, "party_budget", party.pk), typed)
    book = openpyxl.load_workbook(BytesIO(downloaded(alma, application)))
    texts = [
        (cell.value, cell.data_type, bool(cell.quotePrefix))
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and ("cmd" in cell.value or "1+1" in cell.value)
    ]
    ours = [text for text in texts if text[0].startswith("='")]  # the summary fetches sums from the sheet
    assert sorted({(kind, quoted) for _value, kind, quoted in set(texts) - set(ours)}) == [("s", True)]
    assert len(texts) - len(ours) == 4


def test_a_filled_in_file_is_shown_first_and_saved_when_agreed(alma: Client) -> None:
    application = make.filled_application()
    before = document_of(application)

    def change(book: Workbook) -> None:
        fill("grant", 4, 350_000)(book)
        fill("equipment", 5, "50 000 kr")(book)
        fill("person", 2, "Utvecklare")(book)
        fill("person", 3, 800)(book)
        fill("person", 5, 100)(book)

    shown = send(alma, application, edited(downloaded(alma, application), change))
    page = text_of(shown)
    assert shown.status_code == 200
    assert document_of(application) == before
    (changes,) = shown.context["changes"]
    assert {(now, new) for _label, now, new in changes.cells} == {
        ("300\u202f000", "350\u202f000"),
        ("", "50\u202f000"),
        ("", "Utvecklare"),
        ("", "800"),
        ("", "100"),
    }
    assert (changes.before.cost, changes.after.cost) == (500_000, 630_000)
    assert "Sjöbro kommun" not in page.split("<h1>")[1].split("</main>")[0]
    assert agree(alma, application, shown)["Location"] == at(application, "section", "budget")
    after = document_of(application)
    assert after["parties"][0] == before["parties"][0]
    assert {(line["year"], line["kind"]): line["amount"] for line in after["parties"][1]["budget"]} == {
        (2027, "personnel"): 300_000,
        (2028, "personnel"): 80_000,
        (2028, "equipment"): 50_000,
        (2028, "other_direct"): 200_000,
        (2027, "grant"): 350_000,
        (2028, "grant"): 200_000,
    }
    assert (
        application.sections.get(key=f"budget:{application.parties.get(role='partner').pk.hex}").version == 2
    )
    assert (
        application.sections.get(key=f"budget:{application.parties.get(role='coordinator').pk.hex}").version
        == 1
    )


def test_a_file_that_changes_nothing_says_so(alma: Client) -> None:
    application = make.filled_application()
    content = downloaded(alma, application)
    for sent in (content, edited(content, lambda book: None)):
        assert send(alma, application, sent)["Location"] == at(application, "read_budget")


def test_a_row_put_in_between_and_a_year_added_are_read(alma: Client) -> None:
    application = make.filled_application()

    def change(book: Workbook) -> None:
        sheet = book[SHEET]
        sheet.insert_rows(row_of(sheet, "person") + 1)
        sheet.cell(row_of(sheet, "person") + 1, 2).value = "Ny rad"
        sheet.cell(row_of(sheet, "person") + 1, 3).value = 10
        sheet.cell(row_of(sheet, "person") + 1, 4).value = 3
        sheet.insert_cols(6)
        sheet.cell(row_of(sheet, "hours"), 6).value = 2029
        sheet.cell(row_of(sheet, "grant"), 6).value = 9

    agree(alma, application, send(alma, application, edited(downloaded(alma, application), change)))
    party = application.parties.get(role="partner")
    assert list(party.personnel_rows.values_list("year", "description", "hours", "hourly_rate")) == [
        (2027, "Ny rad", 3, 10)
    ]
    assert party.budget_lines.get(year=2029).amount == 9


@pytest.mark.parametrize(
    ("mark", "column", "value", "told"),
    [
        ("grant", 4, "1,2 milj", "alla"),
        ("grant", 4, 12.5, ""),
        ("grant", 4, "12,50", ""),
        ("grant", 5, -1, ""),
        ("equipment", 4, "=1+1", ""),
        ("equipment", 4, "#REF!", ""),
        ("equipment", 4, True, ""),
        ("equipment", 4, date(2027, 1, 1), ""),
        ("equipment", 4, 10**15, ""),
        ("person", 3, 100_000, ""),
        ("person", 4, 37.5, ""),
        ("person", 4, "en vecka", ""),
        ("person", 2, "x" * 201, ""),
        ("hours", 4, 1999, ""),
        ("hours", 5, 2027, ""),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_saved(
    alma: Client, mark: str, column: int, value: object, told: str
) -> None:
    application = make.filled_application()
    before = document_of(application)

    def change(book: Workbook) -> None:
        fill("own_cash", 4, 1_000)(book)
        fill(mark, column, value)(book)

    content = edited(downloaded(alma, application), change)
    row = row_of(openpyxl.load_workbook(BytesIO(content))[SHEET], mark)
    answer = send(alma, application, content)
    page = text_of(answer)
    assert answer.status_code == 422
    assert len(answer.context["problems"]) == 1
    assert f"{SHEET}" in page
    assert f"{'ABCDEF'[column - 1]}{row}" in answer.context["problems"][0][1]
    assert 'name="agreed"' not in page
    assert document_of(application) == before


def test_every_wrong_cell_is_told_at_once(alma: Client) -> None:
    application = make.filled_application()

    def change(book: Workbook) -> None:
        for column in (4, 5):
            fill("grant", column, "fel")(book)
            fill("equipment", column, "=A1")(book)
        fill("grant", 4, "fel", sheet=book.sheetnames[1])(book)

    answer = send(alma, application, edited(downloaded(alma, application), change))
    assert len(answer.context["problems"]) == 5


def test_a_partner_reads_in_the_own_sheet_only(alma: Client) -> None:
    application = make.filled_application()
    petra = browser(make.with_partner(application).user)
    before = document_of(application)

    def change(book: Workbook) -> None:
        fill("grant", 4, 1)(book)
        fill("grant", 4, "fel", sheet=book.sheetnames[1])(book)

    shown = send(petra, application, edited(downloaded(alma, application), change))
    assert [changed.name for changed in shown.context["changes"]] == [SHEET]
    agree(petra, application, shown)
    assert document_of(application)["parties"][0] == before["parties"][0]
    assert application.parties.get(role="partner").budget_lines.get(year=2027, kind="grant").amount == 1


def test_what_was_shown_to_one_cannot_be_saved_by_another_or_elsewhere(alma: Client) -> None:
    round_ = make.open_round()
    application, other = make.filled_application(round_=round_), make.filled_application(round_=round_)
    petra = browser(make.with_partner(application).user)
    shown = send(alma, application, edited(downloaded(alma, application), fill("grant", 4, 1)))
    before = document_of(application), document_of(other)
    assert agree(petra, application, shown).status_code == 422
    assert agree(alma, other, shown).status_code == 422
    for text in ("", "x", "a:b:c"):
        assert alma.post(at(application, "read_budget"), {"agreed": text}).status_code == 422
    assert (document_of(application), document_of(other)) == before


def test_a_file_of_another_application_is_refused(alma: Client) -> None:
    round_ = make.open_round()
    application, other = make.filled_application(round_=round_), make.filled_application(round_=round_)
    assert send(alma, application, downloaded(alma, other)).status_code == 422


def test_somebody_who_saves_in_between_is_not_written_over(alma: Client) -> None:
    application = make.filled_application()
    party = application.parties.get(role="partner")
    content = edited(downloaded(alma, application), fill("grant", 4, 1))
    shown = send(alma, application, content)
    make.give_budget(application, party, [])
    before = document_of(application)
    assert agree(alma, application, shown).status_code == 422
    assert document_of(application) == before
    (change,) = send(alma, application, content).context["changes"]
    assert change.made_before


def test_what_was_shown_can_be_agreed_to_for_an_hour(alma: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    application = make.filled_application()
    shown = send(alma, application, edited(downloaded(alma, application), fill("grant", 4, 1)))
    monkeypatch.setattr("django.core.signing.time.time", lambda: 4e9)
    assert agree(alma, application, shown).status_code == 422
