"""Rows of those who pay or are paid under a party: as many as are needed, with scripts or without."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from applications.forms.party_aid import short
from applications.particulars import MOST_ROWS, Payment
from rulebook.identifiers import format_organisation_number, read_foreign_number, read_organisation_number
from rulebook.money import read_kronor
from wording.speak import number, sentence

CELLS = ("name", "organisation_number", "amount")


class RowForm(forms.Form):
    """One row. An empty one is no row."""

    name = forms.CharField(label=_("Name"), max_length=255, required=False)
    organisation_number = forms.CharField(
        label=_("Organisation number"), max_length=60, required=False, widget=short()
    )
    amount = forms.CharField(
        label=_("Kronor"), max_length=40, required=False, widget=short(inputmode="numeric")
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **more: Any) -> None:
        self.is_personal = False
        super().__init__(data, **more)
        if data is not None:
            self.data = self._without_personal(data)

    def _without_personal(self, data: Mapping[str, Any]) -> Any:
        """Take a personal identity number out before the form can show it again."""
        name = self.add_prefix("organisation_number")
        typed = str(data.get(name, ""))
        self.is_personal = bool(
            read_organisation_number(typed).personal or read_foreign_number(typed).personal
        )
        return (
            MultiValueDict({**{key: [str(value)] for key, value in data.items()}, name: [""]})
            if (self.is_personal)
            else data
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed in the row."""
        return not self.is_personal and not any(str(self[cell].value() or "").strip() for cell in CELLS)

    def clean(self) -> dict[str, Any]:
        """Ask for name and sum of a row that is begun."""
        if self.is_personal:
            self.add_error(
                "organisation_number", _("This is a personal identity number. Leave the number out.")
            )
        if self.is_empty:
            return self.cleaned_data
        if not str(self.cleaned_data.get("name", "x")).strip():
            self.add_error("name", _("Write the name of the organisation, or empty the row."))
        if "amount" in self.cleaned_data:
            read = read_kronor(self.cleaned_data["amount"])
            if isinstance(read, int):
                self.cleaned_data["amount"] = read
            else:
                self.add_error("amount", sentence(read))
        return self.cleaned_data

    def given(self) -> Payment:
        """Return what a valid row says."""
        return Payment(**{cell: self.cleaned_data[cell] for cell in CELLS})


class Rows:
    """The rows of one kind under a party. `prefix` names their fields: `PREFIX-0-name` and so on.

    Data without the rows' own mark (`PREFIX-rows`) leaves what stands as it is.
    """

    def __init__(
        self, prefix: str, standing: Sequence[Mapping[str, Any]], data: Mapping[str, Any] | None = None
    ) -> None:
        self.prefix, self.standing = prefix, standing
        self.is_given = data is not None and f"{prefix}-rows" in data
        typed = _typed_rows(prefix, data) if data is not None and self.is_given else None
        self.forms = (
            [_row_of(prefix, place, row) for place, row in enumerate(standing)]
            if typed is None
            else [RowForm(row, prefix=f"{prefix}-{place}") for place, row in enumerate(typed)]
        )
        self.show_empty(1)

    def show_empty(self, count: int) -> None:
        """See to it that so many empty rows stand last, as far as there is room."""
        empty = sum(row.is_empty for row in self.forms)
        for _more in range(min(count - empty, MOST_ROWS - len(self.forms))):
            self.forms.append(RowForm(prefix=f"{self.prefix}-{len(self.forms)}"))

    @property
    def used(self) -> list[RowForm]:
        """The rows in which something is typed."""
        return [row for row in self.forms if row.is_bound and not row.is_empty]

    @property
    def is_open(self) -> bool:
        """Whether there is something to show."""
        return any(not row.is_empty for row in self.forms)

    def is_valid(self) -> bool:
        """Whether every row that is used can be read."""
        return all(row.is_valid() for row in self.used)

    def problems(self) -> list[tuple[str, str]]:
        """Every problem as a link to its cell and a sentence, for the error summary."""
        return [
            (f"#id_{row.add_prefix(name)}", str(error))
            for row in self.used
            for name, errors in row.errors.items()
            for error in errors
        ]

    def given(self) -> tuple[Payment, ...]:
        """Return the rows, or those that stood where none were sent."""
        if not self.is_given:
            return tuple(Payment(**{cell: row[cell] for cell in CELLS}) for row in self.standing)
        return tuple(row.given() for row in self.used)

    def told(self) -> str:
        """The rows as lines of text, for comparing two versions."""
        kept = [row for row in self.forms if not row.is_empty]
        return "\n".join(", ".join(str(row[cell].value() or "–") for cell in CELLS) for row in kept)


def _typed_rows(prefix: str, data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The rows that were sent, numbered anew without gaps; more than there is room for are left out."""
    rows: list[Mapping[str, Any]] = []
    for place in range(MOST_ROWS):
        cells = {cell: str(data.get(f"{prefix}-{place}-{cell}", "")) for cell in CELLS}
        if any(text.strip() for text in cells.values()):
            rows.append({f"{prefix}-{len(rows)}-{cell}": text for cell, text in cells.items()})
    return rows


def _row_of(prefix: str, place: int, row: Mapping[str, Any]) -> RowForm:
    shown = {
        "name": row["name"],
        "organisation_number": format_organisation_number(row["organisation_number"]),
        "amount": number(row["amount"]),
    }
    return RowForm(initial=shown, prefix=f"{prefix}-{place}")
