"""The application form as data: sections, questions and slots. `rulebook.answers` says what a good answer is.

A round freezes a form as JSON (`form_as_json`), known by its hash. What was added to forms later is written
only where it is used, so that a form which uses none of it keeps its hash.
"""

import json
from dataclasses import MISSING, asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any

from rulebook.access import SeenBy


class QuestionKind(StrEnum):
    """What sort of answer a question takes."""

    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    DATE = "date"
    KRONOR = "kronor"
    EMAIL = "email"
    PHONE = "phone"
    CHOICE = "choice"
    YES_NO = "yes_no"
    GOALS = "goals"
    NUMBER = "number"
    CHOICES = "choices"
    TABLE = "table"
    GROUP = "group"


ROWED = frozenset({QuestionKind.TABLE, QuestionKind.GROUP})


class SectionKind(StrEnum):
    """How a section is filled in: plain questions, or a page of its own."""

    QUESTIONS = "questions"
    PARTIES = "parties"
    BUDGET = "budget"
    ATTACHMENTS = "attachments"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. `limit` is in characters as people see them.

    Numbers: `decimals`, `lowest` and `highest` (as `0.5`; empty for none) and a unit. Tables and groups:
    `parts` are the columns of a row or the questions about an item, `least` and `most` how many rows or
    items there may be, `item_sv` and `item_en` what one is called. Several choices: `least` and `most` too.
    """

    key: str
    kind: QuestionKind
    label_sv: str
    label_en: str
    help_sv: str = ""
    help_en: str = ""
    required: bool = True
    limit: int | None = None
    choices: tuple[tuple[str, str, str], ...] = ()
    language: str = ""
    decimals: int = 0
    lowest: str = ""
    highest: str = ""
    unit_sv: str = ""
    unit_en: str = ""
    least: int | None = None
    most: int | None = None
    item_sv: str = ""
    item_en: str = ""
    parts: tuple["Question", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A named place for an attachment.

    `pages` is the most pages that a PDF may have; `per_party` makes it one place for every party.
    """

    key: str
    label_sv: str
    label_en: str
    required: bool = False
    media_types: tuple[str, ...] = ("application/pdf",)
    megabytes: int = 25
    help_sv: str = ""
    help_en: str = ""
    seen_by: SeenBy = SeenBy.ALL
    pages: int | None = None
    per_party: bool = False


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section of the form, with its own address and version."""

    key: str
    kind: SectionKind
    title_sv: str
    title_en: str
    questions: tuple[Question, ...] = ()
    slots: tuple[Slot, ...] = field(default=())
    help_sv: str = ""
    help_en: str = ""
    seen_by: SeenBy = SeenBy.ALL


Form = tuple[Section, ...]


def form_as_json(form: Form) -> list[dict[str, Any]]:
    """Write a form as JSON values: the content of a `FormVersion`."""
    content: list[dict[str, Any]] = json.loads(json.dumps([_section_as_json(section) for section in form]))
    return content


def form_from_json(content: list[dict[str, Any]]) -> Form:
    """Read a form that `form_as_json` wrote, now or earlier (JSON has turned its tuples into lists)."""
    return tuple(_section_from_json(section) for section in content)


# What forms have been written with from the beginning, whether it is used or not.
_ALWAYS: dict[type, frozenset[str]] = {
    Section: frozenset({"key", "kind", "title_sv", "title_en", "questions", "slots"}),
    Slot: frozenset({"key", "label_sv", "label_en", "required", "media_types", "megabytes"}),
    Question: frozenset(
        {"key", "kind", "label_sv", "label_en", "help_sv", "help_en", "required", "limit", "choices"}
        | {"language"}
    ),
}


def _as_json(part: Section | Slot | Question) -> dict[str, Any]:
    always = _ALWAYS[type(part)]
    usual = {one.name: one.default for one in fields(part) if one.default is not MISSING}
    return {
        name: value
        for name, value in asdict(part).items()
        if name in always or getattr(part, name) != usual.get(name)
    }


def _question_as_json(question: Question) -> dict[str, Any]:
    written = _as_json(question)
    if question.parts:
        written["parts"] = [_question_as_json(part) for part in question.parts]
    return written


def _section_as_json(section: Section) -> dict[str, Any]:
    return _as_json(section) | {
        "questions": [_question_as_json(question) for question in section.questions],
        "slots": [_as_json(slot) for slot in section.slots],
    }


def _question_from_json(kept: dict[str, Any]) -> Question:
    return Question(
        **{
            **kept,
            "kind": QuestionKind(kept["kind"]),
            "choices": tuple(tuple(choice) for choice in kept["choices"]),
            "parts": tuple(_question_from_json(part) for part in kept.get("parts", ())),
        }
    )


def _slot_from_json(kept: dict[str, Any]) -> Slot:
    seen_by = SeenBy(kept.get("seen_by", SeenBy.ALL))
    return Slot(**{**kept, "media_types": tuple(kept["media_types"]), "seen_by": seen_by})


def _section_from_json(kept: dict[str, Any]) -> Section:
    return Section(
        **{
            **kept,
            "kind": SectionKind(kept["kind"]),
            "questions": tuple(_question_from_json(question) for question in kept["questions"]),
            "slots": tuple(_slot_from_json(slot) for slot in kept["slots"]),
            "seen_by": SeenBy(kept.get("seen_by", SeenBy.ALL)),
        }
    )
