"""A party's budget form arranged for its page: rows of hours, costs, funding, each with the server's sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _

from applications.budget_table import FUNDING, HoursRow, PartyTable
from applications.forms.budget import BudgetForm, name_of, name_of_person, text_in
from rulebook.facts import CostCategory
from rulebook.hours import read_hours
from rulebook.money import read_kronor
from wording.speak import number

_PERSONNEL = CostCategory.PERSONNEL.value
_OTHER_COSTS = tuple(kind.value for kind in CostCategory if kind is not CostCategory.PERSONNEL)


@dataclass(frozen=True)
class Cell:
    """One year of a row: a field, or a sum of the server under the name by which scripts renew it."""

    year: int
    is_outside: bool
    field: BoundField | None = None
    name: str = ""
    shown: str = ""


@dataclass(frozen=True)
class FormRow:
    """A row of the page: its cells and what they add up to."""

    label: str
    cells: tuple[Cell, ...]
    total: Cell
    is_sum: bool = False


@dataclass(frozen=True)
class PersonRow:
    """A row of hours: what for, at what rate, hours in each year, and what they cost."""

    place: int
    description: BoundField
    rate: BoundField
    hours: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True)
class Block:
    """Costs or funding: a table of its own."""

    title: str
    rows: tuple[FormRow, ...]


@dataclass(frozen=True)
class Layout:
    """The whole page. `outside` are the years that the project does not have but the budget does."""

    years: tuple[Cell, ...]
    people: tuple[PersonRow, ...]
    by_hours: FormRow
    blocks: tuple[Block, Block]
    outside: tuple[int, ...]


def layout_of(form: BudgetForm, table: PartyTable, *, project: Sequence[int], hours_only: bool) -> Layout:
    """Arrange a form; `table` holds the sums of what it says, over the form's years.

    `hours_only`: the call takes no personnel costs without hours, so that cells for them stand only where
    there are such already.
    """
    outside = tuple(year for year in form.years if project and year not in project)
    by_hours = _sums(
        "hours", _("Personnel, by hours"), table.by_hours, form, outside, total=sum(table.by_hours)
    )
    bare = any(table.without_hours) or any(text_in(form, name_of(_PERSONNEL, year)) for year in form.years)
    plain = [_typed(form, _PERSONNEL, _("Personnel, without hours"), table.without_hours, outside)]
    costs = (
        by_hours,
        *(plain if bare or not hours_only else []),
        *(_of_kind(form, table, kind, outside) for kind in _OTHER_COSTS),
        _sum_row(form, table, "costs", outside),
    )
    funding = (
        *(_of_kind(form, table, kind, outside) for kind in FUNDING),
        *([_sum_row(form, table, "others", outside)] if table.others else []),
        _sum_row(form, table, "funding", outside),
        _sum_row(form, table, "missing", outside),
    )
    return Layout(
        years=tuple(Cell(year, year in outside) for year in form.years),
        people=tuple(_person(form, place, outside) for place in range(form.people)),
        by_hours=by_hours,
        blocks=(Block(_("Costs"), costs), Block(_("How the costs are paid"), funding)),
        outside=outside,
    )


def sums_shown(layout: Layout) -> dict[str, str]:
    """Return every sum of the page by the name under which it stands there."""
    rows = [row for block in layout.blocks for row in block.rows]
    cells = [cell for row in rows for cell in (*row.cells, row.total)]
    cells += [cell for person in layout.people for cell in (*person.hours, person.total)]
    return {cell.name: cell.shown for cell in cells if cell.name}


def _of_kind(form: BudgetForm, table: PartyTable, kind: str, outside: Sequence[int]) -> FormRow:
    row = table.row(kind)
    return _typed(form, kind, row.label, row.amounts, outside)


def _typed(
    form: BudgetForm, kind: str, label: str, amounts: Sequence[int], outside: Sequence[int]
) -> FormRow:
    cells = tuple(Cell(year, year in outside, form[name_of(kind, year)]) for year in form.years)
    return FormRow(label, cells, _total(f"{kind}-all", sum(amounts)))


def _sum_row(form: BudgetForm, table: PartyTable, key: str, outside: Sequence[int]) -> FormRow:
    row = table.row(key)
    return _sums(key, row.label, row.amounts, form, outside, total=row.total)


def _sums(
    key: str,
    label: str,
    amounts: Sequence[int],
    form: BudgetForm,
    outside: Sequence[int],
    *,
    total: int,
) -> FormRow:
    cells = tuple(
        Cell(year, year in outside, name=f"{key}-{year}", shown=number(amount))
        for year, amount in zip(form.years, amounts, strict=True)
    )
    return FormRow(label, cells, _total(f"{key}-all", total), is_sum=True)


def _person(form: BudgetForm, place: int, outside: Sequence[int]) -> PersonRow:
    rate = read_kronor(text_in(form, name_of_person(place, "rate")) or "0")
    hours = [read_hours(text_in(form, name_of_person(place, year)) or "0") for year in form.years]
    row = HoursRow("", _known(rate), tuple(_known(one) for one in hours))
    return PersonRow(
        place=place + 1,
        description=form[name_of_person(place, "description")],
        rate=form[name_of_person(place, "rate")],
        hours=tuple(Cell(year, year in outside, form[name_of_person(place, year)]) for year in form.years),
        total=_total(f"person-{place}-all", row.total),
    )


def _total(name: str, amount: int) -> Cell:
    return Cell(0, is_outside=False, name=name, shown=number(amount))


def _known(read: Any) -> int:
    return read if isinstance(read, int) else 0
