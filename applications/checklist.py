"""The checklist beside the form: every rule's answer, worst first, with the way to where it is mended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_noop

from applications.answers_shown import place_name
from applications.models import Application
from rulebook.judge import ALWAYS
from rulebook.questions import Form, Section, SectionKind
from rulebook.verdict import Answer, Bilingual, Effect, Finding, Sentence, Verdict, say
from rulebook.vocabulary import KINDS

TITLES: Mapping[str, str] = {
    "complete": gettext_noop("Answers that are missing"),
    "answer": gettext_noop("Answers to correct"),
    "infected": gettext_noop("Files to replace"),
    "hidden": gettext_noop("Seen by some of the parties"),
    **{rule.id: rule.title for rule in ALWAYS},
    **{kind.id: kind.title for kind in KINDS.values()},
}
# Where the party's page names a field otherwise than the findings do.
_FIELDS_OF_PARTY = {"number": "organisation_number", "owner": "owner_number"}


@dataclass(frozen=True)
class Check:
    """One line: what was found, the rule's title as a msgid or a question's label, where to mend it."""

    finding: Finding
    title: str
    url: str


@dataclass(frozen=True)
class Checklist:
    """Every line, worst first. `left` counts the lines that keep the application from being submitted."""

    checks: tuple[Check, ...]
    left: int
    warnings: int


def checklist_of(application: Application, verdict: Verdict, form: Form) -> Checklist:
    """Arrange a verdict for the panel; unanswered questions of one section become one line."""
    findings = list(_gathered(verdict.findings, form))
    return Checklist(
        checks=tuple(check_of(application, finding, form) for finding in findings),
        left=sum(finding.stops for finding in findings),
        warnings=len(verdict.warnings),
    )


def check_of(application: Application, finding: Finding, form: Form) -> Check:
    """Give a finding its rule's title and the address of its field; a wrong answer is named."""
    title = _question_in(finding.field, form) if finding.rule == "answer" else ""
    return Check(finding, title or TITLES.get(finding.rule, ""), field_url(application, finding.field, form))


def _question_in(field: str, form: Form) -> str:
    head, _dot, rest = field.partition(".")
    key, _dot, path = rest.partition(".")
    asked = (one for section in form if section.key == head for one in section.questions)
    question = next((one for one in asked if one.key == key), None)
    return place_name(question, path) if question else ""


def field_url(application: Application, field: str, form: Form) -> str:
    """Return the address where a field is filled in; empty for one that stands on no page."""
    head, _dot, rest = field.partition(".")
    if head == "approvals":
        return _approval_url(application, rest)
    section = next((one for one in form if one.key == head), None)
    if section is None:
        return ""
    page = reverse("applications:section", args=[application.pk, head])
    if section.kind in (SectionKind.PARTIES, SectionKind.BUDGET):
        return _party_url(application, section.kind, rest) or page
    if any(slot.key == rest for slot in section.slots) and section.kind is SectionKind.QUESTIONS:
        page = reverse("applications:section_files", args=[application.pk, head])
    prefix = "slot" if any(slot.key == rest for slot in section.slots) else "id"
    return f"{page}#{prefix}_{rest}" if rest else page


def _approval_url(application: Application, party: str) -> str:
    try:
        return reverse("applications:approval", args=[application.pk, UUID(party)])
    except ValueError:
        return reverse("applications:approvals", args=[application.pk])


def _party_url(application: Application, kind: SectionKind, rest: str) -> str:
    key, _dot, name = rest.partition(".")
    try:
        party = UUID(key)
    except ValueError:
        return ""
    if kind is SectionKind.BUDGET:
        return reverse("applications:party_budget", args=[application.pk, party])
    page = reverse("applications:party", args=[application.pk, party])
    return f"{page}#id_{_FIELDS_OF_PARTY.get(name, name)}" if name else page


def _gathered(findings: Iterable[Finding], form: Form) -> Iterable[Finding]:
    missing: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.rule == "complete":
            missing.setdefault(finding.field.partition(".")[0], []).append(finding)
    for finding in findings:
        key = finding.field.partition(".")[0]
        if finding.rule != "complete" or len(missing[key]) == 1:
            yield finding
        elif finding is missing[key][0]:
            section = next(one for one in form if one.key == key)
            sentence = _so_many_left(section, len(missing[key]))
            yield Finding("complete", key, Answer.UNKNOWN, Effect.BLOCKS, sentence)


def _so_many_left(section: Section, count: int) -> Sentence:
    title = Bilingual(section.title_sv, section.title_en)
    return say("“{section}”: {count} questions are not answered yet.", section=title, count=count)
