"""A form's places for files as a page shows them: what lies in each, how it stands, what lay there before."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from applications.downloads import is_handed_out, trouble_with
from applications.files import endings_of
from applications.heads import party_name
from applications.models import Attachment
from applications.views.own import OwnCase
from rulebook.access import Piece
from rulebook.questions import Section, Slot


@dataclass(frozen=True)
class FileShown:
    """One file with what may be said of it; `trouble` is a sentence for one that can't be opened."""

    row: Attachment
    is_open: bool
    trouble: str


@dataclass(frozen=True)
class Place:
    """One place: for the whole application, or for one party (`party` is its id) by name."""

    slot: Slot
    key: str
    party: str
    party_name: str
    endings: tuple[str, ...]
    file: FileShown | None
    earlier: tuple[FileShown, ...]
    may_change: bool


def places_in(case: OwnCase, section: Section) -> tuple[Place, ...]:
    """Return the places of a section that the person sees, one for each party where the form says so."""
    keys = [slot.key for slot in section.slots]
    rows = case.application.attachments.filter(slot__in=keys, letter__isnull=True)
    seen = [
        row for row in rows.select_related("added_by").order_by("-added_at", "-id") if case.sees_file(row)
    ]
    return tuple(
        _place(case, slot, party, [row for row in seen if row.slot == slot.key])
        for slot in section.slots
        for party in _parties(case, slot)
    )


def _parties(case: OwnCase, slot: Slot) -> list[dict[str, str]]:
    if not slot.per_party:
        return [{}]
    return [
        {"id": party["id"], "name": party_name(party) or _("Party without a name")}
        for party in case.document["parties"]
        if case.sees_file(Attachment(slot=slot.key, party_id=UUID(party["id"])))
    ]


def _place(case: OwnCase, slot: Slot, party: dict[str, str], rows: list[Attachment]) -> Place:
    owner = party.get("id", "")
    here = [_shown(row) for row in rows if str(row.party_id or "") == owner]
    now = next((one for one in here if one.row.replaced_at is None), None)
    piece = Piece.PARTY_FILE if owner else Piece.COMMON_FILE
    return Place(
        slot=slot,
        key=f"{slot.key}_{owner}" if owner else slot.key,
        party=owner,
        party_name=party.get("name", ""),
        endings=endings_of(slot),
        file=now,
        earlier=tuple(one for one in here if one.row.replaced_at is not None),
        may_change=case.may_write and case.may(piece, UUID(owner) if owner else None),
    )


def _shown(row: Attachment) -> FileShown:
    return FileShown(row, is_handed_out(row), trouble_with(row.scan))
