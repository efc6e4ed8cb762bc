"""Approve a party's part: as its authorised signatory, by power of attorney, or on a signed paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import User
from applications.access import participant_in
from applications.actions.beats import locked, note, require, require_open, require_piece, touch
from applications.actions.lapse import put_papers_away
from applications.approvals import content_to_approve, fingerprint, live_approvals
from applications.approved import person_key
from applications.document import document_of
from applications.files import CheckedFile, look_into
from applications.keeping import keep
from applications.models import Application, ApprovalKind, Attachment, Party, PartyApproval
from applications.visibility import PAPER_SLOT
from rulebook.access import Piece
from rulebook.questions import Slot
from rulebook.verdict import Refused, say
from rulebook.workflow import Action

MOST_PAPERS = 200
MOST_NAMES = 10
MOST_JOINTLY = 5
PAPER = Slot(
    key=PAPER_SLOT,
    label_sv="Undertecknat papper",
    label_en="Signed paper",
    media_types=("application/pdf", "image/png", "image/jpeg"),
    megabytes=10,
)


@dataclass(frozen=True)
class Paper:
    """A file as it was sent: its name and its bytes."""

    name: str
    content: bytes


def approve(
    *,
    application_id: UUID,
    party_id: UUID,
    sha256: str,
    attorney: Paper | None = None,
    actor: User,
    now: datetime,
) -> PartyApproval:
    """Approve what the page showed, known by its SHA-256, in the actor's own name.

    An authorised signatory needs nothing more; another of the party's people gives a power of attorney.
    Approving twice is approving once. Raises Party.DoesNotExist and Refused.
    """
    looked = look_into(attorney.name, attorney.content, PAPER) if attorney else None
    with locked(application_id) as application:
        party = _asked(application, party_id, Piece.OWN_APPROVAL, actor=actor, now=now)
        own = participant_in(application, actor)
        signs = own is not None and own.is_signatory
        if not signs and attorney is None:
            sentence = say("Attach the power of attorney, or ask an authorised signatory to approve.")
            raise Refused.because("signatory", sentence, "file")
        _same_as_shown(application, party, sha256)
        again = live_approvals(application).filter(party=party, user=actor).first()
        if again is not None:
            return again
        kind = ApprovalKind.SIGNATORY if signs else ApprovalKind.POWER_OF_ATTORNEY
        paper = None
        if attorney is not None and looked is not None and not signs:
            paper = _keep(application, party, attorney, looked, actor, now)
        row = _row(party, kind, actor.get_full_name(), sha256, paper, actor=actor, now=now)
        row.user = actor
        row.save()
        _written(application, [row], actor=actor, now=now)
    return row


def record_paper(
    *,
    application_id: UUID,
    party_id: UUID,
    names: Sequence[str],
    sha256: str,
    paper: Paper,
    actor: User,
    now: datetime,
) -> list[PartyApproval]:
    """Keep a scanned paper that the named signatories have signed, one approval for each name.

    Raises Party.DoesNotExist, and Refused for no names, for a file that is not taken, and for a page that
    showed something else than what stands now.
    """
    looked = look_into(paper.name, paper.content, PAPER)
    with locked(application_id) as application:
        party = _asked(application, party_id, Piece.PAPER_APPROVAL, actor=actor, now=now)
        given = {person_key(name): " ".join(name.split())[:150] for name in names if name.strip()}
        if not 0 < len(given) <= MOST_NAMES:
            raise Refused.because("names", say("Write who has signed, one name on each line."), "names")
        _same_as_shown(application, party, sha256)
        kept = _keep(application, party, paper, looked, actor, now)
        rows = [
            _row(party, ApprovalKind.PAPER, name, sha256, kept, actor=actor, now=now)
            for name in given.values()
        ]
        for row in rows:
            row.save()
        _written(application, rows, actor=actor, now=now)
    return rows


def need_signatories(
    *, application_id: UUID, party_id: UUID, number: int, actor: User, now: datetime
) -> Party:
    """Say how many sign for a party jointly. Raises Party.DoesNotExist, and Refused outside one to five."""
    with locked(application_id) as application:
        party = _asked(application, party_id, Piece.PARTY, actor=actor, now=now)
        if not 1 <= number <= MOST_JOINTLY:
            sentence = say("Write how many sign jointly: at least 1, at most {most}.", most=MOST_JOINTLY)
            raise Refused.because("signatories_needed", sentence, "number")
        party.signatories_needed = number
        party.save(update_fields=["signatories_needed"])
        touch(application, now=now)
        note(
            application,
            "need_signatories",
            actor=actor.journal_name,
            now=now,
            party=str(party.pk),
            number=number,
        )
    return party


def retract(*, application_id: UUID, approval_id: UUID, actor: User, now: datetime) -> PartyApproval:
    """Take back an approval that oneself gave or recorded. Raises PartyApproval.DoesNotExist, Refused."""
    with locked(application_id) as application:
        require(application, actor, Action.APPROVE, now=now)
        require_open(application, arrived_at=now)
        row: PartyApproval = live_approvals(application).get(pk=approval_id, recorded_by=actor)
        row.voided_at, row.void_reason = now, "retracted"
        row.save(update_fields=["voided_at", "void_reason"])
        put_papers_away([row], now=now)
        touch(application, now=now)
        note(
            application,
            "approval_retracted",
            actor=actor.journal_name,
            now=now,
            content=row.sha256,
            party=str(row.party_id),
        )
    return row


def _asked(application: Application, party_id: UUID, piece: Piece, *, actor: User, now: datetime) -> Party:
    require(application, actor, Action.APPROVE, now=now)
    require_open(application, arrived_at=now)
    party: Party = application.parties.get(pk=party_id)
    require_piece(application, actor, piece, party)
    return party


def _same_as_shown(application: Application, party: Party, sha256: str) -> None:
    stands = fingerprint(content_to_approve(document_of(application), str(party.pk)))
    if stands != sha256:
        sentence = say("What you approve has changed since the page was opened. Read it again, then approve.")
        raise Refused.because("changed", sentence)


def _keep(
    application: Application,
    party: Party,
    paper: Paper,
    file: CheckedFile | Refused,
    actor: User,
    now: datetime,
) -> Attachment:
    """Keep the paper under a party's name, outside the form's slots, checked as attachments are."""
    if application.attachments.filter(slot=PAPER_SLOT).count() >= MOST_PAPERS:
        raise Refused.because("file", say("There is room for two hundred signed papers."), "file")
    if isinstance(file, Refused):
        raise Refused.because("file", file.verdict.findings[0].sentence, "file")
    row = Attachment(
        application=application,
        party=party,
        slot=PAPER_SLOT,
        name=file.name,
        media_type=file.media_type,
        pages=file.pages,
        added_at=now,
        added_by=actor,
    )
    keep(row, paper.content)
    return row


def _row(
    party: Party,
    kind: ApprovalKind,
    name: str,
    sha256: str,
    paper: Attachment | None,
    *,
    actor: User,
    now: datetime,
) -> PartyApproval:
    return PartyApproval(
        application=party.application,
        party=party,
        kind=kind.value,
        name=name,
        document=paper,
        sha256=sha256,
        approved_at=now,
        recorded_by=actor,
    )


def _written(application: Application, rows: Sequence[PartyApproval], *, actor: User, now: datetime) -> None:
    touch(application, now=now)
    note(
        application,
        "approve",
        actor=actor.journal_name,
        now=now,
        content=[[row.name, row.sha256] for row in rows],
        party=str(rows[0].party_id),
        kind=rows[0].kind,
    )
