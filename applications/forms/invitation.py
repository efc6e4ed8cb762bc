"""Whom to invite, with what words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.actions.invite import LONGEST_GREETING


class InvitationForm(forms.Form):
    """An address, a greeting of one's own, and whether the person signs for the party."""

    email = forms.CharField(
        label=_("E-mail address"),
        help_text=_("Only a person who has this address can use the link."),
        max_length=254,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "off"}),
    )
    greeting = forms.CharField(
        label=_("A greeting of your own"),
        help_text=_("It stands in the mail. At most %(most)s characters.") % {"most": LONGEST_GREETING},
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    as_signatory = forms.BooleanField(
        label=_("The person is an authorised signatory of the party"),
        help_text=_("Then the person can approve the party's part."),
        required=False,
    )
