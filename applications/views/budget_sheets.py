"""The budget on paper and as a spreadsheet: printed, downloaded, read back after a look at what changes."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from applications.actions.budget import save_budgets
from applications.actions.sections import SectionChanged
from applications.budget_table import budget_table, years_to_fill
from applications.spreadsheet.archive import MOST_BYTES, UnreadableFile
from applications.spreadsheet.grid import CellProblem
from applications.spreadsheet.proposal import agreed, changes_in, signed
from applications.spreadsheet.read import Reading, read_workbook
from applications.spreadsheet.write import Origin, workbook
from applications.views.budget import budget_address
from applications.views.own import OwnCase, own_case
from applications.views.pages import Problem, name_of, problems_in, say_saved, show
from applications.views.parties import to_check
from rulebook.access import Piece
from rulebook.verdict import Refused
from rulebook.window import swedish_day
from wording.speak import sentence

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_PROBLEMS = 200


@login_required
@require_safe
def print_budget(request: HttpRequest, pk: UUID, party_id: UUID | None = None) -> HttpResponse:
    """Show the whole budget, or one party's, as it goes on paper."""
    case = own_case(request, pk)
    table = budget_table(case.document)
    chosen = [party for party in table.parties if party_id is None or party.key == str(party_id)]
    if not chosen:
        raise Http404
    context = {
        "parties": chosen,
        "whole": table.whole if party_id is None and len(table.parties) > 1 else None,
        "budget_url": budget_address(case),
    }
    return show(request, case, "budget_print.html", context)


@login_required
@require_safe
def budget_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand out the budget as a spreadsheet that can be filled in and read back."""
    case = own_case(request, pk)
    parties = case.document["parties"]
    years = years_to_fill(case.document, parties, today=swedish_day(case.now))
    origin = Origin(
        application=str(pk),
        form=case.document["form"],
        title=name_of(case),
        versions={str(party): version for party, version in _versions(case).items()},
        made_at=case.now,
    )
    content = workbook(budget_table(case.document, years=years), origin)
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, _("budget.xlsx"))
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def read_budget(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a spreadsheet, show what it would change, and save it when its sender agrees."""
    case = own_case(request, pk)
    if request.method != "POST":
        return _page(request, case) if case.may_write else to_check(case)
    if "agreed" in request.POST:
        return _save(request, case, request.POST["agreed"])
    file = request.FILES.get("file")
    if file is None:
        return _refused(request, case, _("Choose the spreadsheet first."))
    try:
        reading = read_workbook(_content(file), only=_own_parties(case))
    except UnreadableFile as unreadable:
        return _refused(request, case, sentence(unreadable.sentence))
    if reading.application != str(pk):
        return _refused(request, case, _("The file was made from another application. Download this one's."))
    return _shown(request, case, reading)


def _content(file: "UploadedFile[bytes]") -> bytes:
    return bytes(file.read(MOST_BYTES + 1))


def _own_parties(case: OwnCase) -> list[UUID]:
    parties = [UUID(party["id"]) for party in case.whole["parties"]]
    return [party for party in parties if case.may(Piece.BUDGET, party)]


def _versions(case: OwnCase) -> dict[UUID, int]:
    rows = case.application.sections.filter(key__startswith="budget:").values_list("key", "version")
    return {UUID(key.partition(":")[2]): version for key, version in rows}


def _shown(request: HttpRequest, case: OwnCase, reading: Reading) -> HttpResponse:
    if reading.problems:
        problems = [_words(problem) for problem in reading.problems[:_MOST_PROBLEMS]]
        return _page(request, case, problems=problems, status=422)
    changes = changes_in(case.whole, reading.sheets, versions=_versions(case), file_versions=reading.versions)
    if not changes:
        messages.info(request, _("The file says what stands in the budget already. Nothing changes."))
        return redirect(request.path)
    return show(
        request,
        case,
        "budget_changes.html",
        {
            "changes": changes,
            "agreed": signed(changes, application=case.application.pk, user=case.user),
            "other_form": reading.form != case.whole["form"],
            "budget_url": budget_address(case),
        },
    )


def _words(problem: CellProblem) -> Problem:
    words = _("Sheet “%(sheet)s”, cell %(cell)s: %(problem)s")
    return "", words % {
        "sheet": problem.sheet,
        "cell": problem.cell,
        "problem": sentence(problem.sentence),
    }


def _save(request: HttpRequest, case: OwnCase, text: str) -> HttpResponse:
    budgets = agreed(text, application=case.application.pk, user=case.user)
    if budgets is None:
        return _refused(request, case, _("It is too long since you saw the changes. Choose the file again."))
    try:
        saved = save_budgets(
            application_id=case.application.pk, budgets=budgets, actor=case.user, now=case.now
        )
    except SectionChanged:
        return _refused(
            request,
            case,
            _("Somebody saved one of the budgets meanwhile, so nothing was saved. Choose the file again."),
        )
    except Refused as refused:
        return _page(request, case, problems=problems_in(case, refused.verdict), status=422)
    words = ngettext(
        "The budget of 1 party was read in.", "The budgets of %(number)s parties were read in.", len(saved)
    )
    messages.success(request, words % {"number": len(saved)})
    say_saved(request, case.now)
    return redirect(budget_address(case))


def _refused(request: HttpRequest, case: OwnCase, words: str) -> HttpResponse:
    return _page(request, case, problems=[("#id_file", words)], status=422)


def _page(
    request: HttpRequest, case: OwnCase, *, problems: list[Problem] | None = None, status: int = 200
) -> HttpResponse:
    context = {"problems": problems or [], "budget_url": budget_address(case)}
    return show(request, case, "budget_read.html", context, status=status)
