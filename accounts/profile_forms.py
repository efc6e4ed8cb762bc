"""Forms about an organisation's profile and its people."""

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.actions.save_profile import ProfileInput
from accounts.models import Membership, Organisation
from registry.places import countries
from rulebook.facts import Sector
from rulebook.identifiers import format_organisation_number, read_foreign_number, read_organisation_number
from rulebook.terms import term
from wording.percent import PercentField
from wording.speak import sentence

NUMBERS = ("number", "owner_number")


def _short() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "short-input", "autocomplete": "off"})


class ProfileForm(forms.Form):
    """What is kept of an organisation. Numbers that name persons are taken out before they can be shown."""

    name = forms.CharField(
        label=_("The organisation's name"),
        max_length=255,
        error_messages={"required": _("Write the organisation's name.")},
    )
    country = forms.ChoiceField(label=_("Country"), initial="SE")
    number = forms.CharField(
        label=_("Organisation number"),
        help_text=_("Ten digits, written in any way. For an organisation abroad: its number there."),
        max_length=60,
        required=False,
        widget=_short(),
    )
    sector = forms.ChoiceField(
        label=_("Kind of organisation"),
        help_text=_("Leave it unchosen and we suggest one from the organisation number."),
        required=False,
    )
    workplaces = forms.CharField(
        label=_("Workplaces"),
        help_text=_("Departments, units or offices, one on each line."),
        max_length=30_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    contact_name = forms.CharField(label=_("Contact person"), max_length=150, required=False)
    contact_email = forms.CharField(label=_("The contact person's e-mail"), max_length=254, required=False)
    contact_phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    signatory_name = forms.CharField(label=_("Authorised signatory"), max_length=150, required=False)
    signatory_email = forms.CharField(
        label=_("The authorised signatory's e-mail"), max_length=254, required=False
    )
    owner_name = forms.CharField(label=_("The owner's name"), max_length=255, required=False)
    owner_number = forms.CharField(
        label=_("The owner's organisation number"), max_length=60, required=False, widget=_short()
    )
    owner_sector = forms.ChoiceField(label=_("Kind of owner"), required=False)
    owner_share = PercentField(
        label=_("The owner's share, per cent"), max_length=20, required=False, widget=_short()
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        self.refused_numbers: dict[str, str] = {}
        super().__init__(None if data is None else self._without_personal(data), initial=initial)
        kinds = [("", gettext("Choose")), *_kinds()]
        self.fields["country"].choices = list(countries((get_language() or "sv")[:2]).items())  # type: ignore[attr-defined]
        for name in ("sector", "owner_sector"):
            self.fields[name].choices = kinds  # type: ignore[attr-defined]

    @classmethod
    def of_profile(cls, profile: Organisation) -> "ProfileForm":
        """Show what is kept."""
        initial = {name: getattr(profile, name) for name in cls.base_fields if name != "workplaces"}
        for name in NUMBERS:
            initial[name] = format_organisation_number(initial[name]) if initial[name] else ""
        names = profile.workplaces.order_by("name").values_list("name", flat=True)
        return cls(initial={**initial, "workplaces": "\n".join(names)})

    def _without_personal(self, data: Any) -> MultiValueDict[str, str]:
        clean = MultiValueDict({name: [_harmless(one) for one in data.getlist(name)] for name in data})
        for name in NUMBERS:
            typed = str(clean.get(name, ""))
            for read in (read_organisation_number(typed), read_foreign_number(typed)):
                if typed and read.personal and read.problem:
                    self.refused_numbers[name] = sentence(read.problem)
                    clean[name] = ""
        return clean

    def clean(self) -> dict[str, Any]:
        """Say at their fields which numbers were taken out."""
        for name, refusal in self.refused_numbers.items():
            self.add_error(name, refusal)
        return self.cleaned_data

    def given(self) -> ProfileInput:
        """Return what a valid form says, for the actions."""
        lines = tuple(line.strip() for line in str(self.cleaned_data["workplaces"]).splitlines())
        values = {**self.cleaned_data, "workplaces": tuple(line for line in lines if line)}
        return ProfileInput(**values)


class MemberForm(forms.Form):
    """What a person is in the profile."""

    role = forms.ChoiceField(
        label=_("Role"),
        help_text=_("An administrator changes the profile, and lets people in and out."),
        choices=Membership.ROLES,
        initial="member",
        widget=forms.RadioSelect,
    )
    is_signatory = forms.BooleanField(
        label=_("Authorised signatory or with a power of attorney"),
        help_text=_(
            "A note for your own use. It is shown to those who belong to the profile, and proves nothing."
        ),
        required=False,
    )


class InviteMemberForm(MemberForm):
    """Whom to let in."""

    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "off"}),
        error_messages={"required": _("This is not an e-mail address. Write it like name@example.se.")},
    )
    field_order = ("email", "role", "is_signatory")


def _kinds() -> list[tuple[str, str]]:
    """Every kind of body by its word, sole traders apart: their numbers are people's."""
    kinds = [sector for sector in Sector if sector is not Sector.SOLE_TRADER]
    return [(sector.value, capfirst(gettext(term(sector).msgid))) for sector in kinds]


def _harmless(text: str) -> str:
    """Leave out what no file can hold; line breaks are one character."""
    whole = text.encode("utf-8", "ignore").decode()
    return whole.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
