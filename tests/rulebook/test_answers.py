"""Numbers, choices, tables and groups: what is wrong is named in its cell, and no text is ever an error."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.access import SeenBy
from rulebook.answers import check_answer, check_answers, problems_in_rows
from rulebook.decimals import read_number
from rulebook.questions import (
    Form,
    Question,
    QuestionKind,
    Section,
    SectionKind,
    Slot,
    form_as_json,
    form_from_json,
)
from rulebook.rows import rows_as_text, rows_of
from rulebook.standard_form import STANDARD_FORM
from rulebook.verdict import Answer
from tests.factories.forms import OWN_ANSWERS, OWN_FORM, OWN_SECTION, PACKAGES, PEOPLE

WORDS = st.text(max_size=12)
SIMPLE = st.sampled_from(
    [kind for kind in QuestionKind if kind not in (QuestionKind.TABLE, QuestionKind.GROUP)]
)


@st.composite
def questions(draw: st.DrawFn, *, rowed: bool = True) -> Question:
    kind = draw(st.sampled_from(list(QuestionKind)) if rowed else SIMPLE)
    has_parts = kind in (QuestionKind.TABLE, QuestionKind.GROUP)
    return Question(
        key=draw(st.text("abcdef0123456789", min_size=1, max_size=6)),
        kind=kind,
        label_sv=draw(WORDS),
        label_en=draw(WORDS),
        help_sv=draw(WORDS),
        required=draw(st.booleans()),
        limit=draw(st.none() | st.integers(1, 50)),
        choices=tuple(draw(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=3))),
        decimals=draw(st.integers(0, 4)),
        lowest=draw(st.sampled_from(["", "0", "-5", "0.5"])),
        highest=draw(st.sampled_from(["", "10", "99.75"])),
        unit_sv=draw(WORDS),
        least=draw(st.none() | st.integers(0, 5)),
        most=draw(st.none() | st.integers(1, 5)),
        item_sv=draw(WORDS),
        parts=tuple(draw(st.lists(questions(rowed=False), max_size=4))) if has_parts else (),
    )


SLOTS = st.builds(
    Slot,
    key=WORDS,
    label_sv=WORDS,
    label_en=WORDS,
    required=st.booleans(),
    help_sv=WORDS,
    seen_by=st.sampled_from(list(SeenBy)),
    pages=st.none() | st.integers(1, 99),
    per_party=st.booleans(),
)
SECTIONS = st.builds(
    Section,
    key=WORDS,
    kind=st.sampled_from(list(SectionKind)),
    title_sv=WORDS,
    title_en=WORDS,
    questions=st.lists(questions(), max_size=3).map(tuple),
    slots=st.lists(SLOTS, max_size=2).map(tuple),
    help_en=WORDS,
    seen_by=st.sampled_from(list(SeenBy)),
)
CELLS = st.dictionaries(
    st.sampled_from(["name", "months", "cost", "open", "role", "part"]), WORDS, max_size=6
)


@given(st.lists(SECTIONS, max_size=3).map(tuple))
def test_every_form_reads_back_from_json(form: Form) -> None:
    kept = json.loads(json.dumps(form_as_json(form)))
    assert form_from_json(kept) == form
    assert form_as_json(form_from_json(kept)) == kept


def test_a_form_that_was_frozen_before_there_were_tables_still_reads_and_keeps_its_hash() -> None:
    question = {
        "key": "why", "kind": "long_text", "label_sv": "Varför?", "label_en": "Why?", "help_sv": "",
        "help_en": "", "required": True, "limit": 100, "choices": [], "language": "",
    }  # fmt: skip
    slot = {"key": "cv", "label_sv": "CV", "label_en": "CV", "required": True}
    slot |= {"media_types": ["application/pdf"], "megabytes": 25}
    section = {"key": "own", "kind": "questions", "title_sv": "Eget", "title_en": "Own"}
    kept = [{**section, "questions": [question], "slots": [slot]}]
    form = form_from_json(kept)
    assert (form[0].seen_by, form[0].slots[0].pages, form[0].questions[0].parts) == (SeenBy.ALL, None, ())
    assert form_as_json(form) == kept


def test_the_standard_form_is_written_with_what_forms_always_had() -> None:
    for section in form_as_json(STANDARD_FORM):
        assert set(section) == {"key", "kind", "title_sv", "title_en", "questions", "slots"}


@given(questions(), st.text(max_size=60))
def test_no_text_is_ever_an_error(question: Question, text: str) -> None:
    check_answer(question, text)
    section = Section(key="s", kind=SectionKind.QUESTIONS, title_sv="", title_en="", questions=(question,))
    check_answers((section,), {"s": {question.key: text}}, frozenset())


@given(st.lists(CELLS, max_size=8))
def test_rows_read_back_as_they_were_typed_without_the_empty_ones(rows: list[dict[str, str]]) -> None:
    written = rows_as_text(rows)
    assert rows_of(written) == tuple(row for row in rows if any(cell.strip() for cell in row.values()))
    assert rows_as_text(rows_of(written) or ()) == written


@given(st.lists(CELLS, max_size=8))
def test_every_cell_is_judged_as_its_question_alone_would_be(rows: list[dict[str, str]]) -> None:
    for table in (PACKAGES, PEOPLE):
        written = rows_of(rows_as_text(rows)) or ()
        told = {one.path for one in problems_in_rows(table, rows_as_text(rows)) if one.path}
        assert told == {
            f"{place}.{part.key}"
            for place, row in enumerate(written)
            for part in table.parts
            if check_answer(part, row.get(part.key, ""))
            or (part.required and not row.get(part.key, "").strip())
        }


@pytest.mark.parametrize(
    "text",
    [
        *(
            "[" * 100_000,
            "{" * 100_000,
            "null",
            "7",
            '"x"',
            "{}",
            "[1]",
            "[[]]",
            '[{"name":1}]',
            '[{"name":null}]',
        ),
        *('[{"name":"\\ud800"}]', '[{"name":"x"', "x" * 100_000, "[NaN]", "\x00", '[{"name":{"a":"b"}}]'),
    ],
)
def test_what_are_no_rows_is_told_and_never_an_error(text: str) -> None:
    problems = problems_in_rows(PACKAGES, text)
    assert [(one.path, one.is_missing) for one in problems] == [("", False)]


def test_ten_thousand_rows_are_read_and_told() -> None:
    text = rows_as_text([{"name": "x", "months": "1"}] * 10_000)
    first = problems_in_rows(PACKAGES, text)[0]
    assert (first.path, str(first.sentence)) == ("", "There may be at most 5 here, and there are 10000.")


def test_what_is_wrong_and_what_is_missing_is_named_with_its_cell() -> None:
    rows = rows_as_text([{"name": "Bygga", "months": "abc"}, {"cost": "12,50", "months": "61"}])
    verdict = check_answers((OWN_SECTION,), {"own": {**OWN_ANSWERS, "packages": rows}}, frozenset())
    assert [(f.rule, f.field, f.answer) for f in verdict.findings] == [
        ("answer", "own.packages.0.months", Answer.NOT_MET),
        ("answer", "own.packages.1.cost", Answer.NOT_MET),
        ("answer", "own.packages.1.months", Answer.NOT_MET),
        ("complete", "own.packages.1.name", Answer.UNKNOWN),
    ]
    assert str(verdict.findings[3].sentence) == "“Arbetspaket”, number 2: “Namn” is not answered yet."


def test_a_required_table_without_rows_is_missing_and_an_optional_one_is_not() -> None:
    told = check_answers((OWN_SECTION,), {"own": {**OWN_ANSWERS, "packages": "", "reach": ""}}, frozenset())
    assert [f.field for f in told.findings] == ["own.packages"]


def test_too_few_rows_are_missing() -> None:
    few = rows_as_text([{"name": "Bygga", "months": "3"}])
    told = check_answers((OWN_SECTION,), {"own": {**OWN_ANSWERS, "packages": few}}, frozenset())
    assert [(f.rule, f.field) for f in told.findings] == [("complete", "own.packages")]


def test_a_form_filled_in_well_finds_nothing_of_its_own_questions() -> None:
    assert check_answers(OWN_FORM, {"own": OWN_ANSWERS}, frozenset()).about("own") == ()


@pytest.mark.parametrize(
    ("text", "decimals", "value"),
    [
        *(("12", 0, "12"), ("1 250", 0, "1250"), ("1.250", 0, "1250"), ("-3", 0, "-3"), ("\u22123", 0, "-3")),
        *(("12,5", 1, "12.5"), ("12.5", 1, "12.5"), ("1.250,5", 1, "1250.5"), ("1\u202f250,50", 1, "1250.5")),
        *(("12,0", 0, "12"), ("007", 0, "7")),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, decimals: int, value: str) -> None:
    assert read_number(text, decimals=decimals) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "decimals"),
    [
        *(("abc", 0), ("12,5", 0), ("1.25", 0), ("12,55", 1), ("1,2,3", 1), ("1e5", 1), ("", 0), ("-", 0)),
        *(("9" * 16, 0), ("9" * 100_000, 2), ("٣", 0), ("½", 1), ("NaN", 1), ("Infinity", 1), ("--3", 0)),
    ],
)
def test_what_is_no_number_is_told(text: str, decimals: int) -> None:
    assert not isinstance(read_number(text, decimals=decimals), Decimal)


@given(st.text(max_size=30), st.integers(0, 4))
def test_reading_a_number_never_raises(text: str, decimals: int) -> None:
    read_number(text, decimals=decimals)


def asked(kind: QuestionKind, **more: object) -> Question:
    return Question(key="q", kind=kind, label_sv="F", label_en="Q", **more)  # type: ignore[arg-type]


THREE = (("a", "A", "A"), ("b", "B", "B"), ("c", "C", "C"))


@pytest.mark.parametrize(
    ("question", "good", "bad"),
    [
        (asked(QuestionKind.NUMBER, lowest="1", highest="9"), "9", "10"),
        (asked(QuestionKind.NUMBER, lowest="0.5", decimals=1), "0,5", "0,4"),
        (asked(QuestionKind.KRONOR, lowest="100"), "100 kr", "99"),
        (asked(QuestionKind.KRONOR, highest="100"), "100", "101"),
        (asked(QuestionKind.CHOICES, choices=THREE), "a,c", "a,x"),
        (asked(QuestionKind.CHOICES, choices=THREE, most=2), "a,c", "a,b,c"),
        (asked(QuestionKind.CHOICES, choices=THREE, least=2), "a,c", "a"),
    ],
)
def test_bounds_hold(question: Question, good: str, bad: str) -> None:
    assert check_answer(question, good) is None
    assert check_answer(question, bad) is not None
    assert check_answer(question, " ") is None
