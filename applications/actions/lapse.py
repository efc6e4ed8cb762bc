"""Let approvals lapse when what they approved changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from accounts.models import User
from applications.actions.beats import note
from applications.approvals import live_approvals, own_part
from applications.approved import CHANGED
from applications.document import document_of
from applications.letters import send_lapsed
from applications.models import Application, Party
from journal.canonical import sha256_of


@contextmanager
def watching_approvals(application: Application, *, actor: User, now: datetime) -> Iterator[None]:
    """Write parties and budgets inside this: an approval of one that is different afterwards has lapsed.

    The signatories are told by mail. A save that changes nothing leaves the approvals as they are.
    """
    if not live_approvals(application).exists():
        yield
        return
    before = _parts(application)
    yield
    after = _parts(application)
    for party in application.parties.all():
        key = str(party.pk)
        if key in before and before[key] != after.get(key):
            _lapse(application, party, actor=actor, now=now)


def _parts(application: Application) -> dict[str, str]:
    return {party["id"]: sha256_of(own_part(party)) for party in document_of(application)["parties"]}


def _lapse(application: Application, party: Party, *, actor: User, now: datetime) -> None:
    rows = list(live_approvals(application).filter(party=party))
    if not rows:
        return
    for row in rows:
        row.voided_at, row.void_reason = now, CHANGED
        row.save(update_fields=["voided_at", "void_reason"])
    note(
        application,
        "approval_lapsed",
        actor=actor.journal_name,
        now=now,
        content=[row.sha256 for row in rows],
        party=str(party.pk),
    )
    send_lapsed(application, party, rows, now=now)
