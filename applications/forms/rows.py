"""The rows of a table and the items of a group as fields: `QUESTION.ROW.PART`, rows counted from 0.

An input named `QUESTION` says that the rows were sent, even if there are none. Whoever sends a part of a
form sends all fields of a question together: those whose names begin with its key and a point.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.forms import BoundField
from django.utils.datastructures import MultiValueDict

from applications.forms.question_fields import as_kept, as_sent
from rulebook.answers import MOST_ROWS
from rulebook.questions import Question, QuestionKind

Typed = MultiValueDict[str, str]
type_of_row = dict[str, str]
SPARE_ROWS = 2
FEWEST_ROWS = 3


@dataclass(frozen=True)
class Row:
    """One row or item as the page shows it: `place` as in `QUESTION.ROW`, its name, its fields."""

    place: str
    title: str
    cells: tuple[BoundField, ...]
    holds_something: bool

    @property
    def has_errors(self) -> bool:
        """Whether anything in it is wrong."""
        return any(cell.errors for cell in self.cells)


def name_of(question: Question, place: int, part: Question) -> str:
    """The name of one cell's field."""
    return f"{question.key}.{place}.{part.key}"


def is_sent(question: Question, typed: Typed) -> bool:
    """Whether the rows of a question were sent."""
    return question.key in typed or any(name.startswith(f"{question.key}.") for name in typed)


def rows_in(question: Question, typed: Typed) -> list[type_of_row]:
    """Read the rows that were sent, in their order, without the one to be removed (`remove_now`)."""
    removed = typed.get("remove_now", "")
    places = sorted(set(_places(question, typed)))
    return [
        {
            part.key: text
            for part in question.parts
            if (text := as_kept(part, typed.getlist(name_of(question, place, part))))
        }
        for place in places
        if removed != f"{question.key}.{place}"
    ]


def _places(question: Question, typed: Typed) -> Iterator[int]:
    for name in typed:
        key, _dot, rest = name.partition(".")
        place = rest.partition(".")[0]
        if key == question.key and place.isascii() and place.isdigit() and len(place) <= 4:
            yield int(place)


def as_typed(question: Question, rows: list[type_of_row]) -> dict[str, list[str]]:
    """What a browser would send for these rows: the name of each cell and its values."""
    return {
        name_of(question, place, part): as_sent(part, row.get(part.key, ""))
        for place, row in enumerate(rows)
        for part in question.parts
    }


def with_spare(question: Question, rows: list[type_of_row], *, at_least: int = 0) -> list[type_of_row]:
    """Add empty rows to write in, as far as the question allows more."""
    most = MOST_ROWS if question.most is None else question.most
    spare = (
        max(len(rows) + SPARE_ROWS, FEWEST_ROWS) if question.kind is QuestionKind.TABLE else max(len(rows), 1)
    )
    wanted = min(most, max(spare, question.least or 0, at_least))
    return rows + [{} for _place in range(wanted - len(rows))]


def more_rows(text: str, questions: Mapping[str, Question]) -> dict[str, int]:
    """Read `QUESTION.COUNT`: how many rows somebody asked to see of one question."""
    key, _dot, count = text.partition(".")
    is_count = count.isascii() and count.isdigit() and len(count) <= 3
    return {key: int(count)} if key in questions and is_count else {}
