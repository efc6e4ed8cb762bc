"""PDFs of the application: ordered here, made by the worker, handed out to whoever ordered them."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from applications.actions.order_pdf import order_pdf
from applications.downloads import as_download
from applications.models import Rendering, RenderingKind, RenderingState, Snapshot
from applications.views.own import OwnCase, own_case
from applications.views.pages import show
from rulebook.verdict import Refused
from wording.speak import sentence

LOOK_AGAIN = 3  # seconds


@login_required
@require_POST
def order(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Order the draft, or a submitted version or its receipt (`kind`, `version`)."""
    case = own_case(request, pk)
    given = request.POST.get("version", "")
    version = int(given) if given.isascii() and given.isdigit() and len(given) < 6 else None
    kind = RenderingKind.DRAFT
    if version is not None:
        kind = RenderingKind.RECEIPT if request.POST.get("kind") == "receipt" else RenderingKind.VERSION
    try:
        made = order_pdf(
            application_id=pk,
            kind=kind,
            version=version,
            language=(get_language() or "sv")[:2],
            actor=case.user,
            now=timezone.now(),
        )
    except Snapshot.DoesNotExist as missing:
        raise Http404 from missing
    except Refused as refused:
        for finding in refused.verdict.findings:
            messages.error(request, sentence(finding.sentence))
        return redirect("applications:case", pk)
    return redirect("applications:pdf", pk, made.pk)


@login_required
@require_safe
def ordered(request: HttpRequest, pk: UUID, rendering_id: UUID) -> HttpResponse:
    """Say how far it is; the page looks again by itself until the PDF is there."""
    case = own_case(request, pk)
    rendering = _own(case, rendering_id)
    answer = show(request, case, "pdf.html", {"rendering": rendering})
    if rendering.state == RenderingState.WAITING.value:
        answer["Refresh"] = str(LOOK_AGAIN)
    return answer


@login_required
@require_safe
def download(request: HttpRequest, pk: UUID, rendering_id: UUID) -> FileResponse:
    """Hand out a PDF that is ready, to whoever ordered it and still takes part."""
    rendering = _own(own_case(request, pk), rendering_id)
    if rendering.state != RenderingState.READY.value:
        raise Http404
    name = f"{rendering.application.case_number or 'utkast'}-{rendering.kind}.pdf"
    return as_download(rendering.file, name, "application/pdf")


def _own(case: OwnCase, rendering_id: UUID) -> Rendering:
    return get_object_or_404(case.application.renderings.filter(ordered_by=case.user), pk=rendering_id)
