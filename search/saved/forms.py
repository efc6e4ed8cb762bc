"""The form that saves a search: an address and a pace."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.address_form import AddressForm
from search.models import Pace


class SaveForm(AddressForm):
    """Where the mails go, and how often they may come."""

    pace = forms.ChoiceField(
        label=_("How often"),
        choices=Pace.choices,
        initial=Pace.WEEKLY,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often the mails may come.")},
    )


class PaceForm(forms.Form):
    """What is asked of one search in the list: another pace, or an end."""

    search = forms.UUIDField()
    pace = forms.ChoiceField(choices=Pace.choices, required=False)
    end = forms.BooleanField(required=False)
