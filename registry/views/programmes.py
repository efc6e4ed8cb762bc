"""A programme's page: what it is for, its calls, its money, its projects and what they led to."""

from django.db.models import Count, Prefetch, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from registry.models import Call, Programme, Round
from registry.openings import opening_of
from registry.pictures import year_plot
from registry.views.gone import gone
from registry.views.shelf import (
    figures_by_year,
    newest_outcomes,
    page_of,
    search_address,
    shown_projects,
    told_projects,
    year_addresses,
)


def programme_page(request: HttpRequest, funder: str, number: str) -> HttpResponse:
    """Show a programme; a withdrawn one answers 410 with its number only."""
    found = Programme.objects.select_related("funder")
    programme = get_object_or_404(found, funder__slug=funder, diarienummer=number)
    if programme.withdrawn_at is not None:
        return gone(request, programme.diarienummer, programme.withdrawn_at)
    now = timezone.now()
    told = told_projects().filter(programme=programme)
    figures = told.aggregate(projects=Count("pk"), awarded=Sum("amount_awarded"))
    which = {"programme": programme.diarienummer}
    context = {
        "programme": programme,
        "calls": [(call, opening_of(list(call.rounds.all()), now)) for call in _calls(programme)],
        "figures": figures,
        "plot": year_plot(figures_by_year(told), year_addresses(**which)),
        "outcomes": newest_outcomes(told),
        "page": page_of(request, shown_projects().filter(programme=programme), figures["projects"]),
        "all_projects": search_address(**which),
        "all_outcomes": search_address(**which, has_outcome="yes"),
    }
    return render(request, "registry/programme.html", context)


def _calls(programme: Programme) -> QuerySet[Call]:
    told = Round.objects.filter(withdrawn_at__isnull=True)
    return (
        Call.objects.filter(programme=programme, withdrawn_at__isnull=True)
        .select_related("funder", "programme")
        .prefetch_related(Prefetch("rounds", told))
        .order_by("-diarienummer", "-id")
    )
