"""The questions as forms: one for the project, one for each party. Nothing has to be answered."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from registry.models.choices import AidGroundChoice
from registry.places import countries
from registry.self_check.asked import Asked
from registry.self_check.typed import NUMBERS
from rulebook.facts import CompanySize, PartyRole, Sector
from rulebook.identifiers import read_organisation_number
from rulebook.money import read_kronor
from rulebook.reads import Fact
from rulebook.terms import WORDS
from rulebook.verdict import Sentence
from wording.percent import PercentField
from wording.speak import sentence

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
_PERSONAL = _("This holds a personal identity number, so it has not been kept. Write it without the number.")
_FIELDS_OF: Mapping[Fact, tuple[str, ...]] = {
    Fact.COUNTRY: ("country", "swedish_branch"),
    Fact.WORKPLACE: ("workplace",),
    Fact.OWNER: ("owner_name", "owner_number", "owner_share"),
    Fact.OWNER_SECTOR: ("owner_sector",),
    Fact.GRANT: ("grant",),
    Fact.COST: ("cost",),
    Fact.KINDS_OF_COST: ("personnel", "consultants", "indirect"),
    Fact.CASH: ("own_cash",),
    Fact.GROUND: ("economic_activity", "aid_ground"),
    Fact.SIZE: ("size",),
    Fact.DE_MINIMIS: ("de_minimis_received",),
    Fact.DIFFICULTY: ("in_difficulty",),
    Fact.RECOVERY: ("unpaid_recovery",),
    Fact.WORK_STARTS: ("work_starts",),
    Fact.SOUGHT: ("amount_sought",),
    Fact.STARTS: ("starts",),
    Fact.ENDS: ("ends",),
}
_CHOOSE = _("Choose")
_YES_OR_NO = [("", _("Not known yet")), ("yes", _("Yes")), ("no", _("No"))]


def _words(values: Iterable[Any], nothing: Any) -> list[tuple[str, Any]]:
    return [("", nothing), *((value.value, _word(WORDS[value].msgid)) for value in values)]


def _word(msgid: str) -> Any:
    return lazystr(_Capital(msgid))


class _Capital:
    """A word of the rulebook in the reader's language, with a capital."""

    def __init__(self, msgid: str) -> None:
        self.msgid = msgid

    def __str__(self) -> str:
        return capfirst(gettext(self.msgid))


class KronorField(forms.CharField):
    """A sum in whole kronor, written in any way; nothing written is None."""

    def __init__(self, label: Any, help_text: Any = "") -> None:
        widget = forms.TextInput(
            attrs={"class": "money-input", "inputmode": "numeric", "autocomplete": "off"}
        )
        super().__init__(label=label, help_text=help_text, required=False, max_length=60, widget=widget)

    def clean(self, value: Any) -> Any:
        """Return whole kronor or None. Raises ValidationError for what is no such sum."""
        text = super().clean(value)
        if not text:
            return None
        read = read_kronor(text)
        if isinstance(read, Sentence):
            raise forms.ValidationError(sentence(read))
        return read


class DayField(forms.DateField):
    """A day in the years that projects lie in."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            required=False,
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": _("Write a date as YYYY-MM-DD.")},
        )

    def clean(self, value: Any) -> Any:
        """Return a day or None. Raises ValidationError for a year that no project lies in."""
        read = super().clean(value)
        if read and not EARLIEST <= read <= LATEST:
            raise forms.ValidationError(_("Write a year from 2000 to 2100."))
        return read


def _is_day(text: str) -> bool:
    try:
        return not text or bool(date.fromisoformat(text))
    except ValueError:
        return False


class QuestionForm(forms.Form):
    """A form that says at the field when what was typed there held a personal identity number."""

    mark_optional = False

    def __init__(
        self, data: Mapping[str, str] | None, *, prefix: str, asked: Asked, refused: frozenset[str]
    ) -> None:
        super().__init__(data, prefix=prefix)
        self._refused = refused
        for fact, names in _FIELDS_OF.items():
            if fact not in asked:
                for name in names:
                    self.fields.pop(name, None)
        for name, field in self.fields.items():
            typed = (data or {}).get(self.add_prefix(name), "")
            if isinstance(field, DayField) and not _is_day(typed):
                field.widget.attrs["type"] = "text"  # a browser's date box would not show what was typed

    def clean(self) -> dict[str, Any]:
        """Add what was refused before the form was filled."""
        for name in self.fields:
            if self.add_prefix(name) in self._refused:
                self.add_error(name, self._why_refused(name))
        return self.cleaned_data

    def _why_refused(self, name: str) -> str:
        a_person = read_organisation_number("000000-0000").problem
        return sentence(a_person) if name in NUMBERS and a_person else str(_PERSONAL)


class ProjectQuestions(QuestionForm):
    """What is asked about the whole project."""

    amount_sought = KronorField(_("How much do you want to seek?"), _("For all parties together, in kronor."))
    starts = DayField(_("When does the project start?"))
    ends = DayField(_("When does it end?"))


class PartyQuestions(QuestionForm):
    """What is asked about one party."""

    sector = forms.ChoiceField(
        label=_("Kind of organisation"), choices=_words(Sector, _CHOOSE), required=False
    )
    name = forms.CharField(
        label=_("What you call it"),
        help_text=_("For your own sake: the answer uses the name."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    country = forms.ChoiceField(label=_("Country"), initial="SE", required=False)
    swedish_branch = forms.ChoiceField(
        label=_("If it is abroad: does it have a branch in Sweden?"), choices=_YES_OR_NO, required=False
    )
    number = forms.CharField(
        label=_("Organisation number"),
        help_text=_("Can be left out. Shows if two parties are the same organisation."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "short-input", "autocomplete": "off"}),
    )
    workplace = forms.CharField(
        label=_("Workplace"),
        help_text=_("The department, unit or office that does the work."),
        max_length=255,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    owner_name = forms.CharField(
        label=_("The owner's name"),
        help_text=_("If one organisation owns a large part of it. Otherwise leave it empty."),
        max_length=255,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    owner_number = forms.CharField(
        label=_("The owner's organisation number"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "short-input", "autocomplete": "off"}),
    )
    owner_sector = forms.ChoiceField(
        label=_("Kind of owner"), choices=_words(Sector, _CHOOSE), required=False
    )
    owner_share = PercentField(
        label=_("The owner's share, per cent"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "short-input", "inputmode": "numeric"}),
    )
    grant = KronorField(_("Grant that it seeks, kronor"), _("Leave it empty if it seeks nothing."))
    cost = KronorField(_("All its costs in the project, kronor"))
    personnel = KronorField(_("Of these, personnel"))
    consultants = KronorField(_("Of these, consultants, licences and the like"))
    indirect = KronorField(_("Of these, indirect costs"))
    own_cash = KronorField(_("What it pays itself in cash, kronor"))
    economic_activity = forms.ChoiceField(
        label=_("Does the party carry on economic activity in the project?"),
        help_text=_("Economic activity: to offer goods or services on a market, also without profit."),
        choices=_YES_OR_NO,
        required=False,
    )
    aid_ground = forms.ChoiceField(
        label=_("Ground for the support"),
        choices=[("", _("Not known yet")), *AidGroundChoice.choices],
        required=False,
    )
    size = forms.ChoiceField(
        label=_("Size of the company, owners included"),
        choices=_words(CompanySize, _("Not a company, or not known yet")),
        required=False,
    )
    de_minimis_received = KronorField(_("De minimis aid that it has received in three years, kronor"))

    in_difficulty = forms.ChoiceField(
        label=_("Is it an undertaking in difficulty?"), choices=_YES_OR_NO, required=False
    )
    unpaid_recovery = forms.ChoiceField(
        label=_("Has it an unpaid demand to pay back unlawful aid?"), choices=_YES_OR_NO, required=False
    )
    work_starts = DayField(_("When does it begin its work in the project?"))

    def __init__(
        self, data: Mapping[str, str] | None, *, prefix: str, asked: Asked, refused: frozenset[str]
    ) -> None:
        super().__init__(data, prefix=prefix, asked=asked, refused=refused)
        if "country" in self.fields:
            listed = countries((get_language() or "sv")[:2]).items()
            self.fields["country"].choices = list(listed)  # type: ignore[attr-defined]
        for role in asked.roles:
            label = _IS_NEED_OWNER if role is PartyRole.NEED_OWNER else _IS_FUND_HOLDER
            self.fields[role.value] = forms.BooleanField(label=label, required=False)
        self.order_fields(["sector", "name", *(role.value for role in asked.roles)])

    @property
    def in_sweden(self) -> bool:
        """Whether the party is Swedish, as far as anybody was asked."""
        return self.cleaned_data.get("country", "SE") in ("", "SE")

    def clean(self) -> dict[str, Any]:
        """Read the numbers, and see that a cost's parts are not more than the whole."""
        super().clean()
        for name in NUMBERS:
            text = str(self.cleaned_data.get(name) or "").strip()
            if text and (name == "owner_number" or self.in_sweden):
                problem = read_organisation_number(text).problem
                if problem:
                    self.add_error(name, sentence(problem))
        parts = sum(self.cleaned_data.get(name) or 0 for name in ("personnel", "consultants", "indirect"))
        whole = self.cleaned_data.get("cost")
        if whole is not None and parts > whole:
            self.add_error("cost", _("The parts are more than the whole cost. Correct one of the sums."))
        return self.cleaned_data

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all is said about the party."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "country"}
        return self.is_valid() and not any(said.values())


_IS_NEED_OWNER = _("Owns the need that the project answers to (need owner)")
_IS_FUND_HOLDER = _("Holds the money for the others (fund holder)")
