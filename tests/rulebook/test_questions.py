"""The form as data: what counts as answered, how long a text is, and that a frozen form reads back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.answers import check_answer, check_answers
from rulebook.questions import (
    Question,
    QuestionKind,
    Section,
    SectionKind,
    Slot,
    form_as_json,
    form_from_json,
)
from rulebook.standard_form import STANDARD_FORM
from rulebook.verdict import Answer
from rulebook.visible import visible_length

TEXT = Question(key="t", kind=QuestionKind.LONG_TEXT, label_sv="Text", label_en="Text", limit=10)


def of_kind(kind: QuestionKind, **more: object) -> Question:
    return Question(key="q", kind=kind, label_sv="Fråga", label_en="Question", **more)  # type: ignore[arg-type]


def test_the_standard_form_reads_back_from_json() -> None:
    kept = json.loads(json.dumps(form_as_json(STANDARD_FORM)))
    assert form_from_json(kept) == STANDARD_FORM
    assert form_as_json(form_from_json(kept)) == kept


def test_a_line_break_is_one_character_however_it_was_sent() -> None:
    assert visible_length("ab\r\ncd") == visible_length("ab\ncd") == 5


@pytest.mark.parametrize(
    "text",
    [
        *("a@x.se,b@y.se", "a;b@x.se", "a:b@x.se", "a@x.se>", "<a@x.se>", '"a"@x.se', "(c)a@x.se"),
        *("a..b@x.se", ".a@x.se", "a@.x.se", "a@x..se", "a@-x.se", "a@[10.0.0.1]", "å@x.se"),
        *(f"a@{'b' * 64}.se", f"{'a' * 65}@x.se"),
    ],
)
def test_what_no_mail_can_be_sent_to_is_no_address(text: str) -> None:
    assert check_answer(of_kind(QuestionKind.EMAIL), text) is not None


def test_an_address_may_have_a_domain_with_swedish_letters() -> None:
    assert check_answer(of_kind(QuestionKind.EMAIL), "anna.o-b+c@räksmörgås.example") is None


@given(st.text(max_size=40))
def test_a_text_is_too_long_exactly_when_people_count_more_than_the_limit(text: str) -> None:
    told = check_answer(TEXT, text)
    assert (told is not None) == (visible_length(text.strip()) > 10)


@pytest.mark.parametrize(
    ("question", "good", "bad"),
    [
        (of_kind(QuestionKind.DATE), "2027-03-01", "1 mars"),
        (of_kind(QuestionKind.DATE), "2100-12-31", "0001-01-01"),
        (of_kind(QuestionKind.KRONOR), "1 250 000 kr", "12,50"),
        (of_kind(QuestionKind.EMAIL), "namn@example.se", "namn@example"),
        (of_kind(QuestionKind.EMAIL), "a.b+c@d.example", "två ord@example.se"),
        (of_kind(QuestionKind.PHONE), "+46 70 123 45 67", "ring mig"),
        (of_kind(QuestionKind.YES_NO), "yes", "maybe"),
        (of_kind(QuestionKind.CHOICE, choices=(("a", "A", "A"),)), "a", "b"),
        (of_kind(QuestionKind.GOALS), "3,11,17", "0,18"),
    ],
)
def test_each_kind_takes_what_is_well_formed(question: Question, good: str, bad: str) -> None:
    assert check_answer(question, good) is None
    assert check_answer(question, bad) is not None
    assert check_answer(question, "  ") is None


FORM = (
    Section(key="s", kind=SectionKind.QUESTIONS, title_sv="S", title_en="S", questions=(TEXT,)),
    Section(
        key="files",
        kind=SectionKind.ATTACHMENTS,
        title_sv="Filer",
        title_en="Files",
        slots=(Slot(key="cv", label_sv="CV", label_en="CV", required=True),),
    ),
)


def test_what_is_missing_is_named_with_its_place() -> None:
    verdict = check_answers(FORM, {}, frozenset())
    assert [(f.rule, f.field, f.answer) for f in verdict.findings] == [
        ("complete", "files.cv", Answer.UNKNOWN),
        ("complete", "s.t", Answer.UNKNOWN),
    ]
    assert verdict.stops == verdict.findings


def test_a_full_form_finds_nothing() -> None:
    assert check_answers(FORM, {"s": {"t": "Svar"}}, frozenset({"cv"})).findings == ()


@given(
    st.dictionaries(st.sampled_from(["s", "x"]), st.dictionaries(st.text(max_size=3), st.text(max_size=20)))
)
def test_no_answers_are_ever_an_error(answers: dict[str, dict[str, str]]) -> None:
    check_answers(FORM, answers, frozenset())
