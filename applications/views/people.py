"""The people of an application: who takes part, who is invited, and what can be changed of that."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.actions.invite import invite, invite_again, waiting, withdraw_invitation
from applications.actions.people import end_access, hand_coordination, mark_signatory
from applications.forms.invitation import InvitationForm
from applications.forms.typed import typed_form
from applications.models import Invitation, Participant, Party
from applications.views.own import OwnCase, own_case
from applications.views.pages import Problem, problems_in, refusals_in, show
from rulebook.access import Piece, Role
from rulebook.verdict import Refused


def people_of(case: OwnCase) -> dict[str, Any]:
    """Return who takes part and which invitations wait, for a page that lists them."""
    current = case.application.participants.filter(ended_at__isnull=True)
    return {
        "people": current.select_related("user", "party").order_by("joined_at", "pk"),
        "invitations": waiting(case.application, now=case.now).select_related("party"),
    }


@login_required
@require_safe
def people(request: HttpRequest, pk: UUID) -> HttpResponse:
    """List the people with what may be changed of each, and the invitations that wait."""
    case = own_case(request, pk)
    return _list(request, case)


def _list(request: HttpRequest, case: OwnCase, problems: list[Problem] | None = None) -> HttpResponse:
    shown = people_of(case)
    ended = case.application.participants.filter(ended_at__isnull=False).select_related("user", "party")
    context = {
        "rows": [(one, _may_change(case, one)) for one in shown["people"]],
        "waiting": [(one, case.may(Piece.INVITATION, one.party_id)) for one in shown["invitations"]],
        "ended": ended.order_by("ended_at"),
        "inviting_for": [
            party for party in case.application.parties.all() if case.may(Piece.INVITATION, party.pk)
        ],
        "problems": problems or [],
    }
    return show(request, case, "people/list.html", context, status=422 if problems else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def one_person(request: HttpRequest, pk: UUID, participant_id: int) -> HttpResponse:
    """Say what can be done about a person's part, and do it."""
    case = own_case(request, pk)
    current = case.application.participants.filter(ended_at__isnull=True).select_related("user", "party")
    person = current.filter(pk=participant_id).first()
    if person is None or not _may_change(case, person):
        raise Http404
    does = _STEPS.get(request.POST.get("do", "")) if request.method == "POST" else None
    problems: list[Problem] = []
    if does is not None:
        try:
            messages.success(request, does(case, person))
        except Refused as refused:
            problems = problems_in(case, refused.verdict)
        else:
            leaves = person.user_id == case.user.pk and does is _end
            return redirect("applications:mine") if leaves else redirect("applications:people", pk)
    context = {
        "person": person,
        "is_self": person.user_id == case.user.pk,
        "may_hand": case.may(Piece.COORDINATION) and person.role != Role.COORDINATOR.value,
        "may_mark": case.may(Piece.INVITATION, person.party_id) and person.party_id is not None,
        "problems": problems,
    }
    return show(request, case, "people/person.html", context, status=422 if problems else 200)


def _may_change(case: OwnCase, person: Participant) -> bool:
    return (
        person.user_id == case.user.pk
        or case.may(Piece.COORDINATION)
        or (person.party_id is not None and case.may(Piece.INVITATION, person.party_id))
    )


def _end(case: OwnCase, person: Participant) -> str:
    end_access(application_id=case.application.pk, participant_id=person.pk, actor=case.user, now=case.now)
    if person.user_id == case.user.pk:
        return _("You no longer take part in the application.")
    return _("%(name)s no longer takes part.") % {"name": person.user}


def _hand(case: OwnCase, person: Participant) -> str:
    hand_coordination(
        application_id=case.application.pk, participant_id=person.pk, actor=case.user, now=case.now
    )
    return _("%(name)s coordinates the application now.") % {"name": person.user}


def _mark(case: OwnCase, person: Participant) -> str:
    mark_signatory(
        application_id=case.application.pk,
        participant_id=person.pk,
        is_signatory=not person.is_signatory,
        actor=case.user,
        now=case.now,
    )
    return _("Saved.")


_STEPS: dict[str, Callable[[OwnCase, Participant], str]] = {"end": _end, "hand": _hand, "mark": _mark}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite_person(request: HttpRequest, pk: UUID, party_id: UUID) -> HttpResponse:
    """Mail a link that lets a person in for a party."""
    case = own_case(request, pk)
    party = case.application.parties.filter(pk=party_id).first()
    if party is None or not case.may(Piece.INVITATION, party_id):
        raise Http404
    form = InvitationForm(typed_form(request.POST) if request.method == "POST" else None)
    form.initial = {"email": party.contact_email}
    problems: list[Problem] = []
    if form.is_bound and form.is_valid():
        try:
            _invite(case, party, form)
        except Refused as refused:
            problems = refusals_in(case, form, refused)
        else:
            email = form.cleaned_data["email"]
            messages.success(request, _("We have mailed an invitation to %(email)s.") % {"email": email})
            return redirect("applications:people", pk)
    context = {"party": party, "form": form, "problems": problems}
    return show(request, case, "invite.html", context, status=422 if form.is_bound else 200)


def _invite(case: OwnCase, party: Party, form: InvitationForm) -> None:
    invite(
        application_id=case.application.pk,
        party_id=party.pk,
        email=form.cleaned_data["email"],
        greeting=form.cleaned_data["greeting"],
        as_signatory=form.cleaned_data["as_signatory"],
        actor=case.user,
        now=case.now,
    )


@login_required
@require_POST
def change_invitation(request: HttpRequest, pk: UUID, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back, or mail a new link in its place (`do`: withdraw, again)."""
    case = own_case(request, pk)
    found = waiting(case.application, now=case.now).filter(pk=invitation_id).first()
    if found is None or not case.may(Piece.INVITATION, found.party_id):
        raise Http404
    try:
        if request.POST.get("do") == "again":
            invite_again(application_id=pk, invitation_id=invitation_id, actor=case.user, now=case.now)
            done = _("We have mailed a new link to %(email)s. The old one no longer works.")
        else:
            withdraw_invitation(application_id=pk, invitation_id=invitation_id, actor=case.user, now=case.now)
            done = _("The invitation to %(email)s is withdrawn. Its link no longer works.")
    except Refused as refused:
        return _list(request, case, problems_in(case, refused.verdict))
    except Invitation.DoesNotExist:
        raise Http404 from None
    messages.success(request, done % {"email": found.email})
    return redirect("applications:people", pk)
