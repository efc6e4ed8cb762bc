"""Assessments: complete or not, and what scores weigh together to."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulebook.scoring import Criterion, Score, check_assessment, in_hundredths, mean_of, weighted_mean
from rulebook.verdict import Answer

POTENTIAL = Criterion(key="potential", title_sv="Potential", weight=2)
ACTORS = Criterion(key="actors", title_sv="Aktörer", title_en="Actors", lowest=0, highest=10)
BOTH = (POTENTIAL, ACTORS)


def test_a_complete_assessment() -> None:
    scores = (
        Score(criterion="potential", score=7, reasons="Stor."),
        Score(criterion="actors", score=0, reasons="Få."),
    )
    assert check_assessment(BOTH, scores).findings == ()


def test_everything_that_is_missing_is_told_at_once() -> None:
    verdict = check_assessment(BOTH, [Score(criterion="actors", score=11, reasons=" ")])
    assert [(f.field, f.answer) for f in verdict.findings] == [
        ("scores.actors.score", Answer.NOT_MET),
        ("scores.actors.reasons", Answer.UNKNOWN),
        ("scores.potential.reasons", Answer.UNKNOWN),
        ("scores.potential.score", Answer.UNKNOWN),
    ]
    assert len(verdict.stops) == 4


def test_means_are_exact_and_rounded_once() -> None:
    first = weighted_mean(BOTH, {"potential": 7, "actors": 2})
    assert first == Fraction(16, 3)
    assert weighted_mean(BOTH, {"potential": 7}) is None
    assert weighted_mean((), {}) is None
    assert mean_of([first, None, Fraction(5)]) == Fraction(31, 6)
    assert mean_of([None]) is None
    assert in_hundredths(Fraction(16, 3)) == 533
    assert in_hundredths(Fraction(5125, 1000)) == 513


@given(st.lists(st.integers(1, 7), min_size=1), st.integers(1, 9))
def test_a_mean_lies_between_its_scores(scores: list[int], weight: int) -> None:
    criteria = [Criterion(key=str(n), title_sv="x", weight=weight) for n in range(len(scores))]
    mean = weighted_mean(criteria, {str(n): score for n, score in enumerate(scores)})
    assert mean == Fraction(sum(scores), len(scores))


def test_a_criterion_as_a_call_publishes_it() -> None:
    record = {"key": "actors", "title_sv": "Aktörer", "title_en": "Actors", "scale": [0, 10], "weight": 1}
    assert Criterion.from_record(record) == ACTORS
    with pytest.raises(ValueError, match="scale"):
        Criterion.from_record({"key": "x", "scale": 7})
