"""Read a filled-in spreadsheet back: every sum, or everything that is wrong, cell by cell. Saves nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from openpyxl.workbook import Workbook

from applications.actions.budget import KINDS, BudgetInput, PersonnelInput
from applications.spreadsheet.archive import UnreadableFile, opened
from applications.spreadsheet.grid import CellProblem, Grid, read_amount, read_words, read_worked, read_year
from applications.spreadsheet.shape import (
    FIRST_YEAR,
    FORM_OF_FILE,
    HIDDEN_SHEET,
    HOURS,
    HOURS_END,
    MARK,
    PARTY,
    RATE,
    WORDS,
)
from rulebook.verdict import say

MOST_SHEETS = 110
MOST_PEOPLE = 60


@dataclass(frozen=True)
class PartySheet:
    """What one sheet says: the party it was made for, every sum, every row of hours."""

    party: UUID
    sheet: str
    lines: tuple[BudgetInput, ...]
    personnel: tuple[PersonnelInput, ...]


@dataclass(frozen=True)
class Reading:
    """A whole file. Nothing of it may be saved while there are problems."""

    application: str
    form: str
    versions: dict[UUID, int]
    sheets: tuple[PartySheet, ...]
    problems: tuple[CellProblem, ...]


@dataclass
class _Found:
    lines: list[BudgetInput] = field(default_factory=list)
    personnel: list[PersonnelInput] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)


def read_workbook(content: bytes, *, only: Iterable[UUID]) -> Reading:
    """Read the sheets of some parties; other parties' sheets are not looked at.

    Raises UnreadableFile for a file that is no budget of ours.
    """
    book = opened(content)
    try:
        return _read(book, frozenset(only))
    except UnreadableFile:
        raise
    except Exception as error:  # a damaged part is parsed only when it is read, by whatever parser
        raise UnreadableFile(
            say("The file is damaged and can't be opened. Save it again as XLSX, or download a new one.")
        ) from error
    finally:
        book.close()


def _read(book: Workbook, only: frozenset[UUID]) -> Reading:
    if len(book.sheetnames) > MOST_SHEETS or HIDDEN_SHEET not in book.sheetnames:
        raise _not_ours()
    application, form, versions = _origin(Grid.of(book[HIDDEN_SHEET]))
    sheets: list[PartySheet] = []
    problems: list[CellProblem] = []
    for name in book.sheetnames:
        if name == HIDDEN_SHEET:
            continue
        grid = Grid.of(book[name])
        party = _party_of(grid)
        if party is None or party not in only:
            continue
        if any(sheet.party == party for sheet in sheets):
            problems.append(grid.problem(0, 0, say("The party has two sheets. Remove one of them.")))
            continue
        found = _party(grid)
        problems += found.problems
        sheets.append(PartySheet(party, name, tuple(found.lines), tuple(found.personnel)))
    return Reading(application, form, versions, tuple(sheets), tuple(problems))


def _origin(grid: Grid) -> tuple[str, str, dict[UUID, int]]:
    if grid.text(0, 0) != MARK or grid.text(0, 1) != str(FORM_OF_FILE):
        raise _not_ours()
    versions: dict[UUID, int] = {}
    for row in range(3, grid.height):
        key, version = _uuid(grid.text(row, 1)), grid.text(row, 2)
        if grid.text(row, 0) == PARTY and key and version.isascii() and version.isdigit():
            versions[key] = int(version[:9])
    return grid.text(1, 1), grid.text(2, 1), versions


def _party_of(grid: Grid) -> UUID | None:
    mark, _colon, key = grid.text(0, 0).partition(":")
    return _uuid(key) if mark == PARTY else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _not_ours() -> UnreadableFile:
    return UnreadableFile(
        say("The file is not a budget from this portal. Download the budget here and fill that file in.")
    )


def _party(grid: Grid) -> _Found:
    found = _Found()
    marks = {grid.text(row, 0): row for row in reversed(range(grid.height)) if grid.text(row, 0)}
    missing = [mark for mark in (HOURS, HOURS_END, *sorted(KINDS)) if mark not in marks]
    if missing or marks[HOURS_END] < marks[HOURS]:
        sentence = say("Rows of the form are missing from the sheet. Download the budget again.")
        found.problems.append(grid.problem(0, 0, sentence))
        return found
    years = tuple(_years(grid, marks[HOURS], found))
    found.problems += _kinds_twice(grid)
    _people(grid, range(marks[HOURS] + 1, marks[HOURS_END]), years, found)
    for kind in sorted(KINDS):
        for column, year in years:
            amount = read_amount(grid, marks[kind], column, found.problems)
            found.lines.append(BudgetInput(year, kind, amount))
    return found


def _kinds_twice(grid: Grid) -> Iterator[CellProblem]:
    seen: set[str] = set()
    for row in range(grid.height):
        mark = grid.text(row, 0)
        if mark in KINDS and mark in seen:
            yield grid.problem(row, WORDS, say("This row stands twice in the sheet. Remove one of them."))
        seen.add(mark)


def _years(grid: Grid, row: int, found: _Found) -> Iterator[tuple[int, int]]:
    seen: set[int] = set()
    for column in range(FIRST_YEAR, grid.width):
        year = read_year(grid, row, column)
        if year is None:
            return
        if not 2000 <= year <= 2100 or year in seen:
            sentence = say("The years above the columns must be different, and between 2000 and 2100.")
            found.problems.append(grid.problem(row, column, sentence))
            return
        seen.add(year)
        yield column, year


def _people(grid: Grid, rows: range, years: tuple[tuple[int, int], ...], found: _Found) -> None:
    kept = 0
    for row in rows:
        description = read_words(grid, row, WORDS, found.problems)
        rate = read_amount(grid, row, RATE, found.problems, is_rate=True)
        hours = {year: read_worked(grid, row, column, found.problems) for column, year in years}
        worked: dict[int, int] = {year: known for year, known in hours.items() if known}
        if not (worked or description or rate) or not years:
            continue
        if kept == MOST_PEOPLE:
            sentence = say("There is room for {most} rows of hours. Put some together.", most=MOST_PEOPLE)
            found.problems.append(grid.problem(row, WORDS, sentence))
            return
        for year, known in (worked or {years[0][1]: 0}).items():
            found.personnel.append(PersonnelInput(year, description, known, rate, order=kept))
        kept += 1
