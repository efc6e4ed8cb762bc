"""The form that saves a search: an address and a pace."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.actions.follow import address_in
from rulebook.verdict import Refused
from search.models import Pace
from wording.speak import sentence


class SaveForm(forms.Form):
    """Where the mails go, and how often they may come."""

    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}),
        error_messages={"required": _("Write the address that the mails shall go to.")},
    )
    pace = forms.ChoiceField(
        label=_("How often"),
        choices=Pace.choices,
        initial=Pace.WEEKLY,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often the mails may come.")},
    )

    def clean_email(self) -> str:
        """Read one address. Raises ValidationError for anything else."""
        try:
            return address_in(str(self.cleaned_data["email"]))
        except Refused as refused:
            raise forms.ValidationError(sentence(refused.verdict.findings[0].sentence)) from refused


class PaceForm(forms.Form):
    """What is asked of one search in the list: another pace, or an end."""

    search = forms.UUIDField()
    pace = forms.ChoiceField(choices=Pace.choices, required=False)
    end = forms.BooleanField(required=False)
