"""One party's budget as a form: a cell for each kind of cost or funding and each year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from applications.actions.budget import BudgetInput
from applications.document import Document, answer
from applications.models.party import BudgetKind
from rulebook.facts import CostCategory, FundingKind
from rulebook.money import read_kronor
from wording.speak import number, sentence

COSTS = tuple(BudgetKind(kind.value) for kind in CostCategory)
FUNDING = tuple(BudgetKind(kind.value) for kind in FundingKind)
MOST_YEARS = 12


def years_of(document: Document, lines: Iterable[dict[str, Any]], *, today: date) -> tuple[int, ...]:
    """Return the years to budget: those of the project, and any that hold a sum already.

    Without dates of the project: this year and the two that follow.
    """
    starts = _year(answer(document, "project", "starts")) or today.year
    ends = _year(answer(document, "project", "ends")) or starts + 2
    project = range(starts, min(max(ends, starts), starts + MOST_YEARS - 1) + 1)
    return tuple(sorted({*project, *(line["year"] for line in lines)}))


def _year(text: str) -> int | None:
    try:
        year = date.fromisoformat(text.strip()).year
    except ValueError:
        return None
    return year if 2000 <= year <= 2100 else None


@dataclass(frozen=True)
class Row:
    """A kind of cost or funding: a cell for each year and what they add up to, whole kronor."""

    label: str
    cells: tuple[tuple[int, forms.BoundField], ...]
    total: int


@dataclass(frozen=True)
class Block:
    """Costs or funding: rows, and the sums of each year and of all."""

    title: str
    rows: tuple[Row, ...]
    sums: tuple[int, ...]
    total: int


class BudgetForm(forms.Form):
    """Sums as people type them; an empty cell is nothing. A cell that can't be read says so."""

    def __init__(self, years: Sequence[int], data: Any = None, *, initial: dict[str, Any] | None = None):
        super().__init__(data, initial=initial)
        self.years = tuple(years)
        for kind in (*COSTS, *FUNDING):
            for year in self.years:
                self.fields[_name(kind, year)] = KronorField(
                    label=_("%(kind)s, %(year)s") % {"kind": kind.label, "year": year}
                )

    @classmethod
    def of_lines(cls, years: Sequence[int], lines: Iterable[dict[str, Any]]) -> "BudgetForm":
        """Show what stands in a budget."""
        return cls(
            years,
            initial={
                f"{line['kind']}-{line['year']}": number(line["amount"]) if line["amount"] else ""
                for line in lines
            },
        )

    def given(self) -> list[BudgetInput]:
        """Return every sum of a valid form."""
        return [
            BudgetInput(year, kind.value, self.cleaned_data[_name(kind, year)])
            for kind in (*COSTS, *FUNDING)
            for year in self.years
        ]

    def blocks(self) -> tuple[Block, Block]:
        """Return costs and funding with the sums of what can be read."""
        return self._block(_("Costs"), COSTS), self._block(_("How the costs are paid"), FUNDING)

    def _block(self, title: str, kinds: Sequence[BudgetKind]) -> Block:
        rows = tuple(
            Row(
                str(kind.label),
                tuple((year, self[_name(kind, year)]) for year in self.years),
                sum(self._sum(kind, year) for year in self.years),
            )
            for kind in kinds
        )
        sums = tuple(sum(self._sum(kind, year) for kind in kinds) for year in self.years)
        return Block(title, rows, sums, sum(sums))

    def _sum(self, kind: BudgetKind, year: int) -> int:
        read = read_kronor(str(self[_name(kind, year)].value() or "0"))
        return read if isinstance(read, int) else 0


class KronorField(forms.CharField):
    """Whole kronor as people type them; nothing typed is zero."""

    def __init__(self, *, label: str) -> None:
        attrs = {"class": "money-input", "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(label=label, required=False, widget=forms.TextInput(attrs=attrs))

    def clean(self, value: Any) -> int:
        """Read the sum. Raises ValidationError with the sentence that says what is wrong."""
        text = str(value or "").strip()
        read = read_kronor(text) if text else 0
        if isinstance(read, int):
            return read
        raise forms.ValidationError(sentence(read))


def _name(kind: BudgetKind, year: int) -> str:
    return f"{kind.value}-{year}"
