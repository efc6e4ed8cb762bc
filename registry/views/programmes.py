"""A programme's page: what it is for, its calls, its projects, its figures."""

from django.db.models import Count, Prefetch, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from registry.models import Call, Programme, Project, Round
from registry.openings import opening_of
from registry.views.gone import gone
from registry.views.shelf import page_of, shown_projects


def programme_page(request: HttpRequest, funder: str, number: str) -> HttpResponse:
    """Show a programme; a withdrawn one answers 410 with its number only."""
    found = Programme.objects.select_related("funder")
    programme = get_object_or_404(found, funder__slug=funder, diarienummer=number)
    if programme.withdrawn_at is not None:
        return gone(request, programme.diarienummer, programme.withdrawn_at)
    now = timezone.now()
    told = Project.objects.filter(programme=programme, withdrawn_at__isnull=True)
    context = {
        "programme": programme,
        "calls": [(call, opening_of(list(call.rounds.all()), now)) for call in _calls(programme)],
        "figures": told.aggregate(projects=Count("pk"), awarded=Sum("amount_awarded")),
        "page": page_of(request, shown_projects().filter(programme=programme)),
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
