"""Unlock a submitted application for changes; the submitted version stays the valid one meanwhile."""

from datetime import datetime
from uuid import UUID

from accounts.models import User
from applications.actions.beats import locked, move, note, require, require_open
from applications.models import Application
from rulebook.states import State
from rulebook.workflow import Action


def unlock(*, application_id: UUID, actor: User, arrived_at: datetime, now: datetime) -> Application:
    """Open the form again until the closing moment. Raises Refused."""
    with locked(application_id) as application:
        require(application, actor, Action.UNLOCK, now=now)
        require_open(application, arrived_at=arrived_at)
        move(application, Action.UNLOCK, now=now)
        note(application, "unlock", actor=actor.journal_name, now=now)
    return application


def relock(*, application_id: UUID, actor: User, now: datetime) -> Application:
    """Leave the submitted version as it is; what was changed since stays unsent. Raises Refused."""
    with locked(application_id) as application:
        require(application, actor, Action.RELOCK, now=now)
        move(application, Action.RELOCK, now=now)
        note(application, "relock", actor=actor.journal_name, now=now)
    return application


def relock_closed(*, now: datetime) -> int:
    """Lock what is still unlocked when its round has closed; return how many cases that was."""
    late = Application.objects.filter(state=State.UNLOCKED.value, round__closes_at__lt=now)
    count = 0
    for number in list(late.values_list("pk", flat=True)[:500]):
        with locked(number) as application:
            if application.stands is not State.UNLOCKED or application.round.closes_at >= now:
                continue
            move(application, Action.RELOCK, now=now)
            note(application, "relock", actor="machine:tick", now=now)
            count += 1
    return count
