"""What an application still lacks, each thing with the way to its field; and sections marked as done."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from applications.actions.mark_done import mark_done
from applications.checklist import Check, field_url
from applications.forms.typed import version_in
from applications.models import SectionAnswer
from applications.views.own import OwnCase, own_case
from applications.views.pages import show
from rulebook.questions import Question, Slot
from rulebook.verdict import Refused
from wording.speak import in_language, sentence


@dataclass(frozen=True)
class Lack:
    """One thing that stops the submission; unanswered questions of a section stand together, each a link."""

    check: Check
    fields: tuple[tuple[str, str], ...]


@login_required
@require_safe
def missing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """List what stops the application from being submitted, and what the rules warn of."""
    case = own_case(request, pk)
    if not case.may_write:
        return redirect("applications:submit", pk)
    checks = case.checklist.checks
    warned = set(case.verdict.warnings)
    context = {
        "lacks": [Lack(check, tuple(_fields(case, check))) for check in checks if check.finding.stops],
        "warnings": [check for check in checks if check.finding in warned],
    }
    return show(request, case, "missing.html", context)


@login_required
@require_POST
def done(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Mark a section as done, or open it again, and go on to the overview."""
    case = own_case(request, pk)
    section = case.section(key)
    is_done = request.POST.get("done") == "yes"
    try:
        mark_done(
            application_id=pk,
            key=key,
            done=is_done,
            version=version_in(request.POST),
            actor=case.user,
            now=case.now,
        )
    except Refused as refused:
        for finding in refused.verdict.stops:
            messages.error(request, sentence(finding.sentence))
        return redirect("applications:section", pk, key)
    except SectionAnswer.DoesNotExist:
        raise Http404 from None
    title = in_language(section.title_sv, section.title_en)
    told = _("“%(section)s” is marked as done.") if is_done else _("“%(section)s” is open again.")
    messages.success(request, told % {"section": title})
    return redirect("applications:case", pk)


def _fields(case: OwnCase, check: Check) -> Iterator[tuple[str, str]]:
    """The unanswered fields that one line of the checklist stands for: address and label of each."""
    if check.finding.rule != "complete" or "." in check.finding.field:
        return
    section = next((one for one in case.form if one.key == check.finding.field), None)
    places: tuple[Question | Slot, ...] = (*section.questions, *section.slots) if section else ()
    labels = {f"{check.finding.field}.{one.key}": in_language(one.label_sv, one.label_en) for one in places}
    for finding in case.verdict.about(check.finding.field):
        if finding.rule == "complete" and finding.stops:
            label = labels.get(finding.field) or sentence(finding.sentence)
            yield field_url(case.application, finding.field, case.form), label
