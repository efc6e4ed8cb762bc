"""Letting support in for an hour, and showing it out."""

from datetime import timedelta
from typing import Any

import pytest

from applications.access import open_visits, possible_actions, roles_in, sees
from applications.actions.support import LASTS, let_in, note_reading, show_out
from applications.models import Application, SupportVisit
from applications.visits import code_of, readings_of
from journal.models import Entry
from rulebook.access import Part, Role
from rulebook.verdict import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db


def visit(application: Application) -> SupportVisit:
    """Let support in, as Alma on APPLIED."""
    return let_in(application_id=application.pk, actor=make.applicant(), now=make.APPLIED)


def test_support_sees_the_draft_for_an_hour_and_no_longer() -> None:
    application = make.filled_application()
    sune = make.support()
    assert roles_in(application, sune, now=make.APPLIED) == frozenset()
    opened = visit(application)
    assert opened.until == make.APPLIED + LASTS
    for moment, inside in ((make.APPLIED, True), (opened.until, False)):
        assert (roles_in(application, sune, now=moment) == {Role.SUPPORT}) is inside
        assert sees(application, sune, Part.WORKING_COPY, now=moment) is inside
        assert possible_actions(application, sune, now=moment) == ()
    assert visit(application) == opened
    assert len(code_of(opened)) == 6


@pytest.mark.parametrize("somebody", [make.officer, make.decider, make.registrar, make.stranger])
def test_a_visit_opens_nothing_to_anybody_else(somebody: object) -> None:
    application = make.filled_application()
    visit(application)
    user = somebody()  # type: ignore[operator]
    assert [part for part in Part if sees(application, user, part, now=make.APPLIED)] == []


def test_support_is_shown_out_at_once() -> None:
    application = make.filled_application()
    opened = visit(application)
    given: dict[str, Any] = {"application_id": application.pk, "actor": make.applicant(), "now": make.APPLIED}
    assert show_out(**given) == 1
    assert roles_in(application, make.support(), now=make.APPLIED) == frozenset()
    with pytest.raises(SupportVisit.DoesNotExist):
        note_reading(visit_id=opened.pk, actor=make.support(), now=make.APPLIED)
    assert show_out(**given) == 0


def test_every_reading_is_journalled_and_shown() -> None:
    application = make.filled_application()
    opened = visit(application)
    later = make.APPLIED + timedelta(minutes=5)
    for moment in (make.APPLIED, later):
        note_reading(visit_id=opened.pk, actor=make.support(), now=moment)
    assert [(one.who, one.at) for one in readings_of(application)] == [
        ("Sune Dal", later),
        ("Sune Dal", make.APPLIED),
    ]
    assert Entry.objects.filter(action="let_support_in").count() == 1


def test_nobody_else_lets_support_in_and_a_submitted_case_is_not_a_draft() -> None:
    draft = make.filled_application()
    for user in (make.stranger(), make.officer(), make.support()):
        with pytest.raises(Refused):
            let_in(application_id=draft.pk, actor=user, now=make.APPLIED)
    visit(draft)
    sent = make.submitted_application(round_=draft.round)
    with pytest.raises(Refused):
        visit(sent)
    assert open_visits(make.APPLIED).count() == 1


def test_a_visit_ends_with_the_draft() -> None:
    application = make.submitted_application()
    SupportVisit.objects.create(
        application=application,
        opened_by=make.applicant(),
        opened_at=make.APPLIED,
        until=make.APPLIED + LASTS,
    )
    assert roles_in(application, make.support(), now=make.APPLIED) == frozenset()
