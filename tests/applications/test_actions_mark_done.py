"""Marking sections as done: a sign to the others, taken away by whoever changes the section."""

from dataclasses import replace

import pytest

from applications.actions.mark_done import mark_done
from applications.actions.party import add_party
from applications.models import Application, SectionAnswer
from tests import factories as make
from tests.applications.refusals import refuses
from tests.applications.test_actions_attach import put

pytestmark = pytest.mark.django_db


def mark(
    application: Application, key: str, *, done: bool = True, version: int | None = None
) -> SectionAnswer:
    return mark_done(
        application_id=application.pk,
        key=key,
        done=done,
        version=make.version_of(application, key) if version is None else version,
        actor=make.applicant(),
        now=make.APPLIED,
    )


def done(application: Application) -> set[str]:
    return set(application.sections.filter(done=True).values_list("key", flat=True))


def test_a_section_is_marked_and_opened_again() -> None:
    application = make.filled_application()
    assert mark(application, "plan").done
    assert done(application) == {"plan"}
    mark(application, "plan", done=False)
    assert done(application) == set()


def test_a_change_of_the_section_takes_the_mark_away_and_of_another_does_not() -> None:
    application = make.filled_application()
    mark(application, "plan")
    mark(application, "project")
    make.give_answers(application, "plan", {"plan_sv": "En ny plan."})
    assert done(application) == {"project"}


def test_parties_budget_and_files_are_opened_by_what_changes_their_tables() -> None:
    application = make.filled_application()
    keys = ("parties", "budget", "attachments")
    for key in keys:
        mark(application, key)
    make.give_budget(application, application.parties.get(role="coordinator"), make.BUDGETS[0])
    assert done(application) == {"parties", "attachments"}
    put(application)
    assert done(application) == {"parties"}
    other = replace(make.ASSOCIATION, organisation_number="", name="En till")
    add_party(application_id=application.pk, given=other, actor=make.applicant(), now=make.APPLIED)
    assert done(application) == set()


def test_what_is_not_complete_is_not_done() -> None:
    application = make.draft_application()
    with refuses(("done", "project")):
        mark(application, "project")


def test_a_section_that_somebody_has_changed_since_is_read_first() -> None:
    application = make.filled_application()
    before = make.version_of(application, "plan")
    make.give_answers(application, "plan", {"plan_sv": "Någon annans plan."})
    with refuses(("done", "plan")):
        mark(application, "plan", version=before)


def test_a_party_page_has_no_mark_of_its_own() -> None:
    application = make.filled_application()
    key = f"party:{application.parties.get(role='coordinator').pk.hex}"
    for wrong in (key, "finns_inte"):
        with pytest.raises(SectionAnswer.DoesNotExist):
            mark(application, wrong, version=0)


def test_nothing_is_marked_in_a_submitted_application() -> None:
    application = make.submitted_application()
    with refuses(("permission", "")):
        mark(application, "plan", done=False)
