"""Which of the form's places for files are filled, and what is wrong with files that lie in them."""

from collections.abc import Iterator
from typing import Any

from applications.document import Document
from applications.heads import party_name
from applications.visibility import PAPER_SLOT
from rulebook.questions import Form, Section, Slot
from rulebook.verdict import Answer, Bilingual, Effect, Finding, say


def slots_filled(document: Document, form: Form) -> frozenset[str]:
    """Return the slots that hold a file; of those for every party, the ones that `findings_about` judges."""
    per_party = {slot.key for section in form for slot in section.slots if slot.per_party}
    return frozenset(row["slot"] for row in document["attachments"]) | per_party


def lacking(document: Document, slot: Slot) -> tuple[dict[str, Any], ...]:
    """Return the parties that have no file in a place that is one for every party."""
    given = {row.get("party") for row in document["attachments"] if row["slot"] == slot.key}
    return tuple(party for party in document["parties"] if party["id"] not in given)


def findings_about(document: Document, form: Form) -> Iterator[Finding]:
    """Say which parties' files are missing, and which files the virus scanner has refused."""
    for section in form:
        for slot in section.slots:
            yield from _missing(document, section, slot)
    places = {slot.key: f"{section.key}.{slot.key}" for section in form for slot in section.slots}
    for row in document["attachments"]:
        if row.get("is_infected"):
            approved = f"approvals.{row.get('party', '')}" if row["slot"] == PAPER_SLOT else ""
            field = places.get(row["slot"], approved)
            sentence = say("The virus scanner has refused “{file}”. Attach another file.", file=row["name"])
            yield Finding("infected", field, Answer.NOT_MET, Effect.BLOCKS, sentence)


def _missing(document: Document, section: Section, slot: Slot) -> Iterator[Finding]:
    without = lacking(document, slot) if slot.required and slot.per_party else ()
    if without:
        field = f"{section.key}.{slot.key}"
        sentence = say(
            "“{slot}” is not attached yet for {parties}.",
            slot=Bilingual(slot.label_sv, slot.label_en),
            parties=tuple(party_name(party) or "–" for party in without),
        )
        yield Finding("complete", field, Answer.UNKNOWN, Effect.BLOCKS, sentence, missing=(field,))
