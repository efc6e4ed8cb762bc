"""Assess a case against the call's criteria."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import User
from applications.actions.beats import locked, note, require
from applications.models import Application, Assessment
from rulebook.verdict import Answer, Effect, Finding, Refused, Sentence, Verdict, say
from rulebook.workflow import Action


class AssessmentChanged(Exception):
    """The assessment was saved in another window since this page was opened."""

    def __init__(self, current: Assessment) -> None:
        super().__init__(f"version {current.version}")
        self.current = current


def assess(
    *,
    application_id: UUID,
    scores: Mapping[str, tuple[int | None, str]],
    summary: str,
    version: int,
    file: bool,
    actor: User,
    now: datetime,
) -> Assessment:
    """Save scores and reasons by criterion key; `file` hands the assessment in, after which it stands.

    Raises Refused (a filed assessment, a score off the scale, something missing at filing) and
    AssessmentChanged.
    """
    with locked(application_id) as application:
        require(application, actor, Action.ASSESS, now=now)
        assignment = application.assignments.get(assessor=actor, ended_at__isnull=True)
        assessment = Assessment.objects.filter(assignment=assignment).first()
        assessment = assessment or Assessment(assignment=assignment, changed_at=now)
        if assessment.filed_at is not None:
            raise Refused.because("filed", say("The assessment has been handed in and stands as it is."))
        if assessment.version != version:
            raise AssessmentChanged(assessment)
        problems = list(_problems(application, scores, summary, complete=file))
        if problems:
            raise Refused(Verdict.of(problems))
        assessment.scores = {
            key: {"score": score, "reasons": text[:5000]} for key, (score, text) in scores.items()
        }
        assessment.summary, assessment.changed_at = summary[:5000], now
        assessment.version += 1
        assessment.filed_at = now if file else None
        assessment.save()
        what = "file_assessment" if file else "save_assessment"
        note(application, what, actor=actor.journal_name, now=now, content=[assessment.scores, summary])
    return assessment


def _problems(
    application: Application, scores: Mapping[str, tuple[int | None, str]], summary: str, *, complete: bool
) -> Iterator[Finding]:
    criteria = {str(criterion["key"]): criterion for criterion in application.round.call.criteria}
    for key in scores.keys() - criteria.keys():
        yield _finding(key, say("The call has no such criterion."))
    for key, criterion in criteria.items():
        score, reasons = scores.get(key, (None, ""))
        low, high = scale_of(criterion)
        if score is not None and not low <= score <= high:
            yield _finding(key, say("The score must be between {low} and {high}.", low=low, high=high))
        if complete and score is None:
            yield _finding(key, say("Give a score."))
        if complete and not reasons.strip():
            yield _finding(key, say("Give reasons for the score."))
    if complete and not summary.strip():
        yield _finding("summary", say("Sum up the assessment."))


def _finding(field: str, sentence: Sentence) -> Finding:
    return Finding("assessment", field, Answer.NOT_MET, Effect.BLOCKS, sentence)


def scale_of(criterion: Mapping[str, Any]) -> tuple[int, int]:
    """The lowest and highest score of a criterion as the call published it (`scale`: [low, high])."""
    low, high = criterion.get("scale", (1, 7))
    return int(low), int(high)
