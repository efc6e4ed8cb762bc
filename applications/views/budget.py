"""The budget of an application: sums of all parties, and each party's own page."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, resolve_url
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST

from accounts.kept import kept, let_go, wants_json, writers_only
from applications.actions.sections import SectionChanged, section_key
from applications.budget_panel import Panel, panel_of
from applications.budget_table import PartyTable, budget_table, project_years, years_to_fill
from applications.budgets import cap_of, hours_needed, stated_sum, with_budget
from applications.document import Document
from applications.facts import verdict_on
from applications.forms.budget import SPARE, BudgetForm
from applications.forms.budget_layout import Layout, layout_of, sums_shown
from applications.forms.typed import version_in
from applications.models import Party
from applications.veil import verdict_seen_by
from applications.views.budget_saving import (
    autosaved,
    base_of,
    conflict_on,
    over_what_stands,
    save_typed,
)
from applications.views.own import OwnCase, own_case
from applications.views.pages import Conflict, Problem, refusals_in, say_saved, show
from applications.views.parties import own_party, to_check
from applications.views.talk import together_in
from applications.visibility import document_seen_by
from rulebook.access import Piece
from rulebook.questions import Section, SectionKind
from rulebook.verdict import Refused
from rulebook.window import swedish_day

MORE_ROWS = 6


def overview(request: HttpRequest, case: OwnCase, chosen: Section) -> HttpResponse:
    """Show what each party costs and seeks, and the whole against the ceiling."""
    table = budget_table(case.document)
    context = {
        "section": chosen,
        "together": together_in(case, chosen.key),
        "next": case.next_section(chosen),
        "table": table,
        "parties": [(one, case.may(Piece.BUDGET, UUID(one.key))) for one in table.parties],
        "cap": cap_of(case.document, case.application.round),
        "stated": stated_sum(case.document),
        "panel": panel_of(case.document, case.verdict, case.application),
    }
    return show(request, case, "budget.html", context)


@writers_only
@require_http_methods(["GET", "HEAD", "POST"])
def party_budget(request: HttpRequest, pk: UUID, party_id: UUID) -> HttpResponse:
    """Show a party's budget, or save it."""
    case = own_case(request, pk)
    party = own_party(case, party_id)
    if request.method == "POST":
        return _save(request, case, party)
    if not case.may_write or not case.may(Piece.BUDGET, party.pk):
        return to_check(case)
    unsaved = kept(request)
    if unsaved is not None:
        return _page(request, case, party, BudgetForm.posted(_years(case, party), unsaved), of=unsaved)
    spare = MORE_ROWS if "rows" in request.GET else SPARE
    return _page(request, case, party, _standing(case, party, spare=spare))


def _save(request: HttpRequest, case: OwnCase, party: Party) -> HttpResponse:
    if "leave" in request.POST:
        let_go(request)
        return redirect(request.path)
    form = BudgetForm.posted(_years(case, party), request.POST)
    if wants_json(request):
        return autosaved(request, case, party, form)
    problems: list[Problem] = []
    if form.is_valid():
        try:
            save_typed(request, case, party, form)
        except SectionChanged as changed:
            return _changed(request, case, party, form, changed)
        except Refused as refused:
            problems = refusals_in(case, form, refused)
        else:
            let_go(request)
            say_saved(request, case.now)
            more = f"{request.path}?rows=more#hours" if "rows" in request.POST else request.path
            return redirect(budget_address(case) if "go_on" in request.POST else more)
    return _page(request, case, party, form, of=request.POST, problems=problems, status=422)


@writers_only
@require_POST
def try_budget(request: HttpRequest, pk: UUID, party_id: UUID) -> JsonResponse:
    """Judge what stands in the browser's form, and store nothing: the panel as HTML, each sum by its name."""
    case = own_case(request, pk)
    party = own_party(case, party_id)
    if not case.may(Piece.BUDGET, party.pk):
        raise Http404
    form = BudgetForm.posted(_years(case, party), request.POST)
    _table, layout, panel = _worked_out(case, party, form)
    html = render_to_string(
        "applications/parts/budget_panel.html",
        {"panel": panel, "application": case.application, "is_trial": True},
        request=request,
    )
    return JsonResponse({"panel": html, "sums": sums_shown(layout)})


def _worked_out(case: OwnCase, party: Party, form: BudgetForm) -> tuple[PartyTable, Layout, Panel]:
    """Add a form up and ask the rules, as if it were saved."""
    whole, unread = case.whole, 0
    if form.is_bound:
        form.is_valid()
        unread = len(form.errors)
        whole = with_budget(whole, party.pk, form.lines(), form.personnel())
    table = budget_table(whole, years=form.years).party(str(party.pk))
    layout = layout_of(
        form,
        table,
        project=project_years(case.whole),
        hours_only=hours_needed(case.application.round),
    )
    verdict = case.verdict
    if form.is_bound:
        judged = verdict_on(whole, case.application.round, at=case.now)
        verdict = verdict_seen_by(case.viewer, judged, whole, case.form)
    seen = document_seen_by(case.viewer, whole, case.form)
    return table, layout, panel_of(seen, verdict, case.application, party=str(party.pk), unread=unread)


def _page(
    request: HttpRequest,
    case: OwnCase,
    party: Party,
    form: BudgetForm,
    *,
    of: QueryDict | None = None,
    problems: list[Problem] | None = None,
    conflict: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the budget as it stands, or over what a page that was sent (`of`) had shown."""
    table, layout, panel = _worked_out(case, party, form)
    key = section_key("budget", party)
    context = {
        "party": party,
        "form": form,
        "table": table,
        "layout": layout,
        "panel": panel,
        "version": case.application.sections.get(key=key).version if of is None else version_in(of),
        "bases": base_of(party, form, of),
        "together": together_in(case, key),
        "is_unsaved": form.is_bound and request.method != "POST",
        "problems": problems or [],
        "conflict": conflict,
        "budget_url": budget_address(case),
    }
    return show(request, case, "party_budget.html", context, status=status)


def _document_party(document: Document, party: Party) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in document["parties"] if one["id"] == str(party.pk))
    return found


def _years(case: OwnCase, party: Party) -> tuple[int, ...]:
    own = _document_party(case.whole, party)
    return years_to_fill(case.whole, [own], today=swedish_day(case.now))


def _standing(case: OwnCase, party: Party, *, spare: int = SPARE) -> BudgetForm:
    return BudgetForm.of_party(_years(case, party), _document_party(case.whole, party), spare=spare)


def _changed(
    request: HttpRequest, case: OwnCase, party: Party, form: BudgetForm, changed: SectionChanged
) -> HttpResponse:
    """Show what somebody else saved beside what was typed; the page keeps the person's own."""
    let_go(request)
    now = own_case(request, case.application.pk)
    shown = over_what_stands(_standing(now, party), form, changed)
    return _page(request, now, party, shown, conflict=conflict_on(now, changed), status=409)


def budget_address(case: OwnCase) -> str:
    """Return the address of the section that sums the budget up."""
    key = next((one.key for one in case.form if one.kind is SectionKind.BUDGET), "budget")
    return resolve_url("applications:section", case.application.pk, key)
