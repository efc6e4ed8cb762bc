"""A programme's page: what it is for, its calls, its money, its projects and what they led to."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from registry.models import Call, Programme, Round
from registry.openings import OpeningState, opening_of
from registry.pictures import year_plot
from registry.views.gone import gone
from registry.views.shelf import (
    figures_by_year,
    newest_outcomes,
    page_of,
    search_address,
    shown_projects,
    sums_of,
    told_projects,
    year_addresses,
)

MOST_CALLS = 8
# What a call says on its own page only.
LONG_TEXTS = ("body_sv", "body_en", "criteria", "contacts", "links", "dates")


def programme_page(request: HttpRequest, funder: str, number: str) -> HttpResponse:
    """Show a programme; a withdrawn one answers 410 with its number only."""
    found = Programme.objects.select_related("funder")
    programme = get_object_or_404(found, funder__slug=funder, diarienummer=number)
    if programme.withdrawn_at is not None:
        return gone(request, programme.diarienummer, programme.withdrawn_at)
    now = timezone.now()
    told = told_projects().filter(programme=programme)
    by_year = figures_by_year(told)
    figures = sums_of(by_year)
    which = {"programme": programme.diarienummer}
    context = {
        "programme": programme,
        **_openings(programme, now),
        "figures": figures,
        "plot": year_plot(by_year, year_addresses(**which)),
        "outcomes": newest_outcomes(told),
        "page": page_of(request, shown_projects().filter(programme=programme), figures["projects"] or 0),
        "all_projects": search_address(**which),
        "all_outcomes": search_address(**which, has_outcome="yes"),
    }
    return render(request, "registry/programme.html", context)


def _openings(programme: Programme, now: datetime) -> dict[str, Any]:
    """Return its calls: all that can be or will be applied to, then the latest closed ones."""
    pairs = [(call, opening_of(list(call.rounds.all()), now)) for call in _calls(programme)]
    current = [pair for pair in pairs if pair[1].state is not OpeningState.CLOSED]
    closed = [pair for pair in pairs if pair[1].state is OpeningState.CLOSED]
    shown = current + closed[: max(0, MOST_CALLS - len(current))]
    calls_address = f"{reverse('search:calls')}?{urlencode({'programme': programme.diarienummer})}"
    return {"calls": shown, "all_calls": calls_address if len(shown) < len(pairs) else ""}


def _calls(programme: Programme) -> QuerySet[Call]:
    told = Round.objects.filter(withdrawn_at__isnull=True)
    return (
        Call.objects.filter(programme=programme, withdrawn_at__isnull=True)
        .defer(*LONG_TEXTS)
        .select_related("funder", "programme")
        .prefetch_related(Prefetch("rounds", told))
        .order_by("-diarienummer", "-id")
    )
