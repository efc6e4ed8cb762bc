"""What a PDF shows, as plain JSON values: the same chapters, parties and budget that the pages show."""

from dataclasses import asdict
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from applications.answers_shown import Shown
from applications.budget_table import HoursRow
from applications.document import Document, title
from applications.models import Application, Snapshot
from applications.reading import Budget, Chapter, PartyLine, budget_of, chapters_of, parties_of
from applications.snapshots import document_number
from applications.visibility import sections_seen
from rulebook.identifiers import format_organisation_number
from rulebook.questions import Form
from rulebook.window import STOCKHOLM
from wording import speak

Content = dict[str, Any]


def application_content(
    application: Application, document: Document, form: Form, *, snapshot: Snapshot | None, language: str
) -> Content:
    """Lay out an application as somebody sees it: a submitted version, or the draft as it stands."""
    with override(language):
        return {
            **_head(application, document, language),
            "kicker": document_number(snapshot) if snapshot else _("Draft, not submitted"),
            "watermark": "" if snapshot else _("DRAFT"),
            "facts": _facts(application, snapshot),
            "chapters": [
                _chapter(one, document) for one in chapters_of(document, sections_seen(document, form))
            ],
        }


def receipt_content(
    application: Application, document: Document, *, snapshot: Snapshot, language: str
) -> Content:
    """Lay out the receipt of a submitted version."""
    with override(language):
        proofs = [(_("Fingerprint of the application (SHA-256)"), snapshot.sha256)]
        proofs += [(f"{row['name']} (SHA-256)", row["sha256"]) for row in document["attachments"]]
        return {
            **_head(application, document, language),
            "title": _("Receipt") + f" {document_number(snapshot)}",
            "kicker": title(document)[0] or title(document)[1],
            "watermark": "",
            "facts": [
                *_facts(application, snapshot),
                (_("The same in UTC"), f"{snapshot.arrived_at:%Y-%m-%d %H:%M:%S} UTC"),
                (_("Submitted by"), str(snapshot.submitted_by)),
                *proofs,
            ],
            "chapters": [
                {
                    "title": _("To prove that the receipt is genuine"),
                    "blocks": [_text("", _explanation(snapshot))],
                }
            ],
        }


def _explanation(snapshot: Snapshot) -> str:
    return _(
        "Anyone who has the case number and the fingerprint can ask us whether they belong together. It can "
        "be done without us too: save the frozen document from the receipt's page and work out its SHA-256, "
        "for example with “sha256sum {number}.json”. It is the fingerprint above, to the letter."
    ).format(number=document_number(snapshot))


def _head(application: Application, document: Document, language: str) -> Content:
    swedish, english = title(document)
    call = application.round.call
    return {
        "language": language,
        "title": swedish or english or _("Application without a title"),
        "author": speak.in_language(call.funder.name_sv, call.funder.name_en),
        "foot": str(application.case_number or _("Draft")),
        "page": _("Page"),
        "of": _("of"),
        "missing": _("Signs that the typeface lacks stand as their number, for example [U+1F600]."),
    }


def _facts(application: Application, snapshot: Snapshot | None) -> list[tuple[str, str]]:
    call = application.round.call
    facts = [
        (_("Call"), speak.in_language(call.title_sv, call.title_en)),
        (_("Funder"), speak.in_language(call.funder.name_sv, call.funder.name_en)),
        (_("Case number"), str(application.case_number or "–")),
    ]
    if snapshot is not None:
        facts.append((_("Received"), speak.moment(timezone.localtime(snapshot.arrived_at, STOCKHOLM))))
    return facts


def _chapter(chapter: Chapter, document: Document) -> Content:
    match chapter.kind.value:
        case "parties":
            blocks = [_party(one) for one in parties_of(document)]
        case "budget":
            blocks = _budget(budget_of(document))
        case _:
            blocks = [_answer(line) for line in chapter.lines]
    if chapter.files:
        blocks.append(_files(chapter))
    return {"title": chapter.title, "blocks": blocks or [_text("", _("Nothing yet"))]}


def _text(label: str, text: str, language: str = "") -> Content:
    return {"kind": "text", "label": label, "text": text, "language": language}


def _answer(line: Shown) -> Content:
    if line.columns and line.rows:
        columns = [asdict(column) for column in line.columns]
        return {
            "kind": "table",
            "label": line.label,
            "columns": columns,
            "rows": [list(row) for row in line.rows],
        }
    if line.items:
        items = [{"title": item.title, "blocks": [_answer(one) for one in item.lines]} for item in line.items]
        return {"kind": "items", "label": line.label, "items": items}
    return _text(line.label, line.text or _("Not answered"), line.language)


def _party(party: PartyLine) -> Content:
    number = format_organisation_number(party.number) if len(party.number) == 10 else party.number
    told = [
        (_("Organisation number"), number),
        (_("Role"), party.role),
        *party.said,
        (_("Contact person"), ", ".join(text for text in (party.contact, party.email) if text)),
        (_("Grant sought"), speak.kronor(party.sought)),
    ]
    return {"kind": "facts", "label": party.name or "–", "facts": [row for row in told if row[1]]}


def _budget(budget: Budget) -> list[Content]:
    years = [str(year) for year in budget.years]
    heads = [_("Kind"), *years, _("In all")]
    columns = [{"label": head, "is_number": place > 0} for place, head in enumerate(heads)]
    blocks: list[Content] = []
    for group in budget.groups:
        if group.kept_apart is not None:
            blocks.append(_text(group.name, f"{_('Grant sought')}: {speak.kronor(group.kept_apart)}"))
            continue
        rows = [[row.label, *map(speak.number, row.amounts), speak.number(row.total)] for row in group.rows]
        rows += [
            [_hours(one), *map(speak.number, one.amounts), speak.number(one.total)] for one in group.personnel
        ]
        blocks.append({"kind": "table", "label": f"{group.name} (kr)", "columns": columns, "rows": rows})
    return blocks


def _hours(one: HoursRow) -> str:
    rate = speak.kronor(one.hourly_rate)
    return f"{one.description or _('Personnel')} ({speak.number(one.all_hours)} h × {rate})"


def _files(chapter: Chapter) -> Content:
    heads = (_("Attachment"), _("File"), _("Size"), "SHA-256")
    rows = [
        [file["label"], file["name"], f"{speak.number(-(-file['size'] // 1024))} kB", file["sha256"]]
        for file in chapter.files
    ]
    columns = [{"label": head, "is_number": False} for head in heads]
    return {"kind": "table", "label": _("Attached files"), "columns": columns, "rows": rows}
