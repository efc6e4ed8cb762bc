"""One party's sheet: rows of hours, costs and funding; sums are formulas with our own values beside them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from applications.budget_table import COSTS, FUNDING, HoursRow, PartyTable
from applications.models.party import BudgetKind
from applications.spreadsheet.cells import Formats, write_entry, write_text
from applications.spreadsheet.shape import FIRST_YEAR, HOURS, HOURS_END, PARTY, PERSON, YEARS
from rulebook.facts import CostCategory

_LEAST_ROWS, _SPARE_ROWS = 10, 4
_PERSONNEL = CostCategory.PERSONNEL.value


def party_sheet(sheet: Any, party: PartyTable, title: str, formats: Formats) -> dict[str, str]:
    """Write a party's sheet; return the cell that holds the sum of all years of each row."""
    last = FIRST_YEAR + len(party.years)
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.set_column(1, 1, 44)
    sheet.set_column(2, last, 16)
    sheet.freeze_panes(0, FIRST_YEAR)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, f"{PARTY}:{party.key}")
    write_text(sheet, 0, 1, party.name or _("Party without a name"), formats, formats.head)
    write_text(sheet, 1, 1, title, formats, formats.quiet)
    sheet.write_string(2, 1, _("Fill in the framed cells: whole kronor, whole hours."), formats.quiet)
    row, people = _hours(sheet, 4, party, formats)
    return _amounts(sheet, row + 2, party, people, formats)


def _hours(sheet: Any, row: int, party: PartyTable, formats: Formats) -> tuple[int, tuple[int, int]]:
    """Write the rows of hours; return the row of their sum, and their first and last row (from zero)."""
    last = FIRST_YEAR + len(party.years)
    sheet.write_string(row, 0, HOURS)
    sheet.write_string(row, 1, _("Who or what"), formats.sum_label)
    sheet.write_string(row, 2, _("Kronor per hour"), formats.year)
    for place, year in enumerate(party.years):
        sheet.write_number(row, FIRST_YEAR + place, year, formats.hours_year)
    sheet.write_string(row, last, _("Cost"), formats.year)
    first = row + 1
    empty = HoursRow("", 0, tuple(0 for _year in party.years))
    spare = max(_SPARE_ROWS, _LEAST_ROWS - len(party.personnel))
    rows = [*party.personnel, *[empty] * spare]
    for at, person in enumerate(rows, start=first):
        _person(sheet, at, person, formats)
    end = first + len(rows)
    sheet.write_string(end, 0, HOURS_END)
    sheet.write_string(end, 1, _("Personnel, by hours"), formats.sum_label)
    sheet.write_blank(end, 2, None, formats.sum)
    rates = f"$C${first + 1}:$C${end}"
    for place, amount in enumerate(party.by_hours):
        name = xl_col_to_name(FIRST_YEAR + place)
        formula = f"=SUMPRODUCT({rates},{name}{first + 1}:{name}{end})"
        sheet.write_formula(end, FIRST_YEAR + place, formula, formats.sum, amount)
    _sum_of_years(sheet, end, party.by_hours, formats)
    return end, (first, end - 1)


def _person(sheet: Any, row: int, person: HoursRow, formats: Formats) -> None:
    sheet.write_string(row, 0, PERSON)
    write_text(sheet, row, 1, person.description, formats)
    write_entry(sheet, row, 2, person.hourly_rate, formats.money)
    for place, hours in enumerate(person.hours):
        write_entry(sheet, row, FIRST_YEAR + place, hours, formats.hours)
    last = FIRST_YEAR + len(person.hours)
    first_cell, last_cell = xl_rowcol_to_cell(row, FIRST_YEAR), xl_rowcol_to_cell(row, last - 1)
    rate = xl_rowcol_to_cell(row, 2)
    sheet.write_formula(row, last, f"={rate}*SUM({first_cell}:{last_cell})", formats.sum, person.total)


def _amounts(
    sheet: Any, row: int, party: PartyTable, people: tuple[int, int], formats: Formats
) -> dict[str, str]:
    """Write costs and funding; return the cell of each row's sum over the years."""
    last = FIRST_YEAR + len(party.years)
    sheet.write_string(row, 0, YEARS)
    sheet.write_string(row, 1, _("Kronor"), formats.sum_label)
    for place, year in enumerate(party.years):
        sheet.write_number(row, FIRST_YEAR + place, year, formats.year)
    sheet.write_string(row, last, _("Sum"), formats.year)
    at: dict[str, int] = {}
    for key in (*COSTS, "costs", *FUNDING, "others", "funding", "missing"):
        row += 1
        at[key] = row
        sheet.write_string(row, 0, key)
        if key == "others":
            sheet.write_string(row, 1, party.row(key).label, formats.entry)
            sheet.write_number(row, last, party.others, formats.sum)
        elif key in ("costs", "funding", "missing"):
            _sum_row(sheet, row, party, key, at, people, formats)
        else:
            _kind_row(sheet, row, party, key, formats)
    return {key: xl_rowcol_to_cell(place, last, row_abs=True, col_abs=True) for key, place in at.items()}


def _kind_row(sheet: Any, row: int, party: PartyTable, key: str, formats: Formats) -> None:
    by_hours = key == _PERSONNEL
    label = _("Personnel, without hours") if by_hours else str(BudgetKind(key).label)
    amounts = party.without_hours if by_hours else party.row(key).amounts
    sheet.write_string(row, 1, label, formats.entry)
    for place, amount in enumerate(amounts):
        write_entry(sheet, row, FIRST_YEAR + place, amount, formats.money)
    _sum_of_years(sheet, row, amounts, formats)


def _sum_row(
    sheet: Any,
    row: int,
    party: PartyTable,
    key: str,
    at: Mapping[str, int],
    people: tuple[int, int],
    formats: Formats,
) -> None:
    known, last = party.row(key), FIRST_YEAR + len(party.years)
    sheet.write_string(row, 1, known.label, formats.sum_label)
    sheet.write_blank(row, 2, None, formats.sum)
    for place, amount in enumerate(known.amounts):
        name = xl_col_to_name(FIRST_YEAR + place)
        match key:
            case "costs":
                formula = f"=SUM({name}{at[COSTS[0]] + 1}:{name}{at[COSTS[-1]] + 1})+{name}{people[1] + 2}"
            case "funding":
                formula = f"=SUM({name}{at[FUNDING[0]] + 1}:{name}{at[FUNDING[-1]] + 1})"
            case _:
                formula = f"={name}{at['costs'] + 1}-{name}{at['funding'] + 1}"
        sheet.write_formula(row, FIRST_YEAR + place, formula, formats.sum, amount)
    _sum_of_years(sheet, row, known.amounts, formats, undated=_undated(key, at, known.undated, last))


def _undated(key: str, at: Mapping[str, int], amount: int, column: int) -> tuple[str, int]:
    """What no year holds, as the end of a formula and as kronor: what other funders pay."""
    if key == "costs":
        return "", 0
    return f"{'-' if key == 'missing' else '+'}{xl_rowcol_to_cell(at['others'], column)}", amount


def _sum_of_years(
    sheet: Any, row: int, amounts: Sequence[int], formats: Formats, undated: tuple[str, int] = ("", 0)
) -> None:
    last = FIRST_YEAR + len(amounts)
    cells = f"{xl_rowcol_to_cell(row, FIRST_YEAR)}:{xl_rowcol_to_cell(row, last - 1)}"
    ending, amount = undated
    sheet.write_formula(row, last, f"=SUM({cells}){ending}", formats.sum, sum(amounts) + amount)
