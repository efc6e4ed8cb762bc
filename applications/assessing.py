"""Assessments as people at the desk read them: scores by criterion, reasons, means."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from accounts.models import User
from applications.actions.assess import criteria_of
from applications.models import Application, Assessment
from rulebook.scoring import Criterion, in_hundredths, mean_of, weighted_mean
from wording.speak import in_language, speaks_swedish


@dataclass(frozen=True)
class Scored:
    """What one assessor gave for one criterion."""

    title: str
    score: int | None
    highest: int
    reasons: str


@dataclass(frozen=True)
class Read:
    """One assessment with its scores and weighted mean (as text, empty unless complete)."""

    assessment: Assessment
    scores: tuple[Scored, ...]
    mean: str


@dataclass(frozen=True)
class Summary:
    """All filed assessments: each, the mean of every criterion, and the mean of all."""

    filed: tuple[Read, ...]
    criteria: tuple[tuple[str, str], ...]
    mean: str


def title_of(criterion: Criterion) -> str:
    """The criterion's name in the reader's language."""
    return in_language(criterion.title_sv, criterion.title_en)


def read(assessment: Assessment, criteria: Iterable[Criterion]) -> Read:
    """Arrange one assessment by the call's criteria."""
    criteria = tuple(criteria)
    return Read(
        assessment,
        tuple(
            Scored(
                title_of(c),
                _kept(assessment, c).get("score"),
                c.highest,
                _kept(assessment, c).get("reasons", ""),
            )
            for c in criteria
        ),
        _shown(weighted_mean(criteria, _scores(assessment))),
    )


def summary_for(application: Application, reader: User) -> Summary:
    """Sum the filed assessments of a case up; somebody who assesses it too sees none before handing in."""
    if is_still_assessing(application, reader):
        return Summary((), (), "")
    criteria = criteria_of(application)
    filed = Assessment.objects.filter(
        assignment__application=application, filed_at__isnull=False
    ).select_related("assignment__assessor")
    rows = list(filed.order_by("filed_at", "pk"))
    means = [weighted_mean(criteria, _scores(row)) for row in rows]
    return Summary(
        filed=tuple(read(row, criteria) for row in rows),
        criteria=tuple((title_of(c), _shown(_mean_for(c, rows))) for c in criteria) if rows else (),
        mean=_shown(mean_of(means)),
    )


def is_still_assessing(application: Application, person: User) -> bool:
    """Whether the person is assigned to the case and has not handed in yet."""
    own = application.assignments.filter(assessor=person, ended_at__isnull=True)
    return own.exclude(assessment__filed_at__isnull=False).exists()


def _mean_for(criterion: Criterion, rows: list[Assessment]) -> Fraction | None:
    given = [_scores(row).get(criterion.key) for row in rows]
    return mean_of([Fraction(score) for score in given if score is not None])


def _kept(assessment: Assessment, criterion: Criterion) -> dict[str, Any]:
    kept: dict[str, Any] = assessment.scores.get(criterion.key, {})
    return kept


def _scores(assessment: Assessment) -> dict[str, int]:
    return {key: kept["score"] for key, kept in assessment.scores.items() if kept.get("score") is not None}


def _shown(mean: Fraction | None) -> str:
    if mean is None:
        return ""
    whole, part = divmod(in_hundredths(mean), 100)
    return f"{whole}{',' if speaks_swedish() else '.'}{part:02}"
