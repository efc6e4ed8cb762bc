"""A party's own page: looking the organisation up, its particulars, working out size and support level."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.kept import kept, let_go, wants_json, writers_only
from applications.actions.sections import SectionChanged, section_key
from applications.facts import clauses_of
from applications.forms.marks import marks_as_text, marks_in
from applications.forms.party import PartyForm
from applications.forms.party_aid import FiguresForm
from applications.forms.typed import version_in
from applications.levels import level_in_words, size_in_words
from applications.lookup import chosen, own_profiles, workplaces
from applications.merging import marks_of
from applications.merging_party import FIELDS, values_of
from applications.models import Party
from applications.views.lookup import looked_up
from applications.views.own import OwnCase, own_case
from applications.views.pages import Conflict, Problem, refusals_in, say_saved, show
from applications.views.parties import PAGE, own_party, parties_address, to_check
from applications.views.party_facts import facts_shown, may_write_party
from applications.views.party_saving import autosaved, conflict_on, over_what_stands, save_typed
from applications.views.party_typed import ROW_HELPS, ROW_TITLES, Typed, others_to, rows_of, typed_in
from applications.views.talk import together_in
from rulebook.verdict import Refused


@writers_only
@require_http_methods(PAGE)
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a party."""
    case = own_case(request, pk)
    if not case.may_write or not may_write_party(case, None):
        return to_check(case)
    return _page_of(request, case, None)


@writers_only
@require_http_methods(PAGE)
def edit(request: HttpRequest, pk: UUID, party_id: UUID) -> HttpResponse:
    """Change a party's particulars."""
    case = own_case(request, pk)
    party = own_party(case, party_id)
    if not may_write_party(case, party) or (not case.may_write and request.method != "POST"):
        return to_check(case)
    return _page_of(request, case, party)


def _page_of(request: HttpRequest, case: OwnCase, party: Party | None) -> HttpResponse:
    if "leave" in request.POST:
        let_go(request)
        return redirect(request.path)
    if request.method != "POST" or "look_up" in request.POST:
        unsaved = kept(request) if request.method != "POST" else None
        typed = typed_in(case, party, unsaved) if unsaved else _standing(request, case, party)
        return _page(request, case, party, typed, of=unsaved)
    if wants_json(request) and party is not None:
        return autosaved(request, case, party)
    typed = typed_in(case, party, request.POST)
    if "work_out" in request.POST or "more" in request.POST:
        return _page(request, case, party, _looked_at(request, case, party, typed), of=request.POST)
    if not typed.is_valid():
        return _page(request, case, party, typed, of=request.POST, status=422)
    try:
        save_typed(request, case, party, typed)
    except SectionChanged as changed:
        assert party is not None  # noqa: S101 -- a new party has no version to be late for
        return _changed(request, case, party, typed, changed)
    except Refused as refused:
        problems = refusals_in(case, typed.form, refused)
        return _page(request, case, party, typed, of=request.POST, problems=problems, status=422)
    let_go(request)
    say_saved(request, case.now)
    return redirect(parties_address(case))


def _changed(
    request: HttpRequest, case: OwnCase, party: Party, typed: Typed, changed: SectionChanged
) -> HttpResponse:
    """Show what somebody else saved beside what was typed; the page keeps the person's own."""
    let_go(request)
    standing = own_party(case, party.pk)
    conflict = conflict_on(case, standing, typed, changed)
    shown = over_what_stands(case, standing, typed, changed)
    return _page(request, case, standing, shown, conflict=conflict, status=409)


def _standing(request: HttpRequest, case: OwnCase, party: Party | None) -> Typed:
    """What is kept, with what the person has just chosen from register or profile over it."""
    others = others_to(case, party)
    found = chosen(case.user, request.GET.get("choose", ""))
    standing = PartyForm.standing(party) if party else {}
    if found:
        form = PartyForm.filled_from(found, standing, others)
        messages.info(request, _("Filled in from what is known. Nothing is saved until you save."))
    else:
        form = PartyForm.of_party(party, others) if party else PartyForm(others=others)
    return Typed(form, rows_of(party, None), FiguresForm())


def _looked_at(request: HttpRequest, case: OwnCase, party: Party | None, typed: Typed) -> Typed:
    """What was typed, with more empty rows or the size worked out; nothing is saved."""
    more = request.POST.get("more", "")
    if more in typed.rows:
        typed.rows[more].show_empty(3)
    shown = {name: typed.form[name].value() for name in typed.form.fields}
    if typed.figures.is_bound and typed.figures.is_valid():
        size = typed.figures.size()
        shown["size"] = size.value if size else shown["size"]
        messages.info(request, size_in_words(size, facts_shown(case, party, shown)))
    return replace(typed, form=PartyForm(initial=shown, others=others_to(case, party)))


def _page(
    request: HttpRequest,
    case: OwnCase,
    party: Party | None,
    typed: Typed,
    *,
    of: QueryDict | None = None,
    problems: list[Problem] | None = None,
    conflict: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the page over the party as it stands, or over what a page that was sent (`of`) had shown."""
    form = typed.form
    shown = {name: form[name].value() for name in form.fields}
    clauses = clauses_of(case.application.round)
    context = {
        "form": form,
        "rows": typed.rows,
        "titles": ROW_TITLES,
        "helps": ROW_HELPS,
        "figures": typed.figures,
        "party": party,
        **_base(case, party, of),
        "is_unsaved": of is not None and request.method != "POST",
        "problems": _all_problems(typed, problems or [], status),
        "conflict": conflict,
        "parties_url": parties_address(case),
        "level": level_in_words(facts_shown(case, party, shown), clauses),
        "workplaces": workplaces(case.user, party.organisation_number if party else ""),
        "search": looked_up(request, case.user),
        "profiles": own_profiles(case.user),
    }
    return show(request, case, "party.html", context, status=status)


def _all_problems(typed: Typed, problems: list[Problem], status: int) -> list[Problem]:
    if status == 200:
        return problems
    return problems + [problem for rows in typed.rows.values() for problem in rows.problems()]


def _base(case: OwnCase, party: Party | None, of: QueryDict | None) -> dict[str, object]:
    """Return the version and the marks that the page stands on, and who else has it open."""
    if party is None:
        return {"version": 0, "bases": ""}
    key = section_key("party", party)
    together = together_in(case, key)
    if of is not None:
        marks = marks_in(of) or {}
        return {"version": version_in(of), "bases": marks_as_text(marks), "together": together}
    version = case.application.sections.get(key=key).version
    marks = marks_of(values_of(party), FIELDS)
    return {"version": version, "bases": marks_as_text(marks), "together": together}
