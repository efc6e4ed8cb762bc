"""Who sees which cases: querysets, roles and parts, for everybody in the cast."""

from collections.abc import Callable
from datetime import date

import pytest

from accounts.models import StaffRole, User
from applications.access import own_cases, possible_actions, roles_in, sees
from applications.actions.decide import sign
from applications.actions.declare import declare
from applications.models import Application
from rulebook.access import Part, Role
from rulebook.access import StaffRole as Staff
from rulebook.workflow import Action
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
EVERYBODY_ELSE: list[Callable[[], User]] = [
    make.stranger,
    make.officer,
    make.assessor,
    make.decider,
    make.registrar,
    make.editor,
]


@pytest.mark.parametrize("person", EVERYBODY_ELSE)
def test_a_draft_is_seen_by_nobody_but_its_applicants(person: Callable[[], User]) -> None:
    draft = make.filled_application()
    make.with_partner(draft)
    user = person()
    assert list(Application.objects.visible_to(user, TODAY)) == []
    assert [part for part in Part if sees(draft, user, part, now=make.APPLIED)] == []
    assert possible_actions(draft, user, now=make.APPLIED) == ()
    for own in (make.applicant(), make.partner()):
        assert list(Application.objects.visible_to(own, TODAY)) == [draft] == list(own_cases(own))


def test_an_administrator_without_a_role_sees_no_case() -> None:
    make.submitted_application()
    root = User.objects.create_superuser("root@tallmyren.example", make.PASSWORD)
    assert list(Application.objects.visible_to(root, TODAY)) == []


def test_a_received_case_is_seen_by_those_who_handle_it() -> None:
    case = make.submitted_application(round_=make.closed_round())
    seen = {
        person: list(Application.objects.visible_to(person(), TODAY)) == [case] for person in EVERYBODY_ELSE
    }
    assert [person for person, sees_it in seen.items() if sees_it] == [
        make.officer,
        make.decider,
        make.registrar,
    ]


def test_an_assessor_sees_only_names_until_a_declaration_and_nothing_more_in_conflict() -> None:
    case, assignment = make.assigned_application()
    asta = assignment.assessor
    assert roles_in(case, asta, now=make.REVIEWED) == {Role.ASSIGNED}
    assert [part for part in Part if sees(case, asta, part, now=make.REVIEWED)] == [Part.NAMES]
    declare(application_id=case.pk, has_conflict=True, explanation="Släkt", actor=asta, now=make.REVIEWED)
    assert [part for part in Part if sees(case, asta, part, now=make.REVIEWED)] == [Part.NAMES]
    assert possible_actions(case, asta, now=make.REVIEWED) == (Action.DECLARE,)


def test_a_cleared_assessor_sees_what_was_submitted_but_not_the_working_copy() -> None:
    case, assignment = make.cleared_application()
    assert [part for part in Part if sees(case, assignment.assessor, part, now=make.REVIEWED)] == [
        Part.NAMES,
        Part.CONTENT,
        Part.OWN_ASSESSMENT,
        Part.COMPLETIONS,
    ]


def test_an_officer_who_takes_part_as_applicant_has_no_role_for_the_funder() -> None:
    case = make.submitted_application(user=make.officer())
    assert roles_in(case, make.officer(), now=make.REVIEWED) == {Role.COORDINATOR}
    assert list(Application.objects.of_funder(make.officer())) == []


def test_a_role_ends_with_its_last_day() -> None:
    case = make.submitted_application()
    olof = make.officer()
    StaffRole.objects.filter(user=olof, role=Staff.OFFICER.value).update(until=TODAY)
    assert list(Application.objects.visible_to(olof, TODAY)) == [case]
    assert list(Application.objects.visible_to(olof, date(2026, 11, 23))) == []


@pytest.mark.parametrize("own", [make.applicant, make.partner])
def test_applicants_see_no_decision_before_it_is_signed_and_no_assessments_ever(
    own: Callable[[], User],
) -> None:
    case, _decision = make.prepared_application()
    make.with_partner(case)
    hidden = {Part.ASSESSMENTS, Part.OWN_ASSESSMENT, Part.PREPARED_DECISION, Part.DECISION, Part.REPORT}
    assert {part for part in Part if not sees(case, own(), part, now=make.DECIDED)} == hidden
    sign(application_id=case.pk, actor=make.decider(), now=make.DECIDED)
    case.refresh_from_db()
    assert sees(case, own(), Part.DECISION, now=make.DECIDED)
    assert not sees(case, own(), Part.ASSESSMENTS, now=make.DECIDED)
