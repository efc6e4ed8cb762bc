"""Cells of a budget as people type them: whole kronor, whole hours, what the hours are for."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from rulebook.hours import read_hours
from rulebook.money import HIGHEST, read_kronor
from wording.speak import sentence

_MONEY = {"class": "money-input", "inputmode": "numeric", "autocomplete": "off"}


class KronorField(forms.CharField):
    """Whole kronor as people type them; nothing typed is zero."""

    def __init__(self, *, label: str, highest: int = HIGHEST) -> None:
        super().__init__(label=label, required=False, widget=forms.TextInput(attrs=_MONEY))
        self.highest = highest

    def clean(self, value: Any) -> int:
        """Read the sum. Raises ValidationError with the sentence that says what is wrong."""
        text = str(value or "").strip()
        read = read_kronor(text, highest=self.highest) if text else 0
        if isinstance(read, int):
            return read
        raise forms.ValidationError(sentence(read))


class HoursField(forms.CharField):
    """Whole hours as people type them; nothing typed is none."""

    def __init__(self, *, label: str) -> None:
        super().__init__(label=label, required=False, widget=forms.TextInput(attrs=_MONEY))

    def clean(self, value: Any) -> int:
        """Read the hours. Raises ValidationError with the sentence that says what is wrong."""
        text = str(value or "").strip()
        read = read_hours(text) if text else 0
        if isinstance(read, int):
            return read
        raise forms.ValidationError(sentence(read))


class DescriptionField(forms.CharField):
    """Who or what the hours are: short, kept as it was typed, never cut."""

    def __init__(self, *, label: str, longest: int) -> None:
        attrs = {"class": "person-input", "autocomplete": "off"}
        super().__init__(label=label, required=False, widget=forms.TextInput(attrs=attrs))
        self.longest = longest

    def clean(self, value: Any) -> str:
        """Read the words. Raises ValidationError when they are too many to keep."""
        text = " ".join(str(value or "").split())
        if len(text) > self.longest:
            raise forms.ValidationError(
                _("The text is %(length)s characters. Shorten it to %(limit)s; nothing has been cut.")
                % {"length": len(text), "limit": self.longest}
            )
        return text
