"""Receipts, and the submitted versions as they were frozen."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from applications.checklist import check_of
from applications.facts import form_of_version
from applications.models import Snapshot
from applications.reading import budget_of, chapters_of, parties_of
from applications.snapshots import content_of, document_number
from applications.veil import verdict_seen_by
from applications.verdicts import verdict_from_json
from applications.views.own import OwnCase, own_case
from applications.views.pages import short_name, show
from applications.visibility import document_seen_by, sections_seen
from rulebook.verdict import Answer


@login_required
@require_safe
def receipt(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Show what was received: number, moment, fingerprints, rules passed with warnings."""
    case = own_case(request, pk)
    snapshot = snapshot_of(case, number)
    whole = content_of(snapshot)
    form = form_of_version(case.application.round, whole["form"])
    document = document_seen_by(case.viewer, whole, form)
    verdict = verdict_seen_by(case.viewer, verdict_from_json(snapshot.verdict), whole, form)
    context = {
        "snapshot": snapshot,
        "title": short_name(document["sections"].get("project", {})),
        "number": document_number(snapshot),
        "files": document["attachments"],
        "warnings": [check_of(case.application, finding, form) for finding in verdict.warnings],
        "met": sum(finding.answer is Answer.MET for finding in verdict.findings),
        "is_whole": document | {"hidden": None} == whole | {"hidden": None},
        "is_last": not case.application.snapshots.filter(number__gt=number).exists(),
    }
    return show(request, case, "receipt.html", context)


@login_required
@require_safe
def version(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """Show a submitted version as it was frozen."""
    case = own_case(request, pk)
    snapshot = snapshot_of(case, number)
    whole = content_of(snapshot)
    form = form_of_version(case.application.round, whole["form"])
    document = document_seen_by(case.viewer, whole, form)
    context = {
        "snapshot": snapshot,
        "number": document_number(snapshot),
        "chapters": chapters_of(document, sections_seen(document, form)),
        "parties": parties_of(document),
        "budget": budget_of(document),
    }
    return show(request, case, "version.html", context)


def snapshot_of(case: OwnCase, number: int) -> Snapshot:
    """Return a submitted version of the case. Raises Http404."""
    found = case.application.snapshots.filter(number=number).select_related("submitted_by").first()
    if found is None:
        raise Http404
    return found
