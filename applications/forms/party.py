"""A party's particulars as a form."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications.actions.party import PartyInput
from applications.forms.party_aid import KNOWN, YES_OR_NO, AidFields, or_none, short, unknown_yes_no
from applications.forms.typed import typed_form
from applications.lookup import Found
from applications.models import Party
from applications.models.party import RoleOfParty, SectorOfParty
from registry.places import counties, countries, municipalities
from rulebook.identifiers import OrganisationNumber, format_organisation_number, read_organisation_number
from wording.percent import PercentField
from wording.speak import number, sentence

NUMBERS = ("organisation_number", "owner_number")
KNOWN_OR_NOT = ("swedish_branch", "economic_activity", "in_difficulty", "unpaid_recovery")
# To own the need is a tick of its own: a coordinator or a partner can do so.
ROLES = [(role.value, role.label) for role in (RoleOfParty.COORDINATOR, RoleOfParty.PARTNER)]
Others = Sequence[tuple[str, str]]


class PartyForm(AidFields):
    """What is asked of a party. Only numbers and choices that can't be read are refused."""

    name = forms.CharField(label=_("The organisation's name"), max_length=255, required=False)
    country = forms.ChoiceField(label=_("Country"), initial="SE")
    organisation_number = forms.CharField(
        label=_("Organisation number"),
        help_text=_("Ten digits, written in any way. For an organisation abroad: its number there."),
        max_length=60,
        required=False,
        widget=short(inputmode="text"),
    )
    workplace = forms.CharField(
        label=_("Workplace"),
        help_text=_("The department, unit or office that does the work."),
        max_length=255,
        required=False,
        widget=forms.TextInput(attrs={"list": "workplaces", "autocomplete": "off"}),
    )
    municipality_code = forms.ChoiceField(label=_("Municipality where the workplace is"), required=False)
    county_code = forms.ChoiceField(
        label=_("County"),
        help_text=_("Follows from the municipality, if you have chosen one."),
        required=False,
    )
    sector = forms.ChoiceField(
        label=_("Kind of organisation"),
        help_text=_("Leave it unchosen and we suggest one from the organisation number."),
        choices=or_none(SectorOfParty.choices, _("Choose")),
        required=False,
    )
    role = forms.ChoiceField(label=_("Role"), choices=ROLES, initial=RoleOfParty.PARTNER.value)
    is_need_owner = forms.BooleanField(
        label=_("Owns the need that the project answers to (need owner)"), required=False
    )
    is_fund_holder = forms.BooleanField(
        label=_("Receives the grant and pays it on to the others (fund holder)"), required=False
    )
    seeks_grant = forms.ChoiceField(
        label=_("Does the party seek a grant?"),
        help_text=_("A party may take part without a grant. What it does then counts as its own funding."),
        choices=[("yes", _("Yes")), ("no", _("No, it takes part without a grant"))],
        initial="yes",
        required=False,
        widget=forms.RadioSelect,
    )
    swedish_branch = unknown_yes_no(
        _("Has the foreign organisation a branch in Sweden?"),
        _("Only for organisations abroad. Many calls give support for the costs of a Swedish branch only."),
    )
    contact_name = forms.CharField(label=_("Contact person"), max_length=150, required=False)
    contact_email = forms.EmailField(
        label=_("The contact person's e-mail"),
        max_length=254,
        required=False,
        error_messages={"invalid": _("This is not an e-mail address. Write it like name@example.se.")},
    )
    owner_name = forms.CharField(label=_("The owner's name"), max_length=255, required=False)
    owner_number = forms.CharField(
        label=_("The owner's organisation number"),
        max_length=60,
        required=False,
        widget=short(),
    )
    owner_sector = forms.ChoiceField(
        label=_("Kind of owner"), choices=or_none(SectorOfParty.choices, _("Choose")), required=False
    )
    owner_share = PercentField(
        label=_("The owner's share, per cent"),
        max_length=20,
        required=False,
        widget=short(inputmode="numeric"),
    )
    managed_by = forms.ChoiceField(
        label=_("Another party that manages this one's funds"),
        help_text=_("For example a university that manages a foundation's money."),
        required=False,
    )
    member_of = forms.MultipleChoiceField(
        label=_("Parties that this one is a member of"),
        help_text=_("For example a federation of municipalities."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: Any = None, *, initial: dict[str, Any] | None = None, others: Others = ()
    ) -> None:
        """`others` are the other parties that have a number, as (number, name)."""
        self.refused_numbers: dict[str, str] = {}
        super().__init__(None if data is None else self._without_personal(data), initial=initial)
        self.fields["country"].choices = list(countries((get_language() or "sv")[:2]).items())  # type: ignore[attr-defined]
        self.fields["county_code"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose")),
            *((place.code, place.name) for place in counties().values()),
        ]
        self.fields["municipality_code"].choices = _municipality_choices()  # type: ignore[attr-defined]
        for field in self.fields.values():
            # Django's own sentence repeats what was sent, which may be anything.
            if "invalid_choice" in field.error_messages:
                field.error_messages["invalid_choice"] = _("Choose one of the alternatives.")
        self.fields["managed_by"].choices = or_none(list(others), _("No other party"))  # type: ignore[attr-defined]
        self.fields["member_of"].choices = list(others)  # type: ignore[attr-defined]

    @classmethod
    def of_party(cls, party: Party, others: Others = ()) -> "PartyForm":
        """Show what is known of a party."""
        return cls(initial=cls.standing(party), others=others)

    @classmethod
    def standing(cls, party: Party) -> dict[str, Any]:
        """What is known of a party, as its form shows it."""
        initial = {name: getattr(party, name) for name in cls.base_fields}
        for name in NUMBERS:
            initial[name] = format_organisation_number(initial[name]) if initial[name] else ""
        if party.role == RoleOfParty.NEED_OWNER.value:
            initial |= {"role": RoleOfParty.PARTNER.value, "is_need_owner": True}
        initial |= {name: KNOWN.get(initial[name], "") for name in KNOWN_OR_NOT}
        initial["seeks_grant"] = KNOWN[party.seeks_grant]
        if party.de_minimis_received is not None:
            initial["de_minimis_received"] = number(party.de_minimis_received)
        if party.work_starts:
            initial["work_starts"] = party.work_starts.isoformat()
        return initial

    @classmethod
    def filled_from(cls, found: Found, standing: dict[str, Any], others: Others = ()) -> "PartyForm":
        """Fill in what a register or a profile knows of an organisation over what stands there."""
        known = {name: getattr(found, name) for name in cls.base_fields if hasattr(found, name)}
        known["organisation_number"] = found.number
        for name in NUMBERS:
            known[name] = format_organisation_number(known[name]) if known[name] else ""
        kept = {name: value for name, value in known.items() if value not in ("", None)}
        if standing.get("organisation_number") != known["organisation_number"]:
            standing = standing | {"sector": "", "owner_share": None}
        return cls(initial=standing | kept, others=others)

    def _without_personal(self, data: Any) -> Any:
        """Take personal identity numbers out before the form can show them again."""
        for name in NUMBERS:
            in_sweden = name == "owner_number" or data.get("country", "SE") == "SE"
            read = read_organisation_number(data.get(name, "")) if in_sweden else OrganisationNumber()
            if read.personal and read.problem:
                self.refused_numbers[name] = sentence(read.problem)
        return typed_form(data, without=self.refused_numbers)

    def clean(self) -> dict[str, Any]:
        """Read numbers, and let the municipality say the county."""
        for name, refusal in self.refused_numbers.items():
            self.add_error(name, refusal)
        self._read_numbers()
        municipality = municipalities().get(self.cleaned_data.get("municipality_code", ""))
        if municipality:
            self.cleaned_data["county_code"] = municipality.county_code
        return self.cleaned_data

    def _read_numbers(self) -> None:
        for name in NUMBERS:
            text = str(self.cleaned_data.get(name, "")).strip()
            in_sweden = name == "owner_number" or self.cleaned_data.get("country") == "SE"
            if not text or not in_sweden:
                continue
            problem = read_organisation_number(text).problem
            if problem:
                self.add_error(name, sentence(problem))

    def given(self) -> PartyInput:
        """Return what a valid form says, for the actions."""
        values = dict(self.cleaned_data)
        values |= {name: YES_OR_NO.get(values[name]) for name in KNOWN_OR_NOT}
        values["seeks_grant"] = YES_OR_NO.get(values["seeks_grant"], True)
        values["member_of"] = tuple(values["member_of"])
        return PartyInput(**values)


def _municipality_choices() -> list[tuple[Any, Any]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for place in municipalities().values():
        groups.setdefault(place.county_code, []).append((place.code, place.short_name))
    named = [(counties()[code].name, places) for code, places in groups.items()]
    return [("", lazystr(_("Choose"))), *named]


class InvitationForm(forms.Form):
    """Whom to invite."""

    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "off"}),
    )
