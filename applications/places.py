"""The places of an application that people talk about: sections, each party's own page and budget."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.document import Document, coordinator
from applications.visibility import Viewer, sees_budget, sees_particulars, sees_section
from rulebook.questions import Form, Section, SectionKind
from wording.speak import in_language


@dataclass(frozen=True)
class Place:
    """A place with its address. `key` is the section's (`party:HEX`, `budget:HEX` for a party's pages).

    `section` is the key of the form's section that it lies in, `questions` pairs of key and label.
    """

    key: str
    title: str
    url: str
    section: str
    questions: tuple[tuple[str, str], ...] = ()

    def url_of(self, question: str) -> str:
        """Return the address of a question in the place."""
        return f"{self.url}#id_{question}" if question else self.url

    def label_of(self, question: str) -> str:
        """Return what a question is called; empty for none."""
        return dict(self.questions).get(question, "")


def places_in(application: UUID, document: Document, form: Form, viewer: Viewer) -> dict[str, Place]:
    """Return every place that a person sees, by key, in the form's order."""
    leads = str((coordinator(document) or {}).get("id", ""))
    found: list[Place] = []
    for section in form:
        if sees_section(viewer, section, leads):
            found.append(_section(application, section))
        if section.kind is SectionKind.PARTIES:
            found += _pages(application, document, section, form, viewer)
        elif section.kind is SectionKind.BUDGET:
            found += _budgets(application, document, section, form, viewer)
    return {place.key: place for place in found}


def _section(application: UUID, section: Section) -> Place:
    return Place(
        key=section.key,
        title=in_language(section.title_sv, section.title_en),
        url=reverse("applications:section", args=[application, section.key]),
        section=section.key,
        questions=tuple((one.key, in_language(one.label_sv, one.label_en)) for one in section.questions),
    )


def _pages(
    application: UUID, document: Document, section: Section, form: Form, viewer: Viewer
) -> Iterator[Place]:
    for party in document["parties"]:
        if sees_particulars(viewer, party["id"], form):
            key = UUID(party["id"])
            url = reverse("applications:party", args=[application, key])
            yield Place(f"party:{key.hex}", party["name"] or _("Party without a name"), url, section.key)


def _budgets(
    application: UUID, document: Document, section: Section, form: Form, viewer: Viewer
) -> Iterator[Place]:
    for party in document["parties"]:
        if sees_budget(viewer, party["id"], form):
            key = UUID(party["id"])
            url = reverse("applications:party_budget", args=[application, key])
            name = party["name"] or _("Party without a name")
            yield Place(f"budget:{key.hex}", _("Budget") + f": {name}", url, section.key)
