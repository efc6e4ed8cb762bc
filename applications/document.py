"""An application as one document: what is shown, judged, frozen and hashed are all this one dictionary."""

from collections.abc import Iterable
from typing import Any

from applications.approved import approvals_in
from applications.declared import declared
from applications.models import Application, Attachment, Party, PersonnelRow, ScanState

Document = dict[str, Any]


def document_of(application: Application) -> Document:
    """Gather what stands in the application now, as JSON values in a fixed shape.

    Sums are whole kronor. Reads each table once, however many parties there are.
    """
    round_ = application.round
    parties = application.parties.prefetch_related("budget_lines", "personnel_rows", "approvals__document")
    return {
        "application": str(application.pk),
        "funder": round_.call.funder.slug,
        "call": round_.call.diarienummer,
        "round": round_.diarienummer,
        "form": round_.form.sha256 if round_.form else "",
        "rules": round_.rules.sha256 if round_.rules else "",
        "sections": {
            section.key: section.answers
            for section in application.sections.order_by("key")
            if ":" not in section.key
        },
        "parties": [_party(party) for party in parties],
        "attachments": [_attachment(row) for row in current_attachments(application)],
    }


def current_attachments(application: Application) -> Iterable[Attachment]:
    """The files that count now: those that no later one has replaced. What came with a letter is apart."""
    current = application.attachments.filter(replaced_at__isnull=True, letter__isnull=True)
    return current.order_by("slot", "added_at", "id")


def _party(party: Party) -> dict[str, Any]:
    return {
        "id": str(party.pk),
        "name": party.name,
        "country": party.country,
        "organisation_number": party.organisation_number,
        "workplace": party.workplace,
        "county_code": party.county_code,
        "municipality_code": party.municipality_code,
        "sector": party.sector,
        "sector_origin": party.sector_origin,
        "role": party.role,
        "is_need_owner": party.is_need_owner,
        "owner_number": party.owner_number,
        "owner_name": party.owner_name,
        "owner_sector": party.owner_sector,
        "owner_share": party.owner_share,
        "economic_activity": party.economic_activity,
        "aid_ground": party.aid_ground,
        "size": party.size,
        **declared(party),
        "contact_name": party.contact_name,
        "contact_email": party.contact_email,
        "budget": [
            {"year": line.year, "kind": line.kind, "amount": line.amount}
            for line in sorted(party.budget_lines.all(), key=lambda line: (line.year, line.kind))
        ],
        **approvals_in(party),
        "personnel": [_hours(row) for row in sorted(party.personnel_rows.all(), key=_place)],
    }


def _hours(row: PersonnelRow) -> dict[str, Any]:
    return {
        "order": row.order,
        "year": row.year,
        "description": row.description,
        "hours": row.hours,
        "hourly_rate": row.hourly_rate,
    }


def _place(row: PersonnelRow) -> tuple[int, str, int, int, int]:
    return row.order, row.description, row.hourly_rate, row.year, row.hours


def _attachment(row: Attachment) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "slot": row.slot,
        "name": row.name,
        "media_type": row.media_type,
        "size": row.size,
        "sha256": row.sha256,
        # What is not so is not said: the SHA-256 of documents from before stays what it was.
        **({"pages": row.pages} if row.pages is not None else {}),
        **({"party": str(row.party_id)} if row.party_id else {}),
        **({"is_infected": True} if row.scan == ScanState.INFECTED.value else {}),
    }


def answer(document: Document, section: str, question: str) -> str:
    """Read one answer; an unanswered question is an empty text."""
    return str(document["sections"].get(section, {}).get(question, ""))


def title(document: Document) -> tuple[str, str]:
    """The title in Swedish and English, each possibly empty."""
    return answer(document, "project", "title_sv"), answer(document, "project", "title_en")


def coordinator(document: Document) -> dict[str, Any] | None:
    """The coordinating party, if one is named."""
    return next((party for party in document["parties"] if party["role"] == "coordinator"), None)


def sought_by(party: dict[str, Any]) -> int:
    """What is sought for a party, whole kronor over all years; also where its lines are kept apart."""
    if "grant_total" in party:
        return int(party["grant_total"])
    return sum(line["amount"] for line in party["budget"] if line["kind"] == "grant")


def sought_in_all(document: Document) -> int:
    """What the parties seek together, whole kronor."""
    return sum(sought_by(party) for party in document["parties"])
