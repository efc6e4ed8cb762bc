"""What people who write together say to each other: a comment, a question handed over."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms.typed import typed
from applications.models import Participant
from applications.places import Place


class TypedText(forms.CharField):
    """A text as it was typed, never cut: the action judges it."""

    def __init__(self, *, limit: int, rows: int, **more: Any) -> None:
        super().__init__(required=False, strip=False, widget=forms.Textarea(attrs={"rows": rows}), **more)
        self.counted = limit

    def to_python(self, value: Any) -> str:
        """Read a line break as one character."""
        return typed(str(value or ""))


def _question_field(place: Place) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("About"), choices=[("", _("The whole section")), *place.questions], required=False
    )


class CommentForm(forms.Form):
    """A comment on a place, or on one of its questions."""

    def __init__(
        self, place: Place, data: Any = None, *, limit: int = 0, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, auto_id="comment_%s", initial=dict(initial or {}))
        if place.questions:
            self.fields["question"] = _question_field(place)
        self.fields["text"] = TypedText(label=_("Your comment"), limit=limit, rows=4)


class HandoverForm(forms.Form):
    """Whom to ask, about which question, and a word on the way."""

    def __init__(
        self,
        place: Place,
        people: Sequence[Participant],
        data: Any = None,
        *,
        limit: int = 0,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, auto_id="hand_%s", initial=dict(initial or {}))
        if place.questions:
            self.fields["question"] = _question_field(place)
        self.fields["to"] = forms.ChoiceField(
            label=_("Who is to answer?"),
            choices=[("", _("Choose")), *((str(one.user_id), str(one.user)) for one in people)],
            error_messages={
                "required": _("Choose who is to answer."),
                "invalid_choice": _("Choose somebody who takes part in the application."),
            },
        )
        self.fields["words"] = TypedText(
            label=_("A word on the way"),
            help_text=_("Stands here only. The mail says that there is a question, not what it is."),
            limit=limit,
            rows=2,
        )
