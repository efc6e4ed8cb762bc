"""The application form as data: sections, questions and slots, and what a good answer is.

A round freezes a form as JSON (`form_as_json`), known by its hash. Limits count what people see:
a line break is one character, however the browser sent it.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from rulebook.money import read_kronor
from rulebook.verdict import Answer, Bilingual, Effect, Finding, Sentence, Verdict, say


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


class SectionKind(StrEnum):
    """How a section is filled in: plain questions, or a page of its own."""

    QUESTIONS = "questions"
    PARTIES = "parties"
    BUDGET = "budget"
    ATTACHMENTS = "attachments"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. `limit` is in characters as people see them."""

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


Form = tuple[Section, ...]


def form_as_json(form: Form) -> list[dict[str, Any]]:
    """Write a form as JSON values: the content of a `FormVersion`."""
    content: list[dict[str, Any]] = json.loads(json.dumps([asdict(section) for section in form]))
    return content


def form_from_json(content: list[dict[str, Any]]) -> Form:
    """Read a form that `form_as_json` wrote (JSON has turned its tuples into lists)."""
    return tuple(
        Section(
            key=section["key"],
            kind=SectionKind(section["kind"]),
            title_sv=section["title_sv"],
            title_en=section["title_en"],
            questions=tuple(
                Question(
                    **{
                        **question,
                        "kind": QuestionKind(question["kind"]),
                        "choices": tuple(tuple(choice) for choice in question["choices"]),
                    }
                )
                for question in section["questions"]
            ),
            slots=tuple(
                Slot(**{**slot, "media_types": tuple(slot["media_types"])}) for slot in section["slots"]
            ),
        )
        for section in content
    )


def visible_length(text: str) -> int:
    """Count characters as people see them: a line break is one, whatever it was sent as."""
    return len(text.replace("\r\n", "\n"))


def check_answer(question: Question, answer: str) -> Sentence | None:
    """Say what is wrong with an answer as typed, or None. An empty answer is never wrong, only missing."""
    text = answer.strip()
    if not text:
        return None
    if question.limit is not None and visible_length(text) > question.limit:
        return say(
            "The text is {length} characters, {over} too many. Shorten it to {limit}; nothing has been cut.",
            length=visible_length(text),
            over=visible_length(text) - question.limit,
            limit=question.limit,
        )
    return _CHECKS.get(question.kind, lambda _question, _text: None)(question, text)


def _check_date(_question: Question, text: str) -> Sentence | None:
    try:
        year = date.fromisoformat(text).year
    except ValueError:
        return say("This is not a date. Write it as year-month-day, for example 2027-03-01.")
    return None if 2000 <= year <= 2100 else say("The year must be between 2000 and 2100.")


def _check_kronor(_question: Question, text: str) -> Sentence | None:
    read = read_kronor(text)
    return None if isinstance(read, int) else read


# What mail programs read as something else than one address (lists, names, comments) is none.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[^\W_](?:[^\W_]|-)*"
_EMAIL = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}")


def _check_email(_question: Question, text: str) -> Sentence | None:
    good = _EMAIL.fullmatch(text) is not None
    try:
        text.rpartition("@")[2].encode("idna")
    except UnicodeError:  # a part of the name is longer than any domain's
        good = False
    return None if good else say("This is not an e-mail address. Write it like name@example.se.")


def _check_phone(_question: Question, text: str) -> Sentence | None:
    digits = sum(character.isdigit() for character in text)
    good = 5 <= digits <= 15 and all(character in "+()-/ 0123456789" for character in text)
    return None if good else say("This is not a phone number. Write it like +46 70 123 45 67.")


def _check_choice(question: Question, text: str) -> Sentence | None:
    keys = {key for key, _sv, _en in question.choices} or {"yes", "no"}
    return None if text in keys else say("Choose one of the alternatives.")


_GOALS = frozenset(str(number) for number in range(1, 18))


def _check_goals(_question: Question, text: str) -> Sentence | None:
    parts = text.split(",")
    good = all(part in _GOALS for part in parts)
    return None if good else say("Choose among the seventeen goals.")


_CHECKS = {
    QuestionKind.DATE: _check_date,
    QuestionKind.KRONOR: _check_kronor,
    QuestionKind.EMAIL: _check_email,
    QuestionKind.PHONE: _check_phone,
    QuestionKind.CHOICE: _check_choice,
    QuestionKind.YES_NO: _check_choice,
    QuestionKind.GOALS: _check_goals,
}


def check_answers(form: Form, answers: Mapping[str, Mapping[str, str]], attached: frozenset[str]) -> Verdict:
    """Judge whether the form is filled in: required questions answered, every answer well-formed.

    `answers` is section key → question key → text as typed; `attached` names the slots that hold a file.
    """
    return Verdict.of(_findings(form, answers, attached))


def _findings(
    form: Form, answers: Mapping[str, Mapping[str, str]], attached: frozenset[str]
) -> Iterator[Finding]:
    for section in form:
        for question in section.questions:
            field_name = f"{section.key}.{question.key}"
            answer = answers.get(section.key, {}).get(question.key, "")
            wrong = check_answer(question, answer)
            label = Bilingual(question.label_sv, question.label_en)
            if wrong:
                yield Finding("answer", field_name, Answer.NOT_MET, Effect.BLOCKS, wrong)
            elif question.required and not answer.strip():
                sentence = say("“{question}” is not answered yet.", question=label)
                yield Finding(
                    "complete", field_name, Answer.UNKNOWN, Effect.BLOCKS, sentence, missing=(field_name,)
                )
        for slot in section.slots:
            if slot.required and slot.key not in attached:
                field_name = f"{section.key}.{slot.key}"
                sentence = say("“{slot}” is not attached yet.", slot=Bilingual(slot.label_sv, slot.label_en))
                yield Finding(
                    "complete", field_name, Answer.UNKNOWN, Effect.BLOCKS, sentence, missing=(field_name,)
                )
