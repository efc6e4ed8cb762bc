"""The head of a case: the few facts of the valid version that lists show, sort and search."""

from typing import Any

from applications.document import Document, answer, coordinator, sought_in_all, title
from applications.models import Application, CaseHead


def write_head(application: Application, document: Document) -> CaseHead:
    """Read the head off the document that has just been frozen. Called by `submit` only."""
    swedish, english = (text.strip() for text in title(document))
    leads = coordinator(document)
    people = [answer(document, "contacts", "leader_name")]
    names = [word for party in document["parties"] for word in _names(party)]
    head, _made = CaseHead.objects.update_or_create(
        application=application,
        defaults={
            "title_sv": swedish,
            "title_en": english,
            "coordinator": party_name(leads) if leads else "",
            "parties": len(document["parties"]),
            "sought": sought_in_all(document),
            "names": folded(" ".join(names + people)),
            "titles": folded(f"{swedish} {english}"),
        },
    )
    return head


def party_name(party: dict[str, Any]) -> str:
    """The name that a party goes by: ORGANISATION – WORKPLACE."""
    return f"{party['name']} – {party['workplace']}" if party["workplace"] else str(party["name"])


def folded(text: str) -> str:
    """Fold a text for searching: lower case, single spaces. SQLite itself folds no å, ä and ö."""
    return " ".join(text.casefold().split())


def _names(party: dict[str, Any]) -> tuple[str, ...]:
    number = party["organisation_number"]
    return party["name"], party["workplace"], number, f"{number[:6]}-{number[6:]}" if number else ""
