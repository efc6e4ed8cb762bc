"""A long text that staff write: it grows with what is typed, and a text that is too long is never cut."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from rulebook.visible import visible_length


class LongTextField(forms.CharField):
    """Up to `limit` characters as people see them, never required: the action says what is missing.

    No `maxlength` in the page: browsers would cut a pasted text without a word.
    """

    def __init__(self, *, limit: int, rows: int = 3, **kwargs: Any) -> None:
        self.limit = limit
        widget = AdminAutoHeightTextInput(attrs={"rows": rows})
        super().__init__(widget=widget, required=False, **kwargs)

    def to_python(self, value: Any) -> str:
        """Read the text with line breaks as one character each."""
        return str(super().to_python(value) or "").replace("\r\n", "\n")

    def validate(self, value: Any) -> None:
        """Raise ValidationError for a text that is too long, saying by how much."""
        super().validate(value)
        over = visible_length(value) - self.limit
        if over > 0:
            message = _("The text is %(over)s characters too long. Shorten it; nothing has been cut.")
            raise ValidationError(message % {"over": over})
