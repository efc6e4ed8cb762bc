"""Withdraw a submitted application, or discard a draft."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy

from accounts.models import User
from applications.actions.beats import locked, move, note, require
from applications.models import Application
from rulebook.answers import too_long
from rulebook.verdict import Refused, say
from rulebook.workflow import Action

LONGEST_REASON = 2000
_WITHDRAWN = gettext_lazy("The application was withdrawn.")


def withdraw(*, application_id: UUID, reason: str, actor: User, now: datetime) -> Application:
    """Take the application back. It stays in the archive; an officer strikes the case off. Raises Refused."""
    with locked(application_id) as application:
        require(application, actor, Action.WITHDRAW, now=now)
        if not reason.strip():
            raise Refused.because("reason", say("Say why the application is withdrawn."), "reason")
        if told := too_long(reason.strip(), LONGEST_REASON):
            raise Refused.because("reason", told, "reason")
        _stop_prepared_decision(application, now)
        application.withdrawn_at, application.withdrawal_reason = now, reason.strip()
        move(application, Action.WITHDRAW, now=now)
        note(application, "withdraw", actor=actor.journal_name, now=now, content=reason)
    return application


def _stop_prepared_decision(application: Application, now: datetime) -> None:
    """What waited for a signature waits no more; it stays in the file."""
    waiting = application.decisions.filter(signed_at__isnull=True, returned_at__isnull=True)
    waiting.update(returned_at=now, return_reason=str(_WITHDRAWN))


def discard(*, application_id: UUID, actor: User, now: datetime) -> None:
    """Throw a draft away with everything in it: it was never anybody else's. Raises Refused."""
    with locked(application_id) as application:
        require(application, actor, Action.DISCARD, now=now)
        note(application, "discard", actor=actor.journal_name, now=now)
        files = [
            (attachment.file.storage, str(attachment.file.name))
            for attachment in application.attachments.all()
        ]
        files += [
            (made.file.storage, str(made.file.name)) for made in application.renderings.exclude(file="")
        ]
        application.delete()
        for storage, name in files:
            # Only a draft that is gone for certain takes its files with it.
            transaction.on_commit(partial(storage.delete, name))
