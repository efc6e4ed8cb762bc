"""The field for the address that mails go to, for people who need no account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.actions.follow import address_in
from rulebook.verdict import Refused
from wording.speak import sentence


class AddressForm(forms.Form):
    """One e-mail address."""

    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}),
        error_messages={"required": _("Write the address that the mails shall go to.")},
    )

    def clean_email(self) -> str:
        """Read one address. Raises ValidationError for anything else."""
        try:
            return address_in(str(self.cleaned_data["email"]))
        except Refused as refused:
            raise forms.ValidationError(sentence(refused.verdict.findings[0].sentence)) from refused
