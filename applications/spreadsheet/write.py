"""Write the whole workbook: a summary, a sheet for each party, and where it comes from.

A sheet is written for each party whose lines the reader sees. A hidden sheet says which application, form
and section versions the file was made from. Every text is written as a text, whatever it begins with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from applications.budget_table import BudgetTable, PartyTable
from applications.spreadsheet.cells import Formats, formats_of, write_text
from applications.spreadsheet.party_sheet import party_sheet
from applications.spreadsheet.shape import FORM_OF_FILE, HIDDEN_SHEET, MARK, PARTY, sheet_names, summary_name

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_SUMMED = ("costs", "grant", "own_cash", "own_in_kind", "others", "missing")


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What a file was made from. `versions`: party's id → version of its budget. `made_at` is UTC."""

    application: str
    form: str
    title: str
    versions: Mapping[str, int]
    made_at: datetime


def workbook(table: BudgetTable, origin: Origin) -> bytes:
    """Write the budget as an XLSX file, with words in the reader's language."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    book.set_properties({"title": _("Budget"), "created": origin.made_at.replace(tzinfo=None)})
    formats = formats_of(book)
    shown = [party for party in table.parties if party.kept_apart is None]
    names = sheet_names(party.name for party in shown)
    summary = book.add_worksheet(summary_name())
    sums = {
        party.key: (name, party_sheet(book.add_worksheet(name), party, origin.title, formats))
        for name, party in zip(names, shown, strict=True)
    }
    _summary(summary, table, origin.title, sums, formats)
    _hidden(book.add_worksheet(HIDDEN_SHEET), origin, names, shown, formats)
    book.close()
    return buffer.getvalue()


def _summary(
    sheet: Any,
    table: BudgetTable,
    title: str,
    sums: Mapping[str, tuple[str, dict[str, str]]],
    formats: Formats,
) -> None:
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, len(_SUMMED) + 1, 18)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    write_text(sheet, 0, 0, title, formats, formats.head)
    heads = (
        _("Costs"),
        _("Grant sought"),
        _("Own funding in cash"),
        _("Own funding in kind"),
        _("Other funders"),
    )
    for column, head in enumerate((_("Party"), *heads, _("Not paid for"), _("Support level"))):
        sheet.write_string(2, column, head, formats.sum_label)
    row = 3
    for party in table.parties:
        _summary_row(sheet, row, party, sums.get(party.key), formats)
        row += 1
    sheet.write_string(row, 0, _("The whole project"), formats.sum_label)
    for column, key in enumerate(_SUMMED, start=1):
        name = "ABCDEFGH"[column]
        value = table.whole.grant if key == "grant" else table.whole.row(key).total
        sheet.write_formula(row, column, f"=SUM({name}4:{name}{row})", formats.sum, value)
    sheet.write_string(row, len(_SUMMED) + 1, table.whole.support, formats.sum_label)


def _summary_row(
    sheet: Any, row: int, party: PartyTable, place: tuple[str, dict[str, str]] | None, formats: Formats
) -> None:
    write_text(sheet, row, 0, party.name or _("Party without a name"), formats, formats.entry)
    if place is None:  # the reader sees only what the party seeks
        sheet.write_number(row, 2, party.grant, formats.money)
    else:
        name, cells = place
        quoted = name.replace("'", "''")
        for column, key in enumerate(_SUMMED, start=1):
            sheet.write_formula(row, column, f"='{quoted}'!{cells[key]}", formats.money, party.row(key).total)
    sheet.write_string(row, len(_SUMMED) + 1, party.support, formats.entry)


def _hidden(
    sheet: Any, origin: Origin, names: Sequence[str], parties: Sequence[PartyTable], formats: Formats
) -> None:
    sheet.very_hidden()
    sheet.write_string(0, 0, MARK)
    sheet.write_number(0, 1, FORM_OF_FILE)
    for row, (key, value) in enumerate((("application", origin.application), ("form", origin.form)), start=1):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    for row, (name, party) in enumerate(zip(names, parties, strict=True), start=3):
        sheet.write_string(row, 0, PARTY)
        sheet.write_string(row, 1, party.key)
        sheet.write_number(row, 2, origin.versions.get(party.key, 0))
        write_text(sheet, row, 3, name, formats)
