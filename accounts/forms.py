"""Forms about people."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class SignupNameForm(forms.Form):
    """The name that allauth's sign-up form asks for beside address and password."""

    name = forms.CharField(
        label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )

    def signup(self, request: HttpRequest, user: User) -> None:
        """Keep the name and the language that the person signed up in."""
        user.name = self.cleaned_data["name"]
        user.language = get_language() or "sv"
        user.save(update_fields=["name", "language"])
