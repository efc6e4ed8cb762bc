"""The budget of an application: sums of all parties, and each party's own page."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from applications.actions.budget import save_budget
from applications.actions.sections import SectionChanged, section_key
from applications.budgets import cap_of, stated_sum, sums_by_party, sums_in_all
from applications.forms.budget import BudgetForm, years_of
from applications.forms.typed import typed_form, version_in
from applications.models import Party, SectionAnswer
from applications.views.own import OwnCase, own_case
from applications.views.pages import (
    Conflict,
    Difference,
    Problem,
    conflict_with,
    refusals_in,
    say_saved,
    show,
)
from applications.views.parties import own_party, to_check
from rulebook.money import read_kronor
from rulebook.questions import Section, SectionKind
from rulebook.verdict import Refused
from wording.speak import kronor


def overview(request: HttpRequest, case: OwnCase, chosen: Section) -> HttpResponse:
    """Show what each party costs and seeks, and the whole against the ceiling."""
    context = {
        "section": chosen,
        "next": case.next_section(chosen),
        "sums": sums_by_party(case.document),
        "all": sums_in_all(case.document),
        "cap": cap_of(case.document, case.application.round),
        "stated": stated_sum(case.document),
    }
    return show(request, case, "budget.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def party_budget(request: HttpRequest, pk: UUID, party_id: UUID) -> HttpResponse:
    """Show a party's budget, or save it."""
    case = own_case(request, pk)
    party = own_party(case, party_id)
    if request.method != "POST":
        if not case.may_write:
            return to_check(case)
        row = case.application.sections.get(key=section_key("budget", party))
        return _page(request, case, party, _standing(case, party), row.version)
    form = BudgetForm(_years(case, party), typed_form(request.POST))
    version, problems = version_in(request.POST), list[Problem]()
    if form.is_valid():
        try:
            save_budget(
                application_id=pk,
                party_id=party_id,
                lines=form.given(),
                version=version,
                actor=case.user,
                now=case.now,
            )
            say_saved(request, case.now)
            return redirect(budget_address(case) if "go_on" in request.POST else request.path)
        except SectionChanged as changed:
            return _changed(request, case, party, form, changed.current)
        except Refused as refused:
            problems = refusals_in(case, form, refused)
    return _page(request, case, party, form, version, problems=problems, status=422)


def _page(
    request: HttpRequest,
    case: OwnCase,
    party: Party,
    form: BudgetForm,
    version: int,
    *,
    problems: list[Problem] | None = None,
    conflict: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "party": party,
        "form": form,
        "blocks": form.blocks(),
        "version": version,
        "problems": problems or [],
        "conflict": conflict,
        "cap": cap_of(case.document, case.application.round),
        "budget_url": budget_address(case),
    }
    return show(request, case, "party_budget.html", context, status=status)


def _lines(case: OwnCase, party: Party) -> list[dict[str, Any]]:
    found = next(one for one in case.document["parties"] if one["id"] == str(party.pk))
    lines: list[dict[str, Any]] = found["budget"]
    return lines


def _years(case: OwnCase, party: Party) -> tuple[int, ...]:
    return years_of(case.document, _lines(case, party), today=timezone.localdate(case.now))


def _standing(case: OwnCase, party: Party) -> BudgetForm:
    return BudgetForm.of_lines(_years(case, party), _lines(case, party))


def _changed(
    request: HttpRequest, case: OwnCase, party: Party, form: BudgetForm, current: SectionAnswer
) -> HttpResponse:
    theirs = _standing(case, party)
    differences = []
    for name, field in form.fields.items():
        pair = [read_kronor(str(one[name].value() or "0")) for one in (theirs, form)]
        if pair[0] != pair[1]:
            words = [kronor(sum_) if isinstance(sum_, int) else "" for sum_ in pair]
            differences.append(Difference(str(field.label), *words))
    conflict = conflict_with(current, differences)
    return _page(request, case, party, form, current.version, conflict=conflict, status=409)


def budget_address(case: OwnCase) -> str:
    """Return the address of the section that sums the budget up."""
    key = next((one.key for one in case.form if one.kind is SectionKind.BUDGET), "budget")
    return resolve_url("applications:section", case.application.pk, key)
