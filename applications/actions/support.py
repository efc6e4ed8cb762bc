"""Let support into a draft for an hour, and show it out again."""

from datetime import datetime, timedelta
from uuid import UUID

from accounts.models import User
from applications.access import open_visits
from applications.actions.beats import locked, note, require
from applications.models import SupportVisit
from rulebook.workflow import Action

LASTS = timedelta(hours=1)


def let_in(*, application_id: UUID, actor: User, now: datetime) -> SupportVisit:
    """Open the draft to support for an hour, for reading; one that is open already stays as it is.

    Raises Refused when the case is not being written.
    """
    with locked(application_id) as application:
        require(application, actor, Action.LET_IN, now=now)
        standing = open_visits(now).filter(application=application).first()
        if standing is not None:
            return standing
        visit = SupportVisit.objects.create(
            application=application, opened_by=actor, opened_at=now, until=now + LASTS
        )
        note(
            application,
            "let_support_in",
            actor=actor.journal_name,
            now=now,
            visit=visit.pk,
            until=visit.until.isoformat(),
        )
    return visit


def show_out(*, application_id: UUID, actor: User, now: datetime) -> int:
    """End every visit of support in the draft; return how many. Raises Refused."""
    with locked(application_id) as application:
        require(application, actor, Action.PEOPLE, now=now)
        ended = open_visits(now).filter(application=application).update(ended_at=now)
        if ended:
            note(application, "show_support_out", actor=actor.journal_name, now=now)
    return ended


def note_reading(*, visit_id: int, actor: User, now: datetime) -> SupportVisit:
    """Write into the journal that support reads the draft now. Raises SupportVisit.DoesNotExist.

    Nothing is shown without this: the visit is looked up anew, and must still be open.
    """
    found = open_visits(now).get(pk=visit_id)
    with locked(found.application_id) as application:
        visit: SupportVisit = open_visits(now).select_related("opened_by").get(pk=visit_id)
        visit.application = application
        note(application, "support_read", actor=actor.journal_name, now=now, visit=visit.pk)
    return visit
