"""One party's budget as a form: rows of hours, and a cell for each kind of cost or funding and each year."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from applications.actions.budget import (
    HIGHEST_RATE,
    LONGEST_DESCRIPTION,
    BudgetInput,
    PersonnelInput,
)
from applications.budget_table import COSTS, FUNDING, budget_table
from applications.forms.amounts import DescriptionField, HoursField, KronorField
from applications.forms.typed import typed_form
from applications.models.party import BudgetKind
from rulebook.facts import CostCategory
from wording.speak import number

KINDS = tuple(BudgetKind(kind) for kind in (*COSTS, *FUNDING))
MOST_PEOPLE = 60
MOST_YEARS_POSTED = 30
SPARE = 2
_PERSON = re.compile(r"person-([0-9]{1,2})-(?:description|rate|[0-9]{4})")
_YEAR = re.compile(r"(?:[a-z_]+|person-[0-9]{1,2})-(2[01][0-9]{2})")


class BudgetForm(forms.Form):
    """Sums and hours as people type them; an empty cell is nothing. A cell that can't be read says so.

    Fields: `KIND-YEAR`, where `personnel-YEAR` is what was given without hours, and for each row of hours
    `person-N-description`, `person-N-rate` and `person-N-YEAR`.
    """

    def __init__(
        self,
        years: Sequence[int],
        data: Any = None,
        *,
        people: int = SPARE,
        initial: dict[str, Any] | None = None,
    ):
        super().__init__(data, initial=initial)
        self.years, self.people = tuple(years), people
        for place in range(people):
            self._add_person(place)
        for kind in KINDS:
            for year in self.years:
                label = _("%(kind)s, %(year)s") % {"kind": kind.label, "year": year}
                self.fields[name_of(kind.value, year)] = KronorField(label=label)

    def _add_person(self, place: int) -> None:
        row = {"row": place + 1}
        self.fields[name_of_person(place, "description")] = DescriptionField(
            label=_("Row %(row)s: who or what") % row, longest=LONGEST_DESCRIPTION
        )
        self.fields[name_of_person(place, "rate")] = KronorField(
            label=_("Row %(row)s: kronor per hour") % row, highest=HIGHEST_RATE
        )
        for year in self.years:
            self.fields[name_of_person(place, year)] = HoursField(
                label=_("Row %(row)s: hours %(year)s") % {**row, "year": year}
            )

    @classmethod
    def of_party(cls, years: Sequence[int], party: dict[str, Any], *, spare: int = SPARE) -> "BudgetForm":
        """Show what stands in a party's budget, with some empty rows of hours at the end."""
        table = budget_table({"parties": [party], "sections": {}}, years=years).parties[0]
        initial: dict[str, Any] = {}
        for place, row in enumerate(table.personnel):
            initial[name_of_person(place, "description")] = row.description
            initial[name_of_person(place, "rate")] = _shown(row.hourly_rate)
            for year, hours in zip(table.years, row.hours, strict=True):
                initial[name_of_person(place, year)] = _shown(hours)
        for kind in KINDS:
            by_kind = kind.value == CostCategory.PERSONNEL.value
            amounts = table.without_hours if by_kind else table.row(kind.value).amounts
            for year, amount in zip(table.years, amounts, strict=True):
                initial[name_of(kind.value, year)] = _shown(amount)
        people = min(len(table.personnel) + spare, max(MOST_PEOPLE, len(table.personnel)))
        return cls(years, people=people, initial=initial)

    @classmethod
    def posted(cls, years: Iterable[int], data: QueryDict) -> "BudgetForm":
        """Read what a browser sent; years that the page showed count, whatever the project's are now."""
        places = [int(found[1]) for name in data if (found := _PERSON.fullmatch(name))]
        sent = sorted({int(found[1]) for name in data if (found := _YEAR.fullmatch(name))} - set(years))
        kept = {*years, *(year for year in sent[:MOST_YEARS_POSTED] if year <= 2100)}
        people = min(max(places, default=SPARE - 1) + 1, MOST_PEOPLE)
        return cls(sorted(kept), typed_form(data), people=people)

    def lines(self) -> list[BudgetInput]:
        """Return every sum that can be read."""
        return [
            BudgetInput(year, kind.value, self._read(name_of(kind.value, year)))
            for kind in KINDS
            for year in self.years
        ]

    def personnel(self) -> list[PersonnelInput]:
        """Return the rows of hours that hold anything, as far as they can be read."""
        rows: list[PersonnelInput] = []
        kept = 0
        for place in range(self.people):
            description = str(self.cleaned_data.get(name_of_person(place, "description"), ""))
            rate = self._read(name_of_person(place, "rate"))
            hours = {year: self._read(name_of_person(place, year)) for year in self.years}
            worked = {year: known for year, known in hours.items() if known}
            if worked or description or rate:
                for year, known in (worked or {self.years[0]: 0}).items():
                    rows.append(PersonnelInput(year, description, known, rate, order=kept))
                kept += 1
        return rows

    def _read(self, name: str) -> int:
        read = self.cleaned_data.get(name, 0)
        return read if isinstance(read, int) else 0


def name_of(kind: str, year: int) -> str:
    """Name the field of a kind of cost or funding in a year."""
    return f"{kind}-{year}"


def name_of_person(place: int, what: str | int) -> str:
    """Name a field of a row of hours: `description`, `rate` or a year."""
    return f"person-{place}-{what}"


def text_in(form: forms.BaseForm, name: str) -> str:
    """Return what stands in a field, typed or shown; nothing for a field that the form does not have."""
    return str(form[name].value() or "").strip() if name in form.fields else ""


def differing(theirs: BudgetForm, mine: BudgetForm) -> Mapping[str, tuple[str, str]]:
    """Return label → (theirs, mine) of every field whose contents are not the same."""
    found: dict[str, tuple[str, str]] = {}
    for name in {**theirs.fields, **mine.fields}:
        pair = (text_in(theirs, name), text_in(mine, name))
        field = mine.fields.get(name) or theirs.fields[name]
        if pair[0] != pair[1] and _value(field, pair[0]) != _value(field, pair[1]):
            found[str(field.label)] = pair
    return found


def _value(field: forms.Field, text: str) -> object:
    try:
        return field.clean(text)
    except forms.ValidationError:
        return text


def _shown(value: int) -> str:
    return number(value) if value else ""
