"""Assigning assessors, and taking them off."""

import pytest

from accounts.models import Membership, Organisation
from applications.actions.assign import assign, unassign
from applications.assessors import candidates_for
from applications.models import Application, Assignment
from journal.models import Entry
from mail.models import Letter
from rulebook.access import StaffRole
from tests import factories as f
from tests.applications.desk import LATER, many_submitted
from tests.applications.refusals import refuses

pytestmark = pytest.mark.django_db


def test_an_assessor_is_asked_and_the_case_is_in_review() -> None:
    application, assignment = f.assigned_application()
    assert application.state == "in_review"
    assert (assignment.assessor, assignment.assigned_by, assignment.ended_at) == (
        f.assessor(),
        f.officer(),
        None,
    )
    entry = Entry.objects.get(action="assign")
    assert (entry.actor, entry.object_id, entry.details) == (
        f.officer().journal_name,
        str(application.pk),
        {"state": "in_review", "assessor": f.assessor().journal_name},
    )
    letter = Letter.objects.get(template="assignment")
    assert letter.to == f.assessor().email
    assert "Öppna medborgarbudgeten" not in letter.body + letter.subject


def test_assigning_again_after_taking_off_keeps_one_row() -> None:
    application, assignment = f.assigned_application()
    unassign(application_id=application.pk, assessor=f.assessor(), actor=f.officer(), now=LATER)
    assert Assignment.objects.get().ended_at == LATER
    assign(application_id=application.pk, assessor=f.assessor(), actor=f.officer(), now=LATER)
    again = Assignment.objects.get()
    assert (again.pk, again.ended_at, again.assigned_at) == (assignment.pk, None, LATER)


def test_nobody_is_assigned_while_the_round_is_open() -> None:
    application = f.submitted_application(round_=f.open_round())
    with refuses(("window", "")):
        assign(application_id=application.pk, assessor=f.assessor(), actor=f.officer(), now=f.REVIEWED)
    assert Application.objects.get(pk=application.pk).state == "submitted"


def test_only_assessors_who_stand_outside_are_assigned() -> None:
    application = f.submitted_application(round_=f.closed_round())
    taking_part = f.staff(f.applicant().email, "Alma", StaffRole.ASSESSOR)
    both = f.staff("bo@tallmyren.example", "Bo", StaffRole.ASSESSOR, StaffRole.OFFICER)
    for person, rule in ((f.stranger(), "assessor"), (taking_part, "assessor")):
        with refuses((rule, "assessor")):
            assign(application_id=application.pk, assessor=person, actor=f.officer(), now=f.REVIEWED)
    with refuses(("two_chairs", "assessor")):
        assign(application_id=application.pk, assessor=both, actor=both, now=f.REVIEWED)
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("who", [f.assessor, f.decider, f.registrar, f.stranger, f.applicant, f.editor])
def test_only_officers_assign(who: object) -> None:
    application = f.submitted_application(round_=f.closed_round())
    assert callable(who)
    with refuses(("permission", "")):
        assign(application_id=application.pk, assessor=f.assessor(), actor=who(), now=f.REVIEWED)


def test_a_prepared_case_takes_no_more_assessors() -> None:
    application, _decision = f.prepared_application()
    another = f.staff("bo@bedomare.example", "Bo Alm", StaffRole.ASSESSOR)
    with refuses(("permission", "")):
        assign(application_id=application.pk, assessor=another, actor=f.officer(), now=f.REVIEWED)


def test_load_and_ties_are_known_before_assigning() -> None:
    round_ = f.closed_round()
    first, second = many_submitted(2, round_)
    assign(application_id=second.pk, assessor=f.assessor(), actor=f.officer(), now=f.REVIEWED)
    tied = f.staff("bo@bedomare2.example", "Bo Alm", StaffRole.ASSESSOR)
    own = Organisation.objects.create(number=f.ASSOCIATION.organisation_number, name="Öppna kartan")
    Membership.objects.create(user=tied, organisation=own)
    found = candidates_for(first, now=f.REVIEWED)
    assert [(c.user, c.waiting, c.in_all, bool(c.ties), c.is_assigned) for c in found] == [
        (f.assessor(), 1, 1, False, False),
        (tied, 0, 0, True, False),
    ]
