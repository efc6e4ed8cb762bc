"""What a good answer is: every answer as typed, judged by its question, down to the cell of a table."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rulebook.decimals import decimal_of, read_number, spoken
from rulebook.money import read_kronor
from rulebook.questions import ROWED, Form, Question, QuestionKind, Section
from rulebook.rows import rows_of
from rulebook.verdict import Answer, Bilingual, Effect, Finding, Kronor, Sentence, Verdict, say
from rulebook.visible import visible_length

MOST_ROWS = 100


@dataclass(frozen=True)
class Problem:
    """Something about an answer: wrong, or missing. `path` is empty, or `ROW.PART` (rows count from 0)."""

    path: str
    sentence: Sentence
    is_missing: bool = False


def check_answer(question: Question, answer: str) -> Sentence | None:
    """Say what is wrong with an answer as typed, or None. An empty answer is never wrong, only missing."""
    if question.kind in ROWED:
        wrong = (one.sentence for one in problems_in_rows(question, answer) if not one.is_missing)
        return next(wrong, None)
    text = answer.strip()
    if not text:
        return None
    told = too_long(text, question.limit) if question.limit is not None else None
    return told or _CHECKS.get(question.kind, lambda _question, _text: None)(question, text)


def too_long(text: str, limit: int) -> Sentence | None:
    """Say by how much a text is longer than `limit` signs as people see them, or None."""
    length = visible_length(text)
    if length <= limit:
        return None
    return say(
        "The text is {length} characters, {over} too many. Shorten it to {limit}; nothing has been cut.",
        length=length,
        over=length - limit,
        limit=limit,
    )


def problems_in_rows(question: Question, answer: str) -> tuple[Problem, ...]:
    """Say of a table or a group what is wrong or missing in its rows, in their order. Empty for no rows."""
    rows = rows_of(answer)
    if rows is None:
        return (Problem("", say("This can't be read as rows. Write it again in the fields.")),)
    found = []
    most = MOST_ROWS if question.most is None else question.most
    if len(rows) > most:
        sentence = say("There may be at most {most} here, and there are {count}.", most=most, count=len(rows))
        found.append(Problem("", sentence))
    least = question.least or 0
    if rows and len(rows) < least:
        sentence = say("There must be at least {least} here, and there are {count}.", **_counts(least, rows))
        found.append(Problem("", sentence, is_missing=True))
    for place, row in enumerate(rows):
        found += _problems_in_row(question, place, row)
    return tuple(found)


def _counts(least: int, rows: tuple[dict[str, str], ...]) -> dict[str, int]:
    return {"least": least, "count": len(rows)}


def _problems_in_row(question: Question, place: int, row: Mapping[str, str]) -> Iterator[Problem]:
    for part in question.parts:
        cell = row.get(part.key, "")
        wrong = check_answer(part, cell)
        if wrong:
            yield Problem(f"{place}.{part.key}", wrong)
        elif part.required and not cell.strip():
            sentence = say(
                "“{question}”, number {number}: “{part}” is not answered yet.",
                question=Bilingual(question.label_sv, question.label_en),
                number=place + 1,
                part=Bilingual(part.label_sv, part.label_en),
            )
            yield Problem(f"{place}.{part.key}", sentence, is_missing=True)


def _check_date(_question: Question, text: str) -> Sentence | None:
    try:
        year = date.fromisoformat(text).year
    except ValueError:
        return say("This is not a date. Write it as year-month-day, for example 2027-03-01.")
    return None if 2000 <= year <= 2100 else say("The year must be between 2000 and 2100.")


def _check_kronor(question: Question, text: str) -> Sentence | None:
    read = read_kronor(text)
    if not isinstance(read, int):
        return read
    lowest, highest = decimal_of(question.lowest), decimal_of(question.highest)
    if lowest is not None and read < lowest:
        return say("The sum must be at least {lowest}.", lowest=Kronor(int(lowest)))
    if highest is not None and read > highest:
        return say("The sum must be at most {highest}.", highest=Kronor(int(highest)))
    return None


def _check_number(question: Question, text: str) -> Sentence | None:
    read = read_number(text, decimals=question.decimals)
    if not isinstance(read, Decimal):
        return read
    lowest, highest = decimal_of(question.lowest), decimal_of(question.highest)
    if lowest is not None and read < lowest:
        return say("The number must be at least {lowest}.", lowest=spoken(lowest))
    if highest is not None and read > highest:
        return say("The number must be at most {highest}.", highest=spoken(highest))
    return None


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


def _check_choices(question: Question, text: str) -> Sentence | None:
    chosen = text.split(",")
    if not {key for key, _sv, _en in question.choices}.issuperset(chosen):
        return say("Choose among the alternatives.")
    if question.most is not None and len(chosen) > question.most:
        return say("Choose at most {most}; {count} are chosen.", most=question.most, count=len(chosen))
    if question.least is not None and len(chosen) < question.least:
        return say("Choose at least {least}; {count} are chosen.", least=question.least, count=len(chosen))
    return None


_GOALS = frozenset(str(number) for number in range(1, 18))


def _check_goals(_question: Question, text: str) -> Sentence | None:
    parts = text.split(",")
    good = all(part in _GOALS for part in parts)
    return None if good else say("Choose among the seventeen goals.")


_CHECKS = {
    QuestionKind.DATE: _check_date,
    QuestionKind.KRONOR: _check_kronor,
    QuestionKind.NUMBER: _check_number,
    QuestionKind.EMAIL: _check_email,
    QuestionKind.PHONE: _check_phone,
    QuestionKind.CHOICE: _check_choice,
    QuestionKind.CHOICES: _check_choices,
    QuestionKind.YES_NO: _check_choice,
    QuestionKind.GOALS: _check_goals,
}


def check_answers(form: Form, answers: Mapping[str, Mapping[str, str]], attached: frozenset[str]) -> Verdict:
    """Judge whether the form is filled in: required questions answered, every answer well-formed.

    `answers` is section key → question key → text as typed; `attached` names the slots that hold a file.
    A finding's field is `SECTION.QUESTION`, or `SECTION.QUESTION.ROW.PART` inside a table or a group.
    """
    return Verdict.of(
        finding
        for section in form
        for finding in (
            *_about_questions(section, answers.get(section.key, {})),
            *_about_slots(section, attached),
        )
    )


def _about_questions(section: Section, answers: Mapping[str, str]) -> Iterator[Finding]:
    for question in section.questions:
        place = f"{section.key}.{question.key}"
        for problem in problems_in(question, answers.get(question.key, "")):
            field = f"{place}.{problem.path}" if problem.path else place
            yield _finding(field, problem)


def problems_in(question: Question, answer: str) -> tuple[Problem, ...]:
    """Say everything that is wrong with an answer, and that a required one is missing."""
    if question.required and not answer.strip():
        label = Bilingual(question.label_sv, question.label_en)
        return (Problem("", say("“{question}” is not answered yet.", question=label), is_missing=True),)
    if question.kind in ROWED:
        return problems_in_rows(question, answer)
    wrong = check_answer(question, answer)
    return (Problem("", wrong),) if wrong else ()


def _about_slots(section: Section, attached: frozenset[str]) -> Iterator[Finding]:
    for slot in section.slots:
        if slot.required and slot.key not in attached:
            sentence = say("“{slot}” is not attached yet.", slot=Bilingual(slot.label_sv, slot.label_en))
            yield _finding(f"{section.key}.{slot.key}", Problem("", sentence, is_missing=True))


def _finding(field: str, problem: Problem) -> Finding:
    if problem.is_missing:
        return Finding("complete", field, Answer.UNKNOWN, Effect.BLOCKS, problem.sentence, missing=(field,))
    return Finding("answer", field, Answer.NOT_MET, Effect.BLOCKS, problem.sentence)
