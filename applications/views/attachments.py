"""Attachments of an application: a slot for each, put in, replaced, taken out, handed out."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from applications.actions.attach import attach, detach
from applications.downloads import as_download, is_handed_out, trouble_with
from applications.models import Attachment
from applications.views.file_places import places_in
from applications.views.own import OwnCase, own_case
from applications.views.pages import show
from applications.views.talk import together_in
from rulebook.questions import Section, SectionKind, Slot
from rulebook.verdict import Refused
from wording.speak import sentence


def overview(
    request: HttpRequest, case: OwnCase, chosen: Section, *, wrong: dict[str, str] | None = None
) -> HttpResponse:
    """Show every place with the file that is in it. `wrong` says at a place what was wrong with a file."""
    wrong = wrong or {}
    context = {
        "section": chosen,
        "together": together_in(case, chosen.key),
        "next": case.next_section(chosen),
        "places": [(place, wrong.get(place.key, "")) for place in places_in(case, chosen)],
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


@login_required
@require_POST
def add(request: HttpRequest, pk: UUID, slot: str) -> HttpResponse:
    """Put a file into a slot, in place of the one that is there; into a party's own, where it has one."""
    case = own_case(request, pk)
    chosen, place = _slot(case, slot)
    party = _party(case, place, request.POST.get("party", ""))
    key = f"{slot}_{party}" if party else slot
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile):
        return overview(request, case, chosen, wrong={key: _("Choose a file first.")})
    try:
        file = attach(
            application_id=pk,
            slot_key=slot,
            party_id=party,
            file_name=upload.name or "",
            content=upload.read(place.megabytes * 1024 * 1024 + 1),
            actor=case.user,
            now=case.now,
        )
    except Refused as refused:
        words = [sentence(finding.sentence) for finding in refused.verdict.findings]
        return overview(request, case, chosen, wrong={key: " ".join(words)})
    messages.success(request, _("The file is attached."))
    if file.has_place:
        messages.warning(
            request,
            _(
                "The picture says where it was taken. It is kept as it is, and the funder can see the place. "
                "Attach one without it if you don't want that."
            ),
        )
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
        key = f"{file.slot}_{file.party_id}" if file.party_id else file.slot
        return overview(request, case, chosen, wrong={key: " ".join(words)})
    except Attachment.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The file has been removed."))
    return redirect(files_url(pk, chosen))


@login_required
@require_GET
def download(request: HttpRequest, pk: UUID, attachment_id: UUID) -> HttpResponseBase:
    """Hand a file out to those whose application it belongs to, never shown inside the portal."""
    case = own_case(request, pk)
    file = case.application.attachments.filter(pk=attachment_id).first()
    if file is None or not case.sees_file(file):
        raise Http404
    if not is_handed_out(file):
        messages.warning(request, trouble_with(file.scan))
        return redirect("applications:case", pk)
    return as_download(file.file, file.name, file.media_type)


def _party(case: OwnCase, slot: Slot, text: str) -> UUID | None:
    """Return the party whose file it is, where each has its own. Raises Http404 for one that is not here."""
    if not slot.per_party:
        return None
    known = {party["id"] for party in case.document["parties"]}
    if text not in known or not case.sees_file(Attachment(slot=slot.key, party_id=UUID(text))):
        raise Http404
    return UUID(text)


def _slot(case: OwnCase, key: str) -> tuple[Section, Slot]:
    for section in case.form:
        for slot in section.slots:
            if slot.key == key:
                return section, slot
    raise Http404
