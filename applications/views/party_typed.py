"""What was typed about a party: its form, its rows, and how both are told in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.forms.party import PartyForm
from applications.forms.party_aid import FiguresForm
from applications.forms.party_rows import Rows
from applications.forms.typed import typed_form
from applications.models import Party
from applications.views.own import OwnCase
from rulebook.identifiers import format_organisation_number

ROW_TITLES = {
    "other_funders": gettext_lazy("Other funders"),
    "subcontractors": gettext_lazy("Subcontractors"),
}
ROW_HELPS = {
    "other_funders": gettext_lazy(
        "Others than the party itself that pay part of its costs in the project: what they pay counts as "
        "funding in its budget."
    ),
    "subcontractors": gettext_lazy(
        "Those that the party buys from. A subcontractor is not a party; what it is paid stands among the "
        "party's costs for consultants."
    ),
}
ROWS = tuple(ROW_TITLES)


@dataclass(frozen=True)
class Typed:
    """What stands on the page: the party's own fields, rows, and figures that are not kept."""

    form: PartyForm
    rows: Mapping[str, Rows]
    figures: FiguresForm

    def is_valid(self) -> bool:
        """Whether everything can be read; asks every part, so that all problems show at once."""
        parts = (self.form.is_valid(), *[rows.is_valid() for rows in self.rows.values()])
        return all(parts)


def typed_in(case: OwnCase, party: Party | None, posted: QueryDict) -> Typed:
    """Read what was posted."""
    data = typed_form(posted)
    form = PartyForm(posted, others=others_to(case, party))
    return Typed(form, rows_of(party, data), FiguresForm(data if "work_out" in posted else None))


def rows_of(party: Party | None, data: Mapping[str, Any] | None) -> dict[str, Rows]:
    """Read the rows under a party, or show those that stand."""
    return {name: Rows(name, getattr(party, name) if party else (), data) for name in ROWS}


def others_to(case: OwnCase, party: Party | None) -> list[tuple[str, str]]:
    """The other Swedish parties by number, and what this one names already."""
    others = [
        (one.organisation_number, one.name or format_organisation_number(one.organisation_number))
        for one in case.application.parties.all()
        if one.organisation_number and one.country == "SE" and (party is None or one.pk != party.pk)
    ]
    known = dict(others)
    named = [*party.member_of, party.managed_by] if party else []
    gone = [(number, format_organisation_number(number)) for number in named if number]
    return list({**dict(gone), **known}.items())


def shown_as(form: PartyForm, name: str) -> str:
    """Return a field's value as words."""
    value = form[name].value()
    if isinstance(value, bool) or name in ("is_need_owner", "is_fund_holder", "aid_bonus"):
        return _("Yes") if value else _("No")
    known = {str(key): str(label) for key, label in _flat(getattr(form.fields[name], "choices", ()))}
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(known.get(str(one), str(one)) for one in values if one not in (None, ""))


def _flat(choices: object) -> list[tuple[object, object]]:
    flat: list[tuple[object, object]] = []
    for key, label in choices:  # type: ignore[attr-defined]  # choices of a field, grouped or not
        flat.extend(label if isinstance(label, list | tuple) else [(key, label)])
    return flat
