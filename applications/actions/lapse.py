"""Let approvals lapse when what they approved changes."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from accounts.models import User
from applications.actions.beats import note
from applications.approvals import live_approvals, own_part
from applications.approved import CHANGED
from applications.document import document_of
from applications.letters import send_lapsed
from applications.models import Application, Attachment, Party, PartyApproval
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


def put_papers_away(rows: Iterable[PartyApproval], *, now: datetime) -> None:
    """Keep the papers of approvals that no longer hold as versions, and not among the application's files."""
    papers = {row.document_id for row in rows if row.document_id}
    live = PartyApproval.objects.filter(document__in=papers, voided_at__isnull=True)
    gone = papers - set(live.values_list("document_id", flat=True))
    Attachment.objects.filter(pk__in=gone, replaced_at__isnull=True).update(replaced_at=now)


def _parts(application: Application) -> dict[str, str]:
    return {party["id"]: sha256_of(own_part(party)) for party in document_of(application)["parties"]}


def _lapse(application: Application, party: Party, *, actor: User, now: datetime) -> None:
    rows = list(live_approvals(application).filter(party=party))
    if not rows:
        return
    for row in rows:
        row.voided_at, row.void_reason = now, CHANGED
        row.save(update_fields=["voided_at", "void_reason"])
    put_papers_away(rows, now=now)
    note(
        application,
        "approval_lapsed",
        actor=actor.journal_name,
        now=now,
        content=[row.sha256 for row in rows],
        party=str(party.pk),
    )
    send_lapsed(application, party, rows, now=now)
