"""The parties' approvals: how far they have come, exactly what is approved, on the page and on paper."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.actions.approve import PAPER, Paper, approve, need_signatories, record_paper, retract
from applications.answers_shown import Shown
from applications.approvals import (
    ABOUT_PROJECT,
    Standing,
    content_to_approve,
    fingerprint,
    live_approvals,
    standings_of,
)
from applications.document import sought_in_all
from applications.forms.typed import typed
from applications.models import ApprovalKind, PartyApproval
from applications.reading import budget_of, chapters_of
from applications.views.own import OwnCase, own_case
from applications.views.pages import Problem, show
from applications.views.party_lines import lines_of
from rulebook.access import Piece
from rulebook.verdict import Refused
from rulebook.workflow import Action
from wording.speak import sentence

KINDS = {
    ApprovalKind.SIGNATORY.value: _lazy("authorised signatory"),
    ApprovalKind.POWER_OF_ATTORNEY.value: _lazy("by power of attorney"),
    ApprovalKind.PAPER.value: _lazy("on a signed paper"),
}


@login_required
@require_safe
def approvals(request: HttpRequest, pk: UUID) -> HttpResponse:
    """List the parties with who has approved and how many are missing."""
    case = own_case(request, pk)
    standings = standings_of(case.document, case.application.round)
    return show(request, case, "approvals/list.html", {"standings": standings})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: HttpRequest, pk: UUID, party_id: UUID) -> HttpResponse:
    """Show exactly what a party approves; keep an approval on POST (`how`: click, attorney, paper)."""
    case = own_case(request, pk)
    standing = _standing(case, party_id)
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            _keep(request, case, party_id)
        except Refused as refused:
            problems = _beside_fields(refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("applications:approval", pk, party_id)
    context = _about(case, standing) | {"problems": problems, "names": typed(request.POST.get("names", ""))}
    return show(request, case, "approvals/party.html", context, status=422 if problems else 200)


@login_required
@require_POST
def take_back(request: HttpRequest, pk: UUID, party_id: UUID, approval_id: UUID) -> HttpResponse:
    """Take back an approval that one gave or recorded oneself."""
    case = own_case(request, pk)
    _standing(case, party_id)
    try:
        retract(application_id=pk, approval_id=approval_id, actor=case.user, now=case.now)
    except PartyApproval.DoesNotExist:
        raise Http404 from None
    except Refused as refused:
        messages.error(request, " ".join(sentence(one.sentence) for one in refused.verdict.findings))
    else:
        messages.success(request, _("The approval is taken back."))
    return redirect("applications:approval", pk, party_id)


def _standing(case: OwnCase, party_id: UUID) -> Standing:
    for standing in standings_of(case.document, case.application.round):
        if standing.party["id"] == str(party_id):
            return standing
    raise Http404


def _keep(request: HttpRequest, case: OwnCase, party_id: UUID) -> None:
    if request.POST.get("how") == "number":
        text = typed(request.POST.get("number", ""))
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
        need_signatories(
            application_id=case.application.pk,
            party_id=party_id,
            number=number,
            actor=case.user,
            now=case.now,
        )
        return
    paper = _paper(request)
    shown = typed(request.POST.get("sha256", ""))
    common: dict[str, Any] = {
        "application_id": case.application.pk,
        "party_id": party_id,
        "sha256": shown,
        "actor": case.user,
        "now": case.now,
    }
    if request.POST.get("how") != "paper":
        approve(**common, attorney=paper)
        return
    names = typed(request.POST.get("names", "")).splitlines()
    record_paper(**common, names=names, paper=paper or Paper("", b""))


def _paper(request: HttpRequest) -> Paper | None:
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile):
        return None
    return Paper(upload.name or "", upload.read(PAPER.megabytes * 1024 * 1024 + 1))


def _beside_fields(refused: Refused) -> list[Problem]:
    return [
        (
            f"#id_{finding.field}" if finding.field in ("names", "file", "number") else "",
            sentence(finding.sentence),
        )
        for finding in refused.verdict.findings
    ]


def _about(case: OwnCase, standing: Standing) -> dict[str, Any]:
    key = standing.party["id"]
    sees_all = not standing.party.get("hidden")
    own = {**case.document, "parties": [standing.party]}
    rows = live_approvals(case.application).filter(party=key).select_related("document")
    person = case.participant
    is_own = case.may(Piece.OWN_APPROVAL, UUID(key))
    writes = Action.APPROVE in case.actions and case.is_open and sees_all
    return {
        "standing": standing,
        "rows": [(row, KINDS[row.kind], row.recorded_by_id == case.user.pk) for row in rows],
        "project": _project(case),
        "sought": sought_in_all(case.document),
        "lines": lines_of(standing.party),
        "budget": budget_of(own),
        "sees_all": sees_all,
        "sha256": fingerprint(content_to_approve(case.whole, key)) if sees_all else "",
        "may_click": writes and is_own and person is not None and person.is_signatory,
        "may_attorney": writes and is_own and person is not None and not person.is_signatory,
        "may_take_back": Action.APPROVE in case.actions and case.is_open,
        "may_number": case.may_write and case.may(Piece.PARTY, UUID(key)),
        "may_paper": writes and case.may(Piece.PAPER_APPROVAL, UUID(key)),
        "has_approved": any(row.user_id == case.user.pk for row in rows),
    }


def _project(case: OwnCase) -> list[Shown]:
    """The lines about the project that every approval covers."""
    chapters = chapters_of(case.document, case.seen_form)
    lines = [line for chapter in chapters if chapter.key == "project" for line in chapter.lines]
    return [line for line in lines if line.key in ABOUT_PROJECT]
