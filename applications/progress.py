"""How far each section of an application has come, from what stands in it and what the rules say of it."""

from collections.abc import Container
from dataclasses import dataclass, replace
from enum import StrEnum

from applications.document import Document
from rulebook.questions import Form, Section, SectionKind
from rulebook.verdict import Answer, Verdict


class Progress(StrEnum):
    """How far a section has come; `later` is one that something else must come before."""

    LATER = "later"
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    ATTENTION = "attention"
    COMPLETE = "complete"
    DONE = "done"
    OPTIONAL = "optional"


@dataclass(frozen=True)
class Task:
    """A section, how far it has come, and how many answers it still lacks."""

    section: Section
    progress: Progress
    missing: int


def tasks_of(form: Form, document: Document, verdict: Verdict, done: Container[str] = ()) -> tuple[Task, ...]:
    """Say of every section how far it has come, in the form's order; `done` are the keys marked as done.

    A section is shown as done while nothing in it stops the submission, also if a rule changed its mind.
    """
    found = (_task(section, document, verdict) for section in form)
    return tuple(replace(task, progress=Progress.DONE) if _is_done(task, done) else task for task in found)


def _is_done(task: Task, done: Container[str]) -> bool:
    return task.section.key in done and task.progress in (Progress.COMPLETE, Progress.OPTIONAL)


def _task(section: Section, document: Document, verdict: Verdict) -> Task:
    stops = [finding for finding in verdict.about(section.key) if finding.stops]
    missing = sum(finding.answer is Answer.UNKNOWN for finding in stops)
    if is_for_later(section, document):
        progress = Progress.LATER
    elif not is_begun(section, document):
        progress = Progress.NOT_STARTED if _asks_for_something(section) else Progress.OPTIONAL
    elif len(stops) > missing:
        progress = Progress.ATTENTION
    else:
        progress = Progress.IN_PROGRESS if missing else Progress.COMPLETE
    return Task(section, progress, missing)


def is_for_later(section: Section, document: Document) -> bool:
    """Whether a section can't be begun yet: a budget is somebody's, so a party has to be named first."""
    return section.kind is SectionKind.BUDGET and not any(
        party["name"] or party["organisation_number"] for party in document["parties"]
    )


def is_begun(section: Section, document: Document) -> bool:
    """Whether anything stands in a section."""
    match section.kind:
        case SectionKind.PARTIES:
            return any(party["name"] or party["organisation_number"] for party in document["parties"])
        case SectionKind.BUDGET:
            return any(party["budget"] for party in document["parties"])
        case _:
            slots = {slot.key for slot in section.slots}
            answers = document["sections"].get(section.key, {})
            return any(answers.get(question.key, "").strip() for question in section.questions) or any(
                file["slot"] in slots for file in document["attachments"]
            )


def _asks_for_something(section: Section) -> bool:
    if section.kind in (SectionKind.PARTIES, SectionKind.BUDGET):
        return True
    asked = any(question.required for question in section.questions)
    return asked or any(slot.required for slot in section.slots)
