"""A whole number of per cent, as people type it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class PercentField(forms.CharField):
    """Reads "50" and "50 %" as 50; nothing typed is None. What can't be read stays in the field as it was."""

    def clean(self, value: Any) -> int | None:
        """Return the number. Raises ValidationError for what is no whole number from 0 to 100."""
        text = str(super().clean(value)).strip().removesuffix("%").strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= 100):
            raise ValidationError(_("Write a whole number from 0 to 100."))
        return int(text)
