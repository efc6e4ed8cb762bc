"""`{% load asking %}`: an application form to look at, as applicants see it; for the preview of a call."""

from typing import Any

from django import template

from applications.files import EXTENSIONS
from applications.forms.answers import AnswersForm
from rulebook.questions import Form, Section, SectionKind, Slot

register = template.Library()


@register.inclusion_tag("applications/parts/form_preview.html")
def asked_form(form: Form) -> dict[str, Any]:
    """{% asked_form form %}: every section in its order, its questions empty and out of reach."""
    return {"sections": [_shown(section) for section in form], "is_preview": True}


def _shown(section: Section) -> dict[str, Any]:
    answers = AnswersForm.of_answers(section, {})
    answers.auto_id = f"id_{section.key}_%s"
    for field in answers.fields.values():
        field.disabled = True
    return {
        "section": section,
        "entries": answers.entries() if section.kind is SectionKind.QUESTIONS else [],
        "slots": [(slot, endings_of(slot)) for slot in section.slots],
    }


def endings_of(slot: Slot) -> list[str]:
    """The endings of the files that a slot takes."""
    return sorted(ending for ending, kind in EXTENSIONS.items() if kind in slot.media_types)
