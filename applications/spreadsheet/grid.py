"""A sheet that somebody filled in, as plain cells, and what may stand in them."""

from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter

from applications.actions.budget import HIGHEST_RATE, LONGEST_DESCRIPTION
from rulebook.hours import read_hours
from rulebook.money import HIGHEST, read_kronor
from rulebook.verdict import Sentence, say

MOST_ROWS, MOST_COLUMNS = 400, 45
_FORMULA, _ERROR, _NUMBER, _TEXT = "f", "e", "n", ("s", "inlineStr", "str")


@dataclass(frozen=True)
class CellProblem:
    """What is wrong with one cell: the sheet's name, the cell as people name it, and why."""

    sheet: str
    cell: str
    sentence: Sentence


@dataclass(frozen=True)
class Grid:
    """The first rows and columns of a sheet, each cell as (kind, value)."""

    name: str
    rows: tuple[tuple[tuple[str, Any], ...], ...]

    @classmethod
    def of(cls, sheet: Any) -> "Grid":
        """Read a sheet of a workbook that was opened for reading only; what lies beyond is not looked at."""
        rows = sheet.iter_rows(min_row=1, max_row=MOST_ROWS, max_col=MOST_COLUMNS)
        return cls(
            str(sheet.title), tuple(tuple((str(cell.data_type), cell.value) for cell in row) for row in rows)
        )

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(row) for row in self.rows), default=0)

    def cell(self, row: int, column: int) -> tuple[str, Any]:
        """Return kind and value; an empty cell outside the sheet."""
        if row < self.height and column < len(self.rows[row]):
            return self.rows[row][column]
        return _NUMBER, None

    def text(self, row: int, column: int) -> str:
        """Return a cell's text or whole number; empty for everything else."""
        kind, value = self.cell(row, column)
        return "" if value is None or kind in (_FORMULA, _ERROR) else _plain(value)

    def problem(self, row: int, column: int, sentence: Sentence) -> CellProblem:
        """Say what is wrong with a cell."""
        return CellProblem(self.name, f"{get_column_letter(column + 1)}{row + 1}", sentence)


def read_year(grid: Grid, row: int, column: int) -> int | None:
    """Return the year above a column; None where the years end."""
    text = grid.text(row, column)
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None


def read_amount(
    grid: Grid, row: int, column: int, problems: list[CellProblem], *, is_rate: bool = False
) -> int:
    """Return whole kronor; zero for an empty cell, and for a wrong one, whose problem is added."""
    text = _content(grid, row, column, problems)
    read = read_kronor(text, highest=HIGHEST_RATE if is_rate else HIGHEST) if text else 0
    if isinstance(read, int):
        return read
    problems.append(grid.problem(row, column, read))
    return 0


def read_worked(grid: Grid, row: int, column: int, problems: list[CellProblem]) -> int:
    """Return whole hours; zero for an empty cell, and for a wrong one, whose problem is added."""
    text = _content(grid, row, column, problems)
    read = read_hours(text) if text else 0
    if isinstance(read, int):
        return read
    problems.append(grid.problem(row, column, read))
    return 0


def read_words(grid: Grid, row: int, column: int, problems: list[CellProblem]) -> str:
    """Return a description; empty for a wrong one, whose problem is added."""
    text = " ".join(_content(grid, row, column, problems).split())
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    sentence = say(
        "The text is {length} characters. Shorten it to {limit}.",
        length=len(text),
        limit=LONGEST_DESCRIPTION,
    )
    problems.append(grid.problem(row, column, sentence))
    return ""


def _content(grid: Grid, row: int, column: int, problems: list[CellProblem]) -> str:
    kind, value = grid.cell(row, column)
    if value is None:
        return ""
    if kind == _FORMULA:
        problems.append(grid.problem(row, column, say("The cell holds a formula. Write its value instead.")))
        return ""
    if kind == _ERROR:
        problems.append(grid.problem(row, column, say("The cell holds an error. Write a number instead.")))
        return ""
    if kind != _NUMBER and kind not in _TEXT:
        problems.append(
            grid.problem(row, column, say("The cell holds a date or a yes or no. Write a number."))
        )
        return ""
    return _plain(value)


def _plain(value: Any) -> str:
    """Write a value as digits or text; a whole number that a program kept with decimals loses them."""
    text = str(value).strip()
    if isinstance(value, str):
        return text
    whole, _point, rest = text.partition(".")
    return whole if rest.strip("0") == "" else text
