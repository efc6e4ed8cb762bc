"""Attachments of an application: a slot for each, put in, replaced, taken out, handed out."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from applications.actions.attach import attach, detach
from applications.files import EXTENSIONS
from applications.models import Attachment, ScanState
from applications.views.own import OwnCase, own_case
from applications.views.pages import show
from applications.views.talk import together_in
from rulebook.questions import Section, SectionKind, Slot
from rulebook.verdict import Refused
from wording.speak import sentence

HANDED_OUT = (ScanState.CLEAN.value, ScanState.NOT_CONFIGURED.value)


def overview(
    request: HttpRequest, case: OwnCase, chosen: Section, *, wrong: dict[str, str] | None = None
) -> HttpResponse:
    """Show every slot with the file that is in it. `wrong` says beside a slot what was wrong with a file."""
    attached = {file["slot"]: file for file in case.document["attachments"]}
    wrong = wrong or {}
    context = {
        "section": chosen,
        "together": together_in(case, chosen.key),
        "next": case.next_section(chosen),
        "slots": [
            (slot, _endings(slot), attached.get(slot.key), wrong.get(slot.key, "")) for slot in chosen.slots
        ],
        "problems": [(f"#slot_{key}", words) for key, words in wrong.items()],
    }
    return show(request, case, "attachments.html", context, status=422 if wrong else 200)


@login_required
@require_safe
def of_section(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Show the files of a section that asks questions too: its text is saved on the section's own page."""
    case = own_case(request, pk)
    chosen = case.section(key)
    if not chosen.slots or not case.may_write:
        return redirect("applications:section", pk, key)
    return overview(request, case, chosen)


def files_url(pk: UUID, section: Section) -> str:
    """Return the address of the page where a section's files are attached."""
    name = "section" if section.kind is SectionKind.ATTACHMENTS else "section_files"
    return reverse(f"applications:{name}", args=[pk, section.key])


def _endings(slot: Slot) -> list[str]:
    return sorted(ending for ending, kind in EXTENSIONS.items() if kind in slot.media_types)


@login_required
@require_POST
def add(request: HttpRequest, pk: UUID, slot: str) -> HttpResponse:
    """Put a file into a slot, in place of the one that is there."""
    case = own_case(request, pk)
    chosen, place = _slot(case, slot)
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile):
        return overview(request, case, chosen, wrong={slot: _("Choose a file first.")})
    try:
        attach(
            application_id=pk,
            slot_key=slot,
            file_name=upload.name or "",
            content=upload.read(place.megabytes * 1024 * 1024 + 1),
            actor=case.user,
            now=case.now,
        )
    except Refused as refused:
        words = [sentence(finding.sentence) for finding in refused.verdict.findings]
        return overview(request, case, chosen, wrong={slot: " ".join(words)})
    messages.success(request, _("The file is attached."))
    return redirect(files_url(pk, chosen))


@login_required
@require_POST
def remove(request: HttpRequest, pk: UUID, attachment_id: UUID) -> HttpResponse:
    """Take a file out of its slot."""
    case = own_case(request, pk)
    file = case.application.attachments.filter(pk=attachment_id, replaced_at__isnull=True).first()
    if file is None or not case.sees_file(file):
        raise Http404
    chosen, _place = _slot(case, file.slot)
    try:
        detach(application_id=pk, attachment_id=attachment_id, actor=case.user, now=case.now)
    except Refused as refused:
        words = [sentence(finding.sentence) for finding in refused.verdict.findings]
        return overview(request, case, chosen, wrong={file.slot: " ".join(words)})
    except Attachment.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The file has been removed."))
    return redirect(files_url(pk, chosen))


@login_required
@require_GET
def download(request: HttpRequest, pk: UUID, attachment_id: UUID) -> FileResponse:
    """Hand a file out to those whose application it belongs to, never shown inside the portal."""
    case = own_case(request, pk)
    file = case.application.attachments.filter(pk=attachment_id, scan__in=HANDED_OUT).first()
    if file is None or not case.sees_file(file):
        raise Http404
    response = FileResponse(
        file.file.open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _slot(case: OwnCase, key: str) -> tuple[Section, Slot]:
    for section in case.form:
        for slot in section.slots:
            if slot.key == key:
                return section, slot
    raise Http404
