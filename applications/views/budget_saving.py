"""Saving a party's budget, as a whole or field by field; what two people changed is told of both."""

from django.http import HttpRequest, JsonResponse, QueryDict
from django.utils.translation import gettext as _

from accounts.session import prolong_by_writing
from applications.actions.budget import save_budget
from applications.actions.sections import SectionChanged, section_key
from applications.forms.budget import KINDS, SPARE, BudgetForm, name_of
from applications.forms.marks import choices_in, marks_as_text, marks_in, sent_in
from applications.forms.typed import version_in
from applications.merging import Clash, marks_of
from applications.merging_budget import HOURS, standing_fields
from applications.models import Party
from applications.views import autosave
from applications.views.choosing import THEIRS, conflict_in
from applications.views.own import OwnCase
from applications.views.pages import Conflict
from rulebook.verdict import Refused
from wording.speak import kronor, number

_PERSON = f"{HOURS}-"


def base_of(party: Party, form: BudgetForm, of: QueryDict | None) -> str:
    """Return the marks of the fields that a form shows, or those of a page that was sent."""
    if of is not None:
        return marks_as_text(marks_in(of) or {})
    names = [name_of(kind.value, year) for kind in KINDS for year in form.years]
    return marks_as_text(marks_of(standing_fields(party), [*names, HOURS], nothing=0))


def save_typed(
    request: HttpRequest,
    case: OwnCase,
    party: Party,
    form: BudgetForm,
    sent: frozenset[str] | None = None,
) -> None:
    """Save what was typed; a field in which the person chose what is saved is left alone."""
    left = {field for field, choice in choices_in(request.POST).items() if choice == THEIRS}
    if left and sent is None:
        sent = (
            frozenset({name_of(kind.value, year) for kind in KINDS for year in form.years} | {HOURS}) - left
        )
    save_budget(
        application_id=case.application.pk,
        party_id=party.pk,
        lines=form.lines(),
        personnel=form.personnel(),
        version=version_in(request.POST),
        base=marks_in(request.POST) or {},
        sent=sent,
        actor=case.user,
        now=case.now,
    )
    prolong_by_writing(request, now=case.now)


def autosaved(request: HttpRequest, case: OwnCase, party: Party, form: BudgetForm) -> JsonResponse:
    """Save the sums that a script sends. One that can't be read is said to be wrong, the rest saved."""
    form.is_valid()
    wrong: dict[str, str] = {}
    for name, errors in form.errors.items():
        field = HOURS if name.startswith(_PERSON) else name
        wrong[field] = " ".join(filter(None, (wrong.get(field), *map(str, errors))))
    sent = (sent_in(request.POST) or frozenset()) - wrong.keys()
    try:
        save_typed(request, case, party, form, sent)
    except Refused as refused:
        return autosave.refused(refused.verdict.findings)
    except SectionChanged as changed:
        conflict = conflict_on(case, changed)
        theirs = {clash.field: number(clash.theirs) for clash in changed.clashes if clash.field != HOURS}
        return autosave.clashed(changed.current, conflict, theirs, _marks(party, sent))
    row = case.application.sections.get(key=section_key("budget", party))
    return autosave.saved(row, _marks(party, sent), now=case.now, errors=wrong)


def _marks(party: Party, names: frozenset[str]) -> dict[str, str]:
    return marks_of(standing_fields(Party.objects.get(pk=party.pk)), names, nothing=0)


def conflict_on(case: OwnCase, changed: SectionChanged) -> Conflict:
    """Tell of what somebody else saved beside what was typed."""
    return conflict_in(case, changed, _told)


def _told(clash: Clash) -> tuple[str, str, str, bool]:
    if clash.field == HOURS:
        return _("Personnel by hours"), _rows(clash.theirs), _rows(clash.mine), False
    kind, _dash, year = clash.field.rpartition("-")
    label = next((str(one.label) for one in KINDS if one.value == kind), kind)
    return f"{label}, {year}", kronor(clash.theirs), kronor(clash.mine), False


def _rows(rows: list[tuple[int, int, str, int, int]]) -> str:
    said = _("%(who)s, %(year)s: %(hours)s hours at %(rate)s")
    return "\n".join(
        said % {"who": who or "–", "year": year, "hours": number(hours), "rate": kronor(rate)}
        for _order, year, who, hours, rate in rows
    )


def over_what_stands(standing: BudgetForm, mine: BudgetForm, changed: SectionChanged) -> BudgetForm:
    """Return what stands now with the person's own in the fields that two people changed."""
    own = {clash.field for clash in changed.clashes}
    initial = dict(standing.initial)
    people = standing.people
    if HOURS in own:
        initial = {name: value for name, value in initial.items() if not name.startswith(_PERSON)}
        people = max(mine.people, SPARE)
    for name in mine.fields:
        if name in own or (HOURS in own and name.startswith(_PERSON)):
            initial[name] = mine[name].value()
    years = sorted({*standing.years, *mine.years})
    return BudgetForm(years, people=people, initial=initial)
