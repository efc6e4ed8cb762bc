"""A party's own page: looking the organisation up, its particulars, working out size and support level."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from applications.actions.party import add_party, save_party
from applications.actions.sections import SectionChanged, section_key
from applications.facts import clauses_of
from applications.forms.party import PartyForm
from applications.forms.party_aid import FiguresForm
from applications.forms.party_rows import Rows
from applications.forms.typed import typed_form, version_in
from applications.levels import level_in_words, size_in_words
from applications.lookup import chosen, own_profiles, workplaces
from applications.models import Party, SectionAnswer
from applications.views.lookup import looked_up
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
from applications.views.parties import PAGE, own_party, parties_address, to_check
from applications.views.party_facts import facts_shown, may_write_party
from rulebook.identifiers import format_organisation_number
from rulebook.verdict import Refused

ROW_TITLES = {
    "other_funders": gettext_lazy("Other funders"),
    "subcontractors": gettext_lazy("Subcontractors"),
}
ROW_HELPS = {
    "other_funders": gettext_lazy(
        "Others than the party itself that pay part of its costs in the project: what they pay counts as "
        "funding in its budget."
    ),
    "subcontractors": gettext_lazy(
        "Those that the party buys from. A subcontractor is not a party; what it is paid stands among the "
        "party's costs for consultants."
    ),
}
ROWS = tuple(ROW_TITLES)


@dataclass(frozen=True)
class Typed:
    """What stands on the page: the party's own fields, rows, and figures that are not kept."""

    form: PartyForm
    rows: Mapping[str, Rows]
    figures: FiguresForm

    def is_valid(self) -> bool:
        """Whether everything can be read; asks every part, so that all problems show at once."""
        parts = (self.form.is_valid(), *[rows.is_valid() for rows in self.rows.values()])
        return all(parts)


@login_required
@require_http_methods(PAGE)
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a party."""
    case = own_case(request, pk)
    if not case.may_write or not may_write_party(case, None):
        return to_check(case)
    return _page_of(request, case, None)


@login_required
@require_http_methods(PAGE)
def edit(request: HttpRequest, pk: UUID, party_id: UUID) -> HttpResponse:
    """Change a party's particulars."""
    case = own_case(request, pk)
    party = own_party(case, party_id)
    if not may_write_party(case, party) or (not case.may_write and request.method != "POST"):
        return to_check(case)
    return _page_of(request, case, party)


def _page_of(request: HttpRequest, case: OwnCase, party: Party | None) -> HttpResponse:
    if request.method != "POST" or "look_up" in request.POST:
        row = case.application.sections.get(key=section_key("party", party)) if party else None
        return _page(request, case, party, _standing(request, case, party), row.version if row else 0)
    version = version_in(request.POST)
    typed = _typed(request, case, party)
    if "work_out" in request.POST or "more" in request.POST:
        return _page(request, case, party, _looked_at(request, case, party, typed), version)
    if not typed.is_valid():
        return _page(request, case, party, typed, version, status=422)
    try:
        _save(case, party, typed, version)
    except SectionChanged as changed:
        assert party is not None  # noqa: S101 -- a new party has no version to be late for
        return _changed(request, case, party, typed, changed.current)
    except Refused as refused:
        problems = refusals_in(case, typed.form, refused)
        return _page(request, case, party, typed, version, problems=problems, status=422)
    say_saved(request, case.now)
    return redirect(parties_address(case))


def _save(case: OwnCase, party: Party | None, typed: Typed, version: int) -> None:
    rows = {name: typed.rows[name].given() for name in ROWS}
    given = replace(typed.form.given(), **rows)
    pk, actor, now = case.application.pk, case.user, case.now
    if party is None:
        add_party(application_id=pk, given=given, actor=actor, now=now)
    else:
        save_party(application_id=pk, party_id=party.pk, given=given, version=version, actor=actor, now=now)


def _standing(request: HttpRequest, case: OwnCase, party: Party | None) -> Typed:
    """What is kept, with what the person has just chosen from register or profile over it."""
    others = _others(case, party)
    found = chosen(case.user, request.GET.get("choose", ""))
    standing = PartyForm.standing(party) if party else {}
    if found:
        form = PartyForm.filled_from(found, standing, others)
        messages.info(request, _("Filled in from what is known. Nothing is saved until you save."))
    else:
        form = PartyForm.of_party(party, others) if party else PartyForm(others=others)
    return Typed(form, _rows(party, None), FiguresForm())


def _typed(request: HttpRequest, case: OwnCase, party: Party | None) -> Typed:
    data = typed_form(request.POST)
    form = PartyForm(request.POST, others=_others(case, party))
    return Typed(form, _rows(party, data), FiguresForm(data if "work_out" in request.POST else None))


def _rows(party: Party | None, data: Mapping[str, Any] | None) -> dict[str, Rows]:
    return {name: Rows(name, getattr(party, name) if party else (), data) for name in ROWS}


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
    return replace(typed, form=PartyForm(initial=shown, others=_others(case, party)))


def _others(case: OwnCase, party: Party | None) -> list[tuple[str, str]]:
    """The other Swedish parties by number, and what this one names already."""
    others = [
        (one.organisation_number, one.name or format_organisation_number(one.organisation_number))
        for one in case.application.parties.all()
        if one.organisation_number and one.country == "SE" and (party is None or one.pk != party.pk)
    ]
    known = dict(others)
    named = [*party.member_of, party.managed_by] if party else []
    gone = [(number, format_organisation_number(number)) for number in named if number]
    return list({**dict(gone), **known}.items())


def _page(
    request: HttpRequest,
    case: OwnCase,
    party: Party | None,
    typed: Typed,
    version: int,
    *,
    problems: list[Problem] | None = None,
    conflict: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
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
        "version": version,
        "problems": _all_problems(typed, problems or [], status),
        "conflict": conflict,
        "parties_url": parties_address(case),
        "level": level_in_words(facts_shown(case, party, shown), clauses),
        "workplaces": workplaces(case.user, party.organisation_number if party else ""),
        "search": looked_up(request, case.user, case.now),
        "profiles": own_profiles(case.user),
    }
    return show(request, case, "party.html", context, status=status)


def _all_problems(typed: Typed, problems: list[Problem], status: int) -> list[Problem]:
    if status == 200:
        return problems
    return problems + [problem for rows in typed.rows.values() for problem in rows.problems()]


def _changed(
    request: HttpRequest, case: OwnCase, party: Party, typed: Typed, current: SectionAnswer
) -> HttpResponse:
    """Show what somebody else saved beside what was typed; the page keeps the person's own."""
    theirs, mine = PartyForm.of_party(party, _others(case, party)), typed.form
    differences = [
        Difference(str(mine[name].label), shown_as(theirs, name), shown_as(mine, name))
        for name in mine.fields
        if shown_as(theirs, name) != shown_as(mine, name)
    ]
    kept = _rows(party, None)
    differences += [
        Difference(str(ROW_TITLES[name]), kept[name].told(), typed.rows[name].told())
        for name in ROWS
        if typed.rows[name].is_given and kept[name].told() != typed.rows[name].told()
    ]
    conflict = conflict_with(current, differences)
    return _page(request, case, party, typed, current.version, conflict=conflict, status=409)


def shown_as(form: PartyForm, name: str) -> str:
    """Return a field's value as words."""
    value = form[name].value()
    if isinstance(value, bool) or name in ("is_need_owner", "is_fund_holder", "aid_bonus"):
        return _("Yes") if value else _("No")
    known = {str(key): str(label) for key, label in _flat(getattr(form.fields[name], "choices", ()))}
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(known.get(str(one), str(one)) for one in values if one not in (None, ""))


def _flat(choices: object) -> list[tuple[object, object]]:
    flat: list[tuple[object, object]] = []
    for key, label in choices:  # type: ignore[attr-defined]  # choices of a field, grouped or not
        flat.extend(label if isinstance(label, list | tuple) else [(key, label)])
    return flat
