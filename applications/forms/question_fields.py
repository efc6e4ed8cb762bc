"""One simple question as a form field: it takes everything that is typed, and judges nothing."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.answers_shown import label_of, unit_of
from registry.goals import GOALS
from rulebook.questions import Question, QuestionKind
from wording.speak import in_language

SEVERAL = frozenset({QuestionKind.GOALS, QuestionKind.CHOICES})
TEXTS = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT})


class LooseChoices(forms.MultipleChoiceField):
    """Several of the choices; what is none of them is left out without a word."""

    def validate(self, value: list[str]) -> None:
        """Accept everything: only known choices are kept."""


class RequiredMark(forms.CharField):
    """A text that may be left empty for now but is asked for: only optional questions are marked so."""

    def __init__(self, *, asked: bool, **more: Any) -> None:
        super().__init__(required=asked, strip=False, **more)

    def validate(self, value: str) -> None:
        """Accept an empty text: what is missing stands in the checklist."""

    def run_validators(self, value: str) -> None:
        """Accept every text: `check_answer` judges it."""


def as_sent(question: Question, text: str) -> list[str]:
    """What a browser would send for an answer as it is kept."""
    return text.split(",") if question.kind in SEVERAL else [text]


def as_kept(question: Question, sent: Sequence[str]) -> str:
    """The answer as it is kept, from what a browser sent: for several choices, the known ones in order."""
    if question.kind in SEVERAL:
        return ",".join(key for key, _name in _choices(question) if key in sent)
    return sent[-1] if sent else ""


def field_of(question: Question, text: str, *, in_table: bool = False) -> forms.Field:
    """Make the field of a simple question; `text` is its answer as it stands."""
    words: dict[str, Any] = {
        "label": _label(question),
        "help_text": in_language(question.help_sv, question.help_en),
    }
    if question.kind in SEVERAL:
        attrs = {"class": "goals"} if question.kind is QuestionKind.GOALS else {}
        several = LooseChoices(
            **words,
            choices=_choices(question),
            required=question.required,
            widget=forms.CheckboxSelectMultiple(attrs=attrs),
        )
        several.widget.is_required = False
        return several
    field = RequiredMark(asked=question.required, widget=_widget(question, text, in_table), **words)
    field.widget.is_required = False  # the browser must let people save half an answer
    if question.limit is not None and question.kind in TEXTS:
        field.counted = question.limit  # type: ignore[attr-defined]  # read by the field's template
    return field


def _label(question: Question) -> str:
    unit = unit_of(question)
    return f"{label_of(question)} ({unit})" if unit else label_of(question)


def _choices(question: Question) -> list[tuple[str, str]]:
    if question.kind is QuestionKind.GOALS:
        return [(str(number), f"{number}. {name}") for number, name in GOALS.items()]
    return [(key, in_language(swedish, english)) for key, swedish, english in question.choices]


def _widget(question: Question, text: str, in_table: bool) -> forms.Widget:
    attrs = {"lang": question.language} if question.language else {}
    match question.kind:
        case QuestionKind.LONG_TEXT:
            rows = 3 if in_table else 10 if (question.limit or 0) > 2000 else 6
            return forms.Textarea(attrs={**attrs, "rows": rows})
        case QuestionKind.DATE:
            return forms.TextInput(attrs={"class": "short-input", **_date_type(text)})
        case QuestionKind.KRONOR:
            return forms.TextInput(attrs={"class": "money-input", "inputmode": "numeric"})
        case QuestionKind.NUMBER:
            mode = "decimal" if question.decimals else "numeric"
            return forms.TextInput(attrs={"class": "money-input", "inputmode": mode})
        case QuestionKind.EMAIL:
            return forms.TextInput(attrs={"type": "email", "autocomplete": "off"})
        case QuestionKind.PHONE:
            return forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "class": "short-input"})
        case QuestionKind.CHOICE:
            return forms.Select(choices=[("", _("Choose")), *_choices(question)])
        case QuestionKind.YES_NO if in_table:
            return forms.Select(choices=[("", _("Choose")), ("yes", _("Yes")), ("no", _("No"))])
        case QuestionKind.YES_NO:
            return forms.RadioSelect(choices=[("yes", _("Yes")), ("no", _("No"))])
        case _:
            return forms.TextInput(attrs=attrs)


def _date_type(text: str) -> dict[str, str]:
    """A browser shows nothing for a day it can't read, so what is no day is shown as a text."""
    try:
        date.fromisoformat(text or "2000-01-01")
    except ValueError:
        return {"type": "text"}
    return {"type": "date"}
