"""Looking organisations up: a step on the party's page, and suggestions for its script.

What is searched for is sent in the body, never in an address: addresses are logged, and people type
personal identity numbers by mistake.
"""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.limits import Limit
from accounts.models import User
from applications.facts import clauses_of
from applications.forms.party_aid import FiguresForm
from applications.forms.typed import typed
from applications.levels import level_in_words, size_in_words
from applications.lookup import LONGEST, Found, Origin, find, workplaces
from applications.models.party import SectorOfParty
from applications.views.own import own_case, signed_in
from applications.views.party_facts import facts_shown
from rulebook.identifiers import format_organisation_number, read_organisation_number

SEARCHES = Limit("organisations", 60, 60)


@dataclass(frozen=True)
class Search:
    """What was searched for and what was found; `problem` says why nothing was looked for."""

    text: str = ""
    found: tuple[Found, ...] | None = None
    problem: str = ""


def looked_up(request: HttpRequest, user: User) -> Search:
    """Search for what was typed in the step of the page, if anything was."""
    text = typed(request.POST.get("look_up", "")).strip()[:LONGEST]
    if not text:
        return Search()
    if read_organisation_number(text).personal:
        return Search(problem=_("This is a personal identity number. Search for an organisation instead."))
    if not may_ask(user):
        return Search(text, problem=_("You have searched many times in a minute. Wait a moment."))
    return Search(text, find(user, text))


@login_required
@require_POST
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer with at most eight organisations, as the party's page can be filled in from them."""
    user = signed_in(request)
    if not may_ask(user):
        return JsonResponse({"organisations": []}, status=429)
    found = find(user, typed(request.POST.get("q", "")))
    return JsonResponse({"organisations": [_told(one, user) for one in found]})


@login_required
@require_POST
def aid(request: HttpRequest, pk: UUID) -> JsonResponse:
    """Answer with the size and the highest support level that follow from what stands on a party's page."""
    case = own_case(request, pk)
    party = next(
        (one for one in case.application.parties.all() if str(one.pk) == request.POST.get("party")), None
    )
    facts = facts_shown(case, party, request.POST)
    level = level_in_words(facts, clauses_of(case.application.round))
    figures = FiguresForm(request.POST)
    size = figures.size() if figures.is_valid() and any(figures.cleaned_data.values()) else None
    return JsonResponse(
        {
            "level": level.text,
            "source_text": level.told_source,
            "size": size.value if size else "",
            "size_text": size_in_words(size, facts) if size else "",
        }
    )


def may_ask(user: User) -> bool:
    """Whether the person may search once more in this minute."""
    return SEARCHES.spend(str(user.pk))


def _told(found: Found, user: User) -> dict[str, object]:
    sector = str(SectorOfParty(found.sector).label) if found.sector in SectorOfParty.values else ""
    return {
        "name": found.name,
        "organisation_number": format_organisation_number(found.number) if found.number else "",
        "country": found.country,
        "sector": found.sector,
        "sector_name": sector,
        "county_code": found.county_code,
        "municipality_code": found.municipality_code,
        "workplaces": workplaces(user, found.number),
        "owner_name": found.owner_name,
        "owner_number": format_organisation_number(found.owner_number) if found.owner_number else "",
        "owner_sector": found.owner_sector,
        "owner_share": found.owner_share,
        "contact_name": found.contact_name,
        "contact_email": found.contact_email,
        "origin": _("your profile") if found.origin is Origin.PROFILE else _("the public register"),
    }
