"""A section's questions as a form: everything typed is kept, and what is wrong stands beside its field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.datastructures import MultiValueDict

from applications.answers_shown import item_title, label_of, place_name
from applications.forms.question_fields import RequiredMark, as_kept, as_sent, field_of
from applications.forms.rows import (
    Row,
    Typed,
    as_typed,
    is_sent,
    more_rows,
    name_of,
    rows_in,
    type_of_row,
    with_spare,
)
from rulebook.answers import MOST_ROWS, check_answer, problems_in_rows
from rulebook.questions import ROWED, Question, QuestionKind, Section
from rulebook.rows import rows_as_text, rows_of
from wording.speak import in_language, sentence


@dataclass(frozen=True)
class Entry:
    """One question as the page shows it: its field, and for a table or a group its rows."""

    key: str
    kind: QuestionKind
    field: BoundField
    question: Question
    rows: tuple[Row, ...] = ()

    @property
    def may_add(self) -> bool:
        """Whether the question allows one row more than the page shows."""
        return len(self.rows) < (MOST_ROWS if self.question.most is None else self.question.most)


class AnswersForm(forms.Form):
    """The questions of one section, from the frozen form. The rules judge what stands there."""

    mark_optional = True

    def __init__(self, section: Section, data: Typed) -> None:
        super().__init__(MultiValueDict({name: data.getlist(name) for name in data}))
        self.section, self.typed = section, data
        self.rows: dict[str, list[type_of_row]] = {}
        for question in section.questions:
            if question.kind in ROWED:
                self._add_rows(question)
            else:
                self.fields[question.key] = field_of(question, data.get(question.key, ""))

    def _add_rows(self, question: Question) -> None:
        rows = self.rows[question.key] = rows_in(question, self.typed)
        label, help_text = label_of(question), in_language(question.help_sv, question.help_en)
        self.fields[question.key] = RequiredMark(
            asked=question.required, label=label, help_text=help_text, widget=forms.HiddenInput()
        )
        for name, sent in as_typed(question, rows).items():
            self.data.setlist(name, sent)  # type: ignore[attr-defined]  # ours is a MultiValueDict
        for place, row in enumerate(rows):
            for part in question.parts:
                in_table = question.kind is QuestionKind.TABLE
                field = field_of(part, row.get(part.key, ""), in_table=in_table)
                field.in_full = place_name(question, f"{place}.{part.key}")  # type: ignore[attr-defined]
                self.fields[name_of(question, place, part)] = field

    @classmethod
    def of_answers(cls, section: Section, answers: Mapping[str, str], *, more: str = "") -> "AnswersForm":
        """Show what stands in a section; `more` (`QUESTION.COUNT`) asks for that many rows."""
        data: Typed = MultiValueDict()
        wanted = more_rows(more, {question.key: question for question in section.questions})
        for question in section.questions:
            text = str(answers.get(question.key, ""))
            if question.kind in ROWED:
                rows = [dict(row) for row in rows_of(text) or ()]
                shown = with_spare(question, rows, at_least=wanted.get(question.key, 0))
                for name, sent in as_typed(question, shown).items():
                    data.setlist(name, sent)
            data.setlist(question.key, [""] if question.kind in ROWED else as_sent(question, text))
        return cls(section, data)

    def answers(self) -> dict[str, str]:
        """Return every answer that was sent, as it is kept: question key → text."""
        asked = self.section.questions
        return {question.key: self._text(question) for question in asked if is_sent(question, self.typed)}

    def _text(self, question: Question) -> str:
        if question.kind in ROWED:
            return rows_as_text(self.rows[question.key])
        return as_kept(question, self.typed.getlist(question.key))

    @property
    def has_rows(self) -> bool:
        """Whether the page has buttons in it, besides those that save the whole."""
        return bool(self.rows or self.section.slots)

    def entries(self) -> list[Entry]:
        """Every question with its field, in the form's order."""
        return [
            Entry(question.key, question.kind, self[question.key], question, tuple(self._rows(question)))
            for question in self.section.questions
        ]

    def _rows(self, question: Question) -> list[Row]:
        return [
            Row(
                f"{question.key}.{place}",
                item_title(question, place),
                tuple(self[name_of(question, place, part)] for part in question.parts),
                any(text.strip() for text in row.values()),
            )
            for place, row in enumerate(self.rows.get(question.key, ()))
        ]

    def clean(self) -> dict[str, Any]:
        """Say beside each field what is wrong with its answer; a missing one is not wrong."""
        for question in self.section.questions:
            if question.kind in ROWED:
                self._check_rows(question)
            elif wrong := check_answer(question, self._text(question)):
                self.add_error(question.key, sentence(wrong))
        return self.cleaned_data

    def _check_rows(self, question: Question) -> None:
        rows = self.rows[question.key]
        written = [place for place, row in enumerate(rows) if any(text.strip() for text in row.values())]
        for problem in problems_in_rows(question, self._text(question)):
            row, _dot, part = problem.path.partition(".")
            name = f"{question.key}.{written[int(row)]}.{part}" if part else question.key
            if not problem.is_missing:
                self.add_error(name, sentence(problem.sentence))
