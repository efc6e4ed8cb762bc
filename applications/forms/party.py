"""A party's particulars as a form."""

from typing import Any

from django import forms
from django.utils.functional import Promise, lazystr
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications.actions.party import PartyInput
from applications.forms.typed import typed_form
from applications.models import Party
from applications.models.party import RoleOfParty, SectorOfParty, SizeOfCompany
from registry.models.choices import AidGroundChoice
from registry.places import counties, countries, municipalities
from rulebook.identifiers import OrganisationNumber, format_organisation_number, read_organisation_number
from wording.speak import sentence

NUMBERS = ("organisation_number", "owner_number")
ABOUT_OWNER = ("owner_name", "owner_number", "owner_sector", "owner_share")
ABOUT_AID = ("economic_activity", "size", "aid_ground")
YES_OR_NO = {"yes": True, "no": False}
# To own the need is a tick of its own: a coordinator or a partner can do so.
ROLES = [(role.value, role.label) for role in (RoleOfParty.COORDINATOR, RoleOfParty.PARTNER)]
_Choices = list[tuple[str, Any]]


def _or_none(choices: _Choices, nothing: str | Promise) -> _Choices:
    return [("", nothing), *choices]


class PartyForm(forms.Form):
    """What is asked of a party. Only numbers and choices that can't be read are refused."""

    name = forms.CharField(label=_("The organisation's name"), max_length=255, required=False)
    country = forms.ChoiceField(label=_("Country"), initial="SE")
    organisation_number = forms.CharField(
        label=_("Organisation number"),
        help_text=_("Ten digits, written in any way. For an organisation abroad: its number there."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "short-input", "autocomplete": "off", "inputmode": "text"}),
    )
    workplace = forms.CharField(
        label=_("Workplace"),
        help_text=_("The department, unit or office that does the work."),
        max_length=255,
        required=False,
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
        choices=_or_none(SectorOfParty.choices, _("Choose")),
        required=False,
    )
    role = forms.ChoiceField(label=_("Role"), choices=ROLES, initial=RoleOfParty.PARTNER.value)
    is_need_owner = forms.BooleanField(
        label=_("Owns the need that the project answers to (need owner)"), required=False
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
        widget=forms.TextInput(attrs={"class": "short-input", "autocomplete": "off"}),
    )
    owner_sector = forms.ChoiceField(
        label=_("Kind of owner"), choices=_or_none(SectorOfParty.choices, _("Choose")), required=False
    )
    owner_share = forms.CharField(
        label=_("The owner's share, per cent"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "short-input", "inputmode": "numeric"}),
    )
    economic_activity = forms.ChoiceField(
        label=_("Does the party carry on economic activity in the project?"),
        help_text=_("Economic activity: to offer goods or services on a market, also without profit."),
        choices=[("", _("Not known yet")), ("yes", _("Yes")), ("no", _("No"))],
        required=False,
        widget=forms.RadioSelect,
    )
    size = forms.ChoiceField(
        label=_("Size of the company, owners included"),
        choices=_or_none(SizeOfCompany.choices, _("Not a company, or not known yet")),
        required=False,
    )
    aid_ground = forms.ChoiceField(
        label=_("Ground for the support"),
        choices=_or_none(AidGroundChoice.choices, _("Not known yet")),
        required=False,
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        self.refused_numbers: dict[str, str] = {}
        super().__init__(None if data is None else self._without_personal(data), initial=initial)
        self.fields["country"].choices = list(countries((get_language() or "sv")[:2]).items())  # type: ignore[attr-defined]
        self.fields["county_code"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose")),
            *((place.code, place.name) for place in counties().values()),
        ]
        self.fields["municipality_code"].choices = _municipality_choices()  # type: ignore[attr-defined]

    @classmethod
    def of_party(cls, party: Party) -> "PartyForm":
        """Show what is known of a party."""
        initial = {name: getattr(party, name) for name in cls.base_fields}
        for name in NUMBERS:
            initial[name] = format_organisation_number(initial[name]) if initial[name] else ""
        if party.role == RoleOfParty.NEED_OWNER.value:
            initial |= {"role": RoleOfParty.PARTNER.value, "is_need_owner": True}
        known = {True: "yes", False: "no"}
        initial["economic_activity"] = known.get(initial["economic_activity"], "")
        return cls(initial=initial)

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

    def clean_owner_share(self) -> int | None:
        """Read a whole number of per cent."""
        text = str(self.cleaned_data["owner_share"]).strip().removesuffix("%").strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= 100):
            raise forms.ValidationError(_("Write a whole number from 0 to 100."))
        return int(text)

    def given(self) -> PartyInput:
        """Return what a valid form says, for the actions."""
        values = dict(self.cleaned_data)
        values["economic_activity"] = YES_OR_NO.get(values["economic_activity"])
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
