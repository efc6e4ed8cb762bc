"""Saving a party's page, as a whole or field by field; what two people changed is told of both."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, JsonResponse

from accounts.session import prolong_by_writing
from applications.actions.party import add_party, save_party
from applications.actions.sections import SectionChanged, section_key
from applications.forms.marks import choices_in, marks_in, sent_in
from applications.forms.overlay import overlaid
from applications.forms.party import PartyForm
from applications.forms.party_aid import FiguresForm
from applications.forms.typed import version_in
from applications.merging import Clash, marks_of
from applications.merging_party import FIELDS, values_of
from applications.models import Party
from applications.views import autosave
from applications.views.choosing import THEIRS, conflict_in
from applications.views.own import OwnCase
from applications.views.pages import Conflict
from applications.views.party_typed import (
    ROW_TITLES,
    ROWS,
    Typed,
    others_to,
    rows_of,
    shown_as,
    typed_in,
)
from rulebook.verdict import Refused


def save_typed(
    request: HttpRequest, case: OwnCase, party: Party | None, typed: Typed, sent: frozenset[str] | None = None
) -> None:
    """Save what was typed; a field in which the person chose what is saved is left alone."""
    rows: dict[str, Any] = {name: typed.rows[name].given() for name in ROWS}
    given = replace(typed.form.given(), **rows)
    pk, actor, now = case.application.pk, case.user, case.now
    if party is None:
        add_party(application_id=pk, given=given, actor=actor, now=now)
        return
    left = {field for field, choice in choices_in(request.POST).items() if choice == THEIRS}
    save_party(
        application_id=pk,
        party_id=party.pk,
        given=given,
        version=version_in(request.POST),
        base=marks_in(request.POST) or {},
        sent=frozenset(FIELDS) - left if left and sent is None else sent,
        actor=actor,
        now=now,
    )
    prolong_by_writing(request, now=now)


def autosaved(request: HttpRequest, case: OwnCase, party: Party) -> JsonResponse:
    """Save what a script sends. One field that can't be read is said to be wrong, the rest saved."""
    sent = (sent_in(request.POST) or frozenset()) & frozenset(FIELDS)
    typed, wrong = _readable(request, case, party, sent)
    sent -= wrong.keys()
    try:
        save_typed(request, case, party, typed, sent)
    except Refused as refused:
        return autosave.refused(refused.verdict.findings)
    except SectionChanged as changed:
        standing = Party.objects.get(pk=party.pk)
        form = PartyForm.of_party(standing, others_to(case, standing))
        theirs = {
            clash.field: form[clash.field].value() for clash in changed.clashes if clash.field not in ROWS
        }
        conflict = conflict_on(case, standing, typed, changed)
        return autosave.clashed(changed.current, conflict, theirs, marks_of(values_of(standing), sent))
    row = case.application.sections.get(key=section_key("party", party))
    marks = marks_of(values_of(Party.objects.get(pk=party.pk)), sent)
    return autosave.saved(row, marks, now=case.now, errors=wrong)


def _readable(
    request: HttpRequest, case: OwnCase, party: Party, sent: frozenset[str]
) -> tuple[Typed, dict[str, str]]:
    """Return what was sent over what stands, and field → sentence for what can't be read, left out of it."""
    standing = PartyForm.of_party(party, others_to(case, party))
    typed = typed_in(case, party, overlaid(standing, request.POST, sent))
    if typed.is_valid():
        return typed, {}
    wrong = {
        name: " ".join(str(error) for error in errors)
        for name, errors in typed.form.errors.items()
        if name in sent
    }
    for name in ROWS:
        if problems := typed.rows[name].problems():
            wrong[name] = " ".join(sentence for _place, sentence in problems)
    typed = typed_in(case, party, overlaid(standing, request.POST, sent - wrong.keys()))
    typed.is_valid()
    rows = {name: rows_of(party, None)[name] if name in wrong else typed.rows[name] for name in ROWS}
    return replace(typed, rows=rows), wrong


def conflict_on(case: OwnCase, standing: Party, typed: Typed, changed: SectionChanged) -> Conflict:
    """Tell of what somebody else saved beside what was typed."""
    theirs = PartyForm.of_party(standing, others_to(case, standing))
    kept = rows_of(standing, None)

    def tell(clash: Clash) -> tuple[str, str, str, bool]:
        name = clash.field
        if name in ROWS:
            return str(ROW_TITLES[name]), kept[name].told(), typed.rows[name].told(), False
        return str(theirs[name].label), shown_as(theirs, name), shown_as(typed.form, name), False

    return conflict_in(case, changed, tell)


def over_what_stands(case: OwnCase, standing: Party, typed: Typed, changed: SectionChanged) -> Typed:
    """Return what stands now with the person's own in the fields that two people changed."""
    own = {clash.field for clash in changed.clashes}
    others = others_to(case, standing)
    initial = PartyForm.standing(standing) | {
        name: typed.form[name].value() for name in own if name in typed.form.fields
    }
    kept = rows_of(standing, None)
    rows = {name: typed.rows[name] if name in own else kept[name] for name in ROWS}
    return Typed(PartyForm(initial=initial, others=others), rows, FiguresForm())
