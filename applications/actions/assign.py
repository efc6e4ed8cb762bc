"""Ask an assessor to read a case."""

from datetime import datetime
from uuid import UUID

from accounts.models import User
from applications.access import is_on_staff
from applications.actions.beats import locked, move, note, require
from applications.letters import send_assignment
from applications.models import Application, Assignment
from rulebook.access import StaffRole
from rulebook.verdict import Refused, say
from rulebook.window import swedish_day
from rulebook.workflow import Action


def assign(*, application_id: UUID, assessor: User, actor: User, now: datetime) -> Assignment:
    """Assign an assessor, who first sees only names. The case is in review from then on.

    Raises Refused while the round is open, for somebody who is no assessor or takes part in the application.
    """
    with locked(application_id) as application:
        require(application, actor, Action.ASSIGN, now=now)
        _check(application, assessor, actor, now)
        assignment, made = Assignment.objects.get_or_create(
            application=application,
            assessor=assessor,
            defaults={"assigned_by": actor, "assigned_at": now},
        )
        if not made:
            assignment.ended_at, assignment.assigned_by, assignment.assigned_at = None, actor, now
            assignment.save()
        move(application, Action.ASSIGN, now=now)
        note(application, "assign", actor=actor.journal_name, now=now, assessor=assessor.journal_name)
        key = f"assignment:{assignment.pk}:{now:%Y%m%d%H%M%S}"
        send_assignment(application, assessor.email, assessor.language, key=key, now=now)
    return assignment


def unassign(*, application_id: UUID, assessor: User, actor: User, now: datetime) -> None:
    """Take an assessor off a case; what they filed stays. Raises Refused."""
    with locked(application_id) as application:
        require(application, actor, Action.ASSIGN, now=now)
        application.assignments.filter(assessor=assessor, ended_at__isnull=True).update(ended_at=now)
        note(application, "unassign", actor=actor.journal_name, now=now, assessor=assessor.journal_name)


def _check(application: Application, assessor: User, actor: User, now: datetime) -> None:
    if now <= application.round.closes_at:
        raise Refused.because(
            "window",
            say("The round is still open, so the application may change. Assign assessors after closing."),
        )
    if not is_on_staff(assessor, StaffRole.ASSESSOR, today=swedish_day(now)):
        raise Refused.because("assessor", say("This person is not an assessor."), "assessor")
    if assessor.pk == actor.pk:
        sentence = say("The officer of the case can't also assess it. Choose another assessor.")
        raise Refused.because("two_chairs", sentence, "assessor")
    if application.participants.filter(user=assessor).exists():
        raise Refused.because("assessor", say("This person takes part in the application."), "assessor")
