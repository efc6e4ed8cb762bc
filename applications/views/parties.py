"""The parties of an application: a list, a page for each, invitations for their people."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.actions.invite import invite
from applications.actions.party import add_party, remove_party, save_party
from applications.actions.sections import SectionChanged, section_key
from applications.forms.party import InvitationForm, PartyForm
from applications.forms.typed import typed_form, version_in
from applications.models import Party, SectionAnswer
from applications.views.own import OwnCase, own_case
from applications.views.pages import (
    Conflict,
    Difference,
    Problem,
    conflict_with,
    problems_in,
    refusals_in,
    say_saved,
    show,
)
from rulebook.questions import Section, SectionKind
from rulebook.verdict import Answer, Refused

PAGE = ["GET", "HEAD", "POST"]


def overview(request: HttpRequest, case: OwnCase, chosen: Section) -> HttpResponse:
    """List the parties with what each lacks, the people who take part and those who are invited."""
    application = case.application
    waiting = application.invitations.filter(used_at__isnull=True, expires_at__gt=case.now)
    context = {
        "section": chosen,
        "next": case.next_section(chosen),
        "parties": [(party, _left(case, party)) for party in application.parties.all()],
        "people": application.participants.select_related("user", "party").order_by("joined_at"),
        "invitations": waiting.select_related("party"),
    }
    return show(request, case, "parties.html", context)


def _left(case: OwnCase, party: Party) -> int:
    found = case.verdict.about(f"parties.{party.pk}")
    return sum(finding.stops and finding.answer in (Answer.UNKNOWN, Answer.NOT_MET) for finding in found)


@login_required
@require_http_methods(PAGE)
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a party."""
    case = own_case(request, pk)
    if not case.may_write:
        return to_check(case)
    if request.method != "POST":
        return _page(request, case, PartyForm())
    form = PartyForm(request.POST)
    if form.is_valid():
        try:
            add_party(application_id=pk, given=form.given(), actor=case.user, now=case.now)
        except Refused as refused:
            problems = refusals_in(case, form, refused)
            return _page(request, case, form, problems=problems, status=422)
        say_saved(request, case.now)
        return redirect(parties_address(case))
    return _page(request, case, form, status=422)


@login_required
@require_http_methods(PAGE)
def edit(request: HttpRequest, pk: UUID, party_id: UUID) -> HttpResponse:
    """Change a party's particulars."""
    case = own_case(request, pk)
    party = own_party(case, party_id)
    if not case.may_write and request.method != "POST":
        return to_check(case)
    row = case.application.sections.get(key=section_key("party", party))
    if request.method != "POST":
        return _page(request, case, PartyForm.of_party(party), party=party, version=row.version)
    form = PartyForm(request.POST)
    problems: list[Problem] = []
    if form.is_valid():
        try:
            save_party(
                application_id=pk,
                party_id=party_id,
                given=form.given(),
                version=version_in(request.POST),
                actor=case.user,
                now=case.now,
            )
            say_saved(request, case.now)
            return redirect(parties_address(case))
        except SectionChanged as changed:
            return _changed(request, case, party, form, changed.current)
        except Refused as refused:
            problems = refusals_in(case, form, refused)
    version = version_in(request.POST)
    return _page(request, case, form, party=party, version=version, problems=problems, status=422)


def _page(
    request: HttpRequest,
    case: OwnCase,
    form: PartyForm,
    *,
    party: Party | None = None,
    version: int = 0,
    problems: list[Problem] | None = None,
    conflict: Conflict | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "party": party,
        "version": version,
        "problems": problems or [],
        "conflict": conflict,
        "parties_url": parties_address(case),
    }
    return show(request, case, "party.html", context, status=status)


def _changed(
    request: HttpRequest, case: OwnCase, party: Party, form: PartyForm, current: SectionAnswer
) -> HttpResponse:
    theirs = PartyForm.of_party(party)
    differences = [
        Difference(str(form[name].label), shown(theirs, name), shown(form, name))
        for name in form.fields
        if shown(theirs, name) != shown(form, name)
    ]
    conflict = conflict_with(current, differences)
    return _page(request, case, form, party=party, version=current.version, conflict=conflict, status=409)


def shown(form: PartyForm, name: str) -> str:
    """Return a field's value as words."""
    value = form[name].value()
    if isinstance(value, bool) or name == "is_need_owner":
        return _("Yes") if value else _("No")
    known = {str(key): str(label) for key, label in _flat(getattr(form.fields[name], "choices", ()))}
    return known.get(str(value), str(value)) if value not in (None, "") else ""


def _flat(choices: object) -> list[tuple[object, object]]:
    flat: list[tuple[object, object]] = []
    for key, label in choices:  # type: ignore[attr-defined]  # choices of a field, grouped or not
        flat.extend(label if isinstance(label, list | tuple) else [(key, label)])
    return flat


@login_required
@require_http_methods(PAGE)
def remove(request: HttpRequest, pk: UUID, party_id: UUID) -> HttpResponse:
    """Ask whether to remove a party, and remove it."""
    case = own_case(request, pk)
    party = own_party(case, party_id)
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            remove_party(application_id=pk, party_id=party_id, actor=case.user, now=case.now)
            messages.success(request, _("The party has been removed."))
            return redirect(parties_address(case))
        except Refused as refused:
            problems = problems_in(case, refused.verdict)
    elif not case.may_write:
        return to_check(case)
    context = {"party": party, "problems": problems, "parties_url": parties_address(case)}
    return show(request, case, "party_remove.html", context, status=422 if problems else 200)


@login_required
@require_http_methods(PAGE)
def invite_person(request: HttpRequest, pk: UUID, party_id: UUID) -> HttpResponse:
    """Mail a link that lets a person in for a party."""
    case = own_case(request, pk)
    party = own_party(case, party_id)
    if not case.may_write and request.method != "POST":
        return to_check(case)
    form = InvitationForm(typed_form(request.POST) if request.method == "POST" else None)
    form.initial = {"email": party.contact_email}
    problems: list[Problem] = []
    if form.is_bound and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            invite(application_id=pk, party_id=party_id, email=email, actor=case.user, now=case.now)
            messages.success(request, _("We have mailed an invitation to %(email)s.") % {"email": email})
            return redirect(parties_address(case))
        except Refused as refused:
            problems = refusals_in(case, form, refused)
    context = {"party": party, "form": form, "problems": problems, "parties_url": parties_address(case)}
    return show(request, case, "invite.html", context, status=422 if form.is_bound else 200)


def own_party(case: OwnCase, party_id: UUID) -> Party:
    """Return a party of the case. Raises Http404."""
    party = case.application.parties.filter(pk=party_id).first()
    if party is None:
        raise Http404
    return party


def parties_address(case: OwnCase) -> str:
    """Return the address of the section that lists the parties."""
    key = next((one.key for one in case.form if one.kind is SectionKind.PARTIES), "parties")
    return resolve_url("applications:section", case.application.pk, key)


def to_check(case: OwnCase) -> HttpResponse:
    """Send people to read what they can't change now."""
    return redirect("applications:submit", case.application.pk)
