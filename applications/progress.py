"""How far each section of an application has come, from what stands in it and what the rules say of it."""

from dataclasses import dataclass
from enum import StrEnum

from applications.document import Document
from rulebook.questions import Form, Section, SectionKind
from rulebook.verdict import Answer, Verdict


class Progress(StrEnum):
    """How far a section has come."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    ATTENTION = "attention"
    COMPLETE = "complete"
    OPTIONAL = "optional"


@dataclass(frozen=True)
class Task:
    """A section, how far it has come, and how many answers it still lacks."""

    section: Section
    progress: Progress
    missing: int


def tasks_of(form: Form, document: Document, verdict: Verdict) -> tuple[Task, ...]:
    """Say of every section how far it has come, in the form's order."""
    return tuple(_task(section, document, verdict) for section in form)


def _task(section: Section, document: Document, verdict: Verdict) -> Task:
    stops = [finding for finding in verdict.about(section.key) if finding.stops]
    missing = sum(finding.answer is Answer.UNKNOWN for finding in stops)
    if not is_begun(section, document):
        progress = Progress.NOT_STARTED if _asks_for_something(section) else Progress.OPTIONAL
    elif len(stops) > missing:
        progress = Progress.ATTENTION
    else:
        progress = Progress.IN_PROGRESS if missing else Progress.COMPLETE
    return Task(section, progress, missing)


def is_begun(section: Section, document: Document) -> bool:
    """Whether anything stands in a section."""
    match section.kind:
        case SectionKind.PARTIES:
            return any(party["name"] or party["organisation_number"] for party in document["parties"])
        case SectionKind.BUDGET:
            return any(party["budget"] for party in document["parties"])
        case SectionKind.ATTACHMENTS:
            slots = {slot.key for slot in section.slots}
            return any(file["slot"] in slots for file in document["attachments"])
        case _:
            answers = document["sections"].get(section.key, {})
            return any(answers.get(question.key, "").strip() for question in section.questions)


def _asks_for_something(section: Section) -> bool:
    if section.kind is SectionKind.ATTACHMENTS:
        return any(slot.required for slot in section.slots)
    if section.kind is SectionKind.QUESTIONS:
        return any(question.required for question in section.questions)
    return True
