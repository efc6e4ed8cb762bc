"""A section's questions as a form: everything typed is kept, and what is wrong stands beside its field."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from registry.goals import GOALS
from rulebook.answers import check_answer
from rulebook.questions import Question, QuestionKind, Section
from wording.speak import in_language, sentence

Typed = MultiValueDict[str, str]


class AnswersForm(forms.Form):
    """The questions of one section, from the frozen form. The rules judge what stands there."""

    mark_optional = True

    def __init__(self, section: Section, data: Typed) -> None:
        super().__init__(data)
        self.section, self.typed = section, data
        for question in section.questions:
            self.fields[question.key] = _field(question, data.get(question.key, ""))

    @classmethod
    def of_answers(cls, section: Section, answers: Mapping[str, str]) -> "AnswersForm":
        """Show what stands in a section."""
        data: Typed = MultiValueDict()
        for question in section.questions:
            text = answers.get(question.key, "")
            data.setlist(question.key, text.split(",") if question.kind is QuestionKind.GOALS else [text])
        return cls(section, data)

    def answers(self) -> dict[str, str]:
        """Return every answer that was sent, as it is kept: question key → text."""
        asked = self.section.questions
        return {question.key: self._text(question) for question in asked if question.key in self.typed}

    def _text(self, question: Question) -> str:
        if question.kind is not QuestionKind.GOALS:
            return str(self.typed.get(question.key, ""))
        chosen = set(self.typed.getlist(question.key))
        return ",".join(str(goal) for goal in GOALS if str(goal) in chosen)

    def clean(self) -> dict[str, Any]:
        """Say beside each field what is wrong with its answer; a missing one is not wrong."""
        for question in self.section.questions:
            wrong = check_answer(question, self._text(question))
            if wrong:
                self.add_error(question.key, sentence(wrong))
        return self.cleaned_data


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


def _field(question: Question, text: str) -> forms.Field:
    label = in_language(question.label_sv, question.label_en)
    help_text = in_language(question.help_sv, question.help_en)
    if question.kind is QuestionKind.GOALS:
        choices = [(str(number), f"{number}. {name}") for number, name in GOALS.items()]
        return LooseChoices(
            label=label,
            help_text=help_text,
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "goals"}),
        )
    field = RequiredMark(
        asked=question.required, label=label, help_text=help_text, widget=_widget(question, text)
    )
    field.widget.is_required = False  # the browser must let people save half an answer
    if question.limit is not None and question.kind in (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT):
        field.counted = question.limit  # type: ignore[attr-defined]  # read by the field's template
    return field


def _widget(question: Question, text: str) -> forms.Widget:
    attrs = {"lang": question.language} if question.language else {}
    match question.kind:
        case QuestionKind.LONG_TEXT:
            rows = 10 if (question.limit or 0) > 2000 else 6
            return forms.Textarea(attrs={**attrs, "rows": rows})
        case QuestionKind.DATE:
            return forms.TextInput(attrs={"class": "short-input", **_date_type(text)})
        case QuestionKind.KRONOR:
            return forms.TextInput(attrs={"class": "money-input", "inputmode": "numeric"})
        case QuestionKind.EMAIL:
            return forms.TextInput(attrs={"type": "email", "autocomplete": "off"})
        case QuestionKind.PHONE:
            return forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "class": "short-input"})
        case QuestionKind.CHOICE:
            choices = [(key, in_language(swedish, english)) for key, swedish, english in question.choices]
            return forms.Select(choices=[("", _("Choose")), *choices])
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
