"""Final reports: what they hold and when they are due."""

from datetime import date

import pytest

from rulebook.reporting import TEXTS, Lateness, check_report, lateness, usual_due_date
from rulebook.verdict import Answer

GOOD = {"summary_sv": "Vi byggde.", "results_sv": "En tjänst.", "effects_sv": "Kortare köer."}


def test_a_complete_report_may_lack_english() -> None:
    assert check_report(GOOD, money_used=100, granted=100).findings == ()


def test_everything_that_is_missing_is_told_at_once() -> None:
    verdict = check_report({"summary_en": "x", "results_sv": "  "})
    assert {f.field for f in verdict.stops} == {"summary_sv", "results_sv", "effects_sv", "money_used"}
    assert all(f.missing == (f.field,) for f in verdict.stops)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.key)
def test_texts_have_limits(text: object) -> None:
    key, limit = getattr(text, "key", ""), getattr(text, "limit", 0)
    lines = "å\r\n" * (limit // 2)
    assert check_report(GOOD | {key: lines}, money_used=0).findings == ()
    (found,) = check_report(GOOD | {key: "å" * (limit + 1)}, money_used=0).findings
    assert (found.field, found.answer) == (key, Answer.NOT_MET)
    assert "1 characters too long" in str(found.sentence)


@pytest.mark.parametrize(("used", "told"), [(90, "10 kr of the grant"), (110, "110 kr is reported")])
def test_other_sums_than_the_grant_are_for_an_officer(used: int, told: str) -> None:
    verdict = check_report(GOOD, money_used=used, granted=100)
    assert verdict.stops == ()
    assert told in str(verdict.for_people[0].sentence)


def test_due_dates() -> None:
    due = usual_due_date(date(2028, 12, 31))
    assert due == date(2029, 3, 1)
    assert lateness(due, date(2029, 2, 28), reported=False) is Lateness.NOT_DUE
    assert lateness(due, due, reported=False) is Lateness.DUE
    assert lateness(due, date(2029, 3, 2), reported=False) is Lateness.OVERDUE
    assert lateness(due, date(2029, 3, 2), reported=True) is Lateness.NOT_DUE
