"""The parties of an application: a list, a page for each, invitations for their people."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.actions.party import remove_party
from applications.models import Party
from applications.views.own import OwnCase, own_case
from applications.views.pages import Problem, problems_in, show
from applications.views.people import people_of
from applications.views.talk import together_in
from rulebook.access import Piece
from rulebook.questions import Section, SectionKind
from rulebook.verdict import Answer, Refused

PAGE = ["GET", "HEAD", "POST"]


def overview(request: HttpRequest, case: OwnCase, chosen: Section) -> HttpResponse:
    """List the parties with what each lacks, the people who take part and those who are invited."""
    application = case.application
    context = {
        **people_of(case),
        "section": chosen,
        "together": together_in(case, chosen.key),
        "next": case.next_section(chosen),
        "parties": [_row(case, party) for party in application.parties.all()],
    }
    return show(request, case, "parties.html", context)


def _row(case: OwnCase, party: Party) -> tuple[Party, int, bool, bool]:
    """A party, what it lacks, and whether the person may change it and invite to it."""
    may_change, may_invite = case.may(Piece.PARTY, party.pk), case.may(Piece.INVITATION, party.pk)
    return party, _left(case, party), may_change, may_invite


def _left(case: OwnCase, party: Party) -> int:
    found = case.verdict.about(f"parties.{party.pk}")
    return sum(finding.stops and finding.answer in (Answer.UNKNOWN, Answer.NOT_MET) for finding in found)


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
