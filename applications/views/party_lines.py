"""A party's particulars as the document has them, as labels and words: what its signatory approves."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from applications.forms.party import PartyForm
from rulebook.facts import PartyRole
from rulebook.identifiers import format_organisation_number
from wording.speak import kronor

_LEFT_OUT = frozenset({"id", "budget", "personnel", "signatories_needed"})
_ROWS = {"other_funders", "subcontractors"}


def lines_of(part: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return label and words of everything that has been said of a party, its budget aside."""
    return list(_lines(part))


def _lines(part: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    fields = PartyForm().fields
    for name, value in part.items():
        if name in _LEFT_OUT or value in ("", None, [], ()):
            continue
        if name in _ROWS:
            label = _("Other funders") if name == "other_funders" else _("Subcontractors")
            yield label, "; ".join(_payment(row) for row in value)
        elif name in fields:
            label = str(fields[name].label)
            yield label, _words(name, value, _flat(getattr(fields[name], "choices", ())))


def _words(name: str, value: Any, choices: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if name == "organisation_number":
        return format_organisation_number(str(value))
    if name == "de_minimis_received":
        return kronor(value)
    if name == "owner_share":
        return _("%(share)s per cent") % {"share": value}
    if name == "role" and value == PartyRole.COORDINATOR.value:
        return _("Coordinator")
    return choices.get(str(value), str(value))


def _payment(row: Mapping[str, Any]) -> str:
    number = f" ({row['organisation_number']})" if row.get("organisation_number") else ""
    return f"{row['name']}{number}: {kronor(row['amount'])}"


def _flat(choices: Any) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, label in choices:
        if isinstance(label, list | tuple):
            flat.update({str(one): str(words) for one, words in label})
        else:
            flat[str(key)] = str(label)
    return flat
