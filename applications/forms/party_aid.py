"""What a party says of state aid, as fields of its form, and the figures that tell a company's size."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.models.party import SizeOfCompany
from registry.models.choices import AidGroundChoice
from rulebook.facts import CompanySize
from rulebook.money import read_kronor
from rulebook.sizes import size_by_figures
from wording.speak import sentence

YES_OR_NO = {"yes": True, "no": False}
KNOWN = {True: "yes", False: "no"}
UNKNOWN_YES_NO = [("", _("Not known yet")), ("yes", _("Yes")), ("no", _("No"))]
MILLION = 1_000_000
_Choices = list[tuple[str, Any]]


def or_none(choices: _Choices, nothing: Any) -> _Choices:
    """Offer to choose nothing."""
    return [("", nothing), *choices]


def unknown_yes_no(label: Any, help_text: Any) -> forms.ChoiceField:
    """Ask something that may not be known yet."""
    return forms.ChoiceField(
        label=label, help_text=help_text, choices=UNKNOWN_YES_NO, required=False, widget=forms.RadioSelect
    )


def short(**more: str) -> forms.TextInput:
    """A short field to type in."""
    return forms.TextInput(attrs={"class": "short-input", "autocomplete": "off", **more})


class AidFields(forms.Form):
    """State aid: what follows from economic activity. Only what can't be read is refused."""

    economic_activity = unknown_yes_no(
        _("Does the party carry on economic activity in the project?"),
        _("Economic activity: to offer goods or services on a market, also without profit."),
    )
    aid_ground = forms.ChoiceField(
        label=_("Ground for the support"),
        help_text=_("The call says which grounds it gives support on."),
        choices=or_none(AidGroundChoice.choices, _("Not known yet")),
        required=False,
    )
    size = forms.ChoiceField(
        label=_("Size of the company, owners included"),
        choices=or_none(SizeOfCompany.choices, _("Not a company, or not known yet")),
        required=False,
    )
    aid_bonus = forms.BooleanField(
        label=_("The call's conditions for a higher support level are met"),
        help_text=_("For example that companies work together, or that the results are spread widely."),
        required=False,
    )
    de_minimis_received = forms.CharField(
        label=_("De minimis aid received in the last three years, kronor"),
        help_text=_("From all givers together, and by all companies of the same group. Write 0 if none."),
        max_length=40,
        required=False,
        widget=short(inputmode="numeric"),
    )
    in_difficulty = unknown_yes_no(
        _("Is the party an undertaking in difficulty?"),
        _(
            "For example: more than half of the share capital is lost, or the company is in insolvency "
            "proceedings (EU regulation 651/2014, article 2.18)."
        ),
    )
    unpaid_recovery = unknown_yes_no(
        _("Has the party an unpaid demand to pay back unlawful aid?"),
        _("A demand that follows from a decision by the European Commission."),
    )
    work_starts = forms.CharField(
        label=_("When the party begins its work in the project"),
        help_text=_("Work must not begin before the application is received, if the aid is to be lawful."),
        max_length=40,
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "short-input"}),
    )

    def clean_de_minimis_received(self) -> int | None:
        """Read a sum in whole kronor."""
        text = str(self.cleaned_data["de_minimis_received"]).strip()
        if not text:
            return None
        read = read_kronor(text)
        if not isinstance(read, int):
            raise forms.ValidationError(sentence(read))
        return read

    def clean_work_starts(self) -> date | None:
        """Read a day."""
        text = str(self.cleaned_data["work_starts"]).strip()
        if not text:
            return None
        try:
            read = date.fromisoformat(text)
        except ValueError:
            message = _("This is not a date. Write it as year-month-day, for example 2027-03-01.")
            raise forms.ValidationError(message) from None
        if not 2000 <= read.year <= 2100:
            raise forms.ValidationError(_("The year must be between 2000 and 2100."))
        return read


class FiguresForm(forms.Form):
    """Figures of the last closed accounts, for working the size out. They are not kept."""

    staff = forms.CharField(
        label=_("Full-time staff in a year"), max_length=12, required=False, widget=short(inputmode="decimal")
    )
    turnover = forms.CharField(
        label=_("Turnover, million euro"), max_length=20, required=False, widget=short(inputmode="decimal")
    )
    balance_sheet = forms.CharField(
        label=_("Balance sheet, million euro"),
        max_length=20,
        required=False,
        widget=short(inputmode="decimal"),
    )

    def clean(self) -> dict[str, Any]:
        """Read every figure; what can't be read says so at its field."""
        for name in ("staff", "turnover", "balance_sheet"):
            text = str(self.cleaned_data.get(name, "")).strip()
            self.cleaned_data[name] = self._figure(name, text) if text else None
        return self.cleaned_data

    def _figure(self, name: str, text: str) -> Decimal | None:
        bare = "".join(text.split()).replace(",", ".")
        try:
            read = Decimal(bare) if bare.isascii() and set(bare) <= set("0123456789.") else None
        except InvalidOperation:
            read = None
        if read is None or read > 10**7:
            self.add_error(name, _("Write a number, for example 12 or 7,5."))
            return None
        return read

    def size(self) -> CompanySize | None:
        """The size class that valid figures give, None when they are too few."""
        staff, turnover, balance = (self.cleaned_data[n] for n in ("staff", "turnover", "balance_sheet"))
        return size_by_figures(
            staff=None if staff is None else int(staff),
            turnover=None if turnover is None else int(turnover * MILLION),
            balance_sheet=None if balance is None else int(balance * MILLION),
        )
