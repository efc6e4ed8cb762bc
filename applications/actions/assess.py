"""Assess a case against the call's criteria."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from accounts.models import User
from applications.actions.beats import locked, note, require
from applications.models import Application, Assessment
from rulebook.scoring import Criterion, Score, check_assessment
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
        assessment.scores = {key: {"score": score, "reasons": text} for key, (score, text) in scores.items()}
        assessment.summary, assessment.changed_at = summary, now
        assessment.version += 1
        assessment.filed_at = now if file else None
        assessment.save()
        what = "file_assessment" if file else "save_assessment"
        note(application, what, actor=actor.journal_name, now=now, content=[assessment.scores, summary])
    return assessment


def _problems(
    application: Application, scores: Mapping[str, tuple[int | None, str]], summary: str, *, complete: bool
) -> Iterator[Finding]:
    criteria = criteria_of(application)
    for key in scores.keys() - {criterion.key for criterion in criteria}:
        yield _finding(f"scores.{key}.score", say("The call has no such criterion."))
    given = [Score(criterion=key, score=score, reasons=text) for key, (score, text) in scores.items()]
    for finding in check_assessment(criteria, given).findings:
        if complete or finding.answer is Answer.NOT_MET:
            yield finding
    if complete and not summary.strip():
        yield _finding("summary", say("Sum up the assessment."))


def _finding(field: str, sentence: Sentence) -> Finding:
    return Finding("assessment", field, Answer.NOT_MET, Effect.BLOCKS, sentence)


def criteria_of(application: Application) -> tuple[Criterion, ...]:
    """The criteria that the call published."""
    return tuple(Criterion.from_record(record) for record in application.round.call.criteria)
