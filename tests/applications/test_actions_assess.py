"""Assessing a case: drafts, handing in, and what is refused."""

from typing import Any

import pytest

from applications.actions.assess import AssessmentChanged, assess
from applications.actions.assign import unassign
from applications.actions.declare import declare
from applications.models import Application, Assessment, Assignment
from journal.models import Entry
from tests import factories as f
from tests.applications.desk import filed_assessment
from tests.applications.refusals import refuses

pytestmark = pytest.mark.django_db
WHOLE: dict[str, tuple[int | None, str]] = {"potential": (6, "Tydligt behov."), "team": (4, "Liten grupp.")}


def save(application: Application, assignment: Assignment, **more: Any) -> Assessment:
    given: dict[str, Any] = {"scores": WHOLE, "summary": "Bra.", "version": 0, "file": False} | more
    return assess(application_id=application.pk, actor=assignment.assessor, now=f.REVIEWED, **given)


def test_a_draft_may_be_incomplete_and_is_saved_by_version() -> None:
    application, assignment = f.cleared_application()
    save(application, assignment, scores={"potential": (5, ""), "team": (None, "")}, summary="")
    second = save(application, assignment, version=1)
    assert (second.version, second.scores, second.summary, second.filed_at) == (
        2,
        {
            "potential": {"score": 6, "reasons": "Tydligt behov."},
            "team": {"score": 4, "reasons": "Liten grupp."},
        },
        "Bra.",
        None,
    )
    assert Entry.objects.filter(action="save_assessment").count() == 2
    assert "Tydligt" not in str(list(Entry.objects.values()))


def test_an_older_version_is_refused_and_shows_what_stands() -> None:
    application, assignment = f.cleared_application()
    save(application, assignment)
    with pytest.raises(AssessmentChanged) as changed:
        save(application, assignment, summary="En annan text.")
    assert (changed.value.current.version, changed.value.current.summary) == (1, "Bra.")


def test_handing_in_needs_everything_and_then_it_stands() -> None:
    application, assignment = f.cleared_application()
    with refuses(
        ("assessment", "scores.potential.reasons"),
        ("assessment", "scores.team.score"),
        ("assessment", "scores.team.reasons"),
        ("assessment", "summary"),
    ):
        save(application, assignment, scores={"potential": (5, " ")}, summary=" ", file=True)
    assert filed_assessment(application, assignment).filed_at == f.REVIEWED
    with refuses(("filed", "")):
        save(application, assignment, version=1)


@pytest.mark.parametrize("score", [0, 8, -1])
def test_a_score_off_the_scale_is_refused_in_a_draft_too(score: int) -> None:
    application, assignment = f.cleared_application()
    with refuses(("assessment", "scores.potential.score")):
        save(application, assignment, scores={"potential": (score, "x")})
    with refuses(("assessment", "scores.other.score")):
        save(application, assignment, scores={"other": (5, "x")})


def test_nobody_assesses_before_declaring_nor_in_conflict_nor_when_taken_off() -> None:
    application, assignment = f.assigned_application()
    with refuses(("permission", "")):
        save(application, assignment)
    declare(
        application_id=application.pk,
        has_conflict=True,
        explanation="Svåger.",
        actor=assignment.assessor,
        now=f.REVIEWED,
    )
    with refuses(("permission", "")):
        save(application, assignment)
    second, cleared = f.cleared_application()
    unassign(application_id=second.pk, assessor=cleared.assessor, actor=f.officer(), now=f.REVIEWED)
    with refuses(("permission", "")):
        save(second, cleared)


def test_a_prepared_case_is_assessed_no_more() -> None:
    application, _decision = f.prepared_application()
    with refuses(("permission", "")):
        save(application, application.assignments.get())
    assert not Assessment.objects.exists()
