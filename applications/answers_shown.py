"""A question and its answer as they are shown, wherever they are shown: pages, the desk, the PDF.

Everything is plain text in the active language, never markup. An answer that can't be read as what was
asked for stands as it was typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from registry.goals import GOALS
from rulebook.decimals import read_number
from rulebook.money import read_kronor
from rulebook.questions import ROWED, Question, QuestionKind, Section
from rulebook.rows import rows_of
from wording import speak

FIGURES = frozenset({QuestionKind.NUMBER, QuestionKind.KRONOR})


@dataclass(frozen=True)
class Column:
    """A column of a table; `is_number` ones are set to the right."""

    label: str
    is_number: bool = False


@dataclass(frozen=True)
class Item:
    """One item of a group: its heading (`Key person 2`) and its own questions with their answers."""

    title: str
    lines: tuple["Shown", ...]


@dataclass(frozen=True)
class Shown:
    """One question and its answer as words; `language` is the answer's own, where the form says it.

    A table has `columns` and `rows` (a text for every column), a group has `items`; `text` is empty then.
    Where nothing is answered all of them are empty.
    """

    key: str
    label: str
    text: str
    is_long: bool
    language: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    items: tuple[Item, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is answered."""
        return not (self.text or self.rows or self.items)

    @property
    def table(self) -> tuple[tuple[tuple[Column, str], ...], ...]:
        """The rows again, each text beside its column."""
        return tuple(tuple(zip(self.columns, row, strict=True)) for row in self.rows)


def shown_section(section: Section, answers: Mapping[str, str]) -> tuple[Shown, ...]:
    """Every question of a section with its answer, in the form's order."""
    return tuple(shown(question, str(answers.get(question.key, ""))) for question in section.questions)


def shown(question: Question, answer: str) -> Shown:
    """A question with its answer (as it is kept) in the active language."""
    rows = rows_of(answer) if question.kind in ROWED else None
    is_table = question.kind is QuestionKind.TABLE
    return Shown(
        key=question.key,
        label=label_of(question),
        text="" if rows is not None else words(question, answer.strip()),
        is_long=question.kind is QuestionKind.LONG_TEXT or question.kind in ROWED,
        language=question.language,
        columns=_columns(question) if rows and is_table else (),
        rows=tuple(_cells(question, row) for row in rows) if rows and is_table else (),
        items=tuple(_item(question, place, row) for place, row in enumerate(rows))
        if rows and not is_table
        else (),
    )


def label_of(question: Question) -> str:
    """What a question is called in the active language."""
    return speak.in_language(question.label_sv, question.label_en)


def item_title(question: Question, place: int) -> str:
    """What the item at a place (from 0) of a group, or the row of a table, is called: `Key person 2`."""
    name = speak.in_language(question.item_sv, question.item_en) or (
        _("Row") if question.kind is QuestionKind.TABLE else _("Item")
    )
    return f"{name} {place + 1}"


def place_name(question: Question, path: str) -> str:
    """What a cell (`ROW.PART`) of a table or a group is called: `Work packages, Package 2, Months`."""
    row, _dot, key = path.partition(".")
    part = next((one for one in question.parts if one.key == key), None)
    if part is None or not row.isdecimal():
        return label_of(question)
    return f"{label_of(question)}, {item_title(question, int(row))}, {label_of(part)}"


def unit_of(question: Question) -> str:
    """The unit of a number in the active language, or nothing."""
    return speak.in_language(question.unit_sv, question.unit_en)


def words(question: Question, answer: str) -> str:
    """An answer to a simple question as words; as typed where it is not what was asked for."""
    if not answer:
        return ""
    match question.kind:
        case QuestionKind.KRONOR:
            amount = read_kronor(answer)
            return speak.kronor(amount) if isinstance(amount, int) else answer
        case QuestionKind.NUMBER:
            return _number(question, answer)
        case QuestionKind.DATE:
            return _day(answer)
        case QuestionKind.YES_NO:
            return {"yes": _("Yes"), "no": _("No")}.get(answer, answer)
        case QuestionKind.GOALS:
            goals = [int(goal) for goal in answer.split(",") if goal in _GOALS]
            return "; ".join(f"{goal} {GOALS[goal]}" for goal in goals) or answer
        case QuestionKind.CHOICE | QuestionKind.CHOICES:
            names = {key: speak.in_language(swedish, english) for key, swedish, english in question.choices}
            return "; ".join(names.get(key, key) for key in answer.split(","))
        case _:
            return answer


_GOALS = frozenset(str(goal) for goal in GOALS)


def _number(question: Question, answer: str) -> str:
    read = read_number(answer, decimals=question.decimals)
    if not isinstance(read, Decimal):
        return answer
    return " ".join(part for part in (speak.decimal(read), unit_of(question)) if part)


def _day(answer: str) -> str:
    try:
        return speak.day(date.fromisoformat(answer))
    except ValueError:
        return answer


def _columns(question: Question) -> tuple[Column, ...]:
    return tuple(Column(label_of(part), part.kind in FIGURES) for part in question.parts)


def _cells(question: Question, row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(words(part, row.get(part.key, "").strip()) for part in question.parts)


def _item(question: Question, place: int, row: Mapping[str, str]) -> Item:
    lines = tuple(shown(part, row.get(part.key, "")) for part in question.parts)
    return Item(item_title(question, place), lines)
