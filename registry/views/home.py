"""The front page: what can be applied for, what the record holds, what is new."""

from datetime import datetime

from django.core.cache import caches
from django.db.models import Max, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from registry.models import Call, Change, Organisation, Outcome, Round
from registry.openings import Opening, OpeningState, opening_of
from registry.pictures import YearFigure, year_plot
from registry.views.shelf import (
    chosen_first,
    figures_by_year,
    newest_outcomes,
    shown_projects,
    sums_of,
    told_projects,
    year_addresses,
)

# PostgreSQL may commit changes out of their order; what was missed so is seen after this long.
KEPT_SECONDS = 60


def home(request: HttpRequest) -> HttpResponse:
    """Show open and coming calls, a search, the money in figures, the newest projects and outcomes."""
    now = timezone.now()
    calls = [(call, opening_of(list(call.rounds.all()), now)) for call in _current_calls(now)]
    by_year, counts = _kept_figures()
    context = {
        "open_calls": _in_state(calls, OpeningState.OPEN),
        "coming_calls": _in_state(calls, OpeningState.UPCOMING),
        "figures": {**sums_of(by_year), **counts},
        "plot": year_plot(by_year, year_addresses()),
        "projects": chosen_first(shown_projects(), 0, 4),
        "outcomes": newest_outcomes(most=3),
    }
    return render(request, "registry/home.html", context)


def _current_calls(now: datetime) -> QuerySet[Call]:
    told = Round.objects.filter(withdrawn_at__isnull=True)
    return (
        Call.objects.filter(pk__in=told.filter(closes_at__gte=now).values("call"), withdrawn_at__isnull=True)
        .select_related("funder")
        .prefetch_related(Prefetch("rounds", told))
    )


def _in_state(calls: list[tuple[Call, Opening]], state: OpeningState) -> list[tuple[Call, Opening]]:
    found = [(call, opening) for call, opening in calls if opening.state is state]
    return sorted(found, key=lambda pair: (_binding_moment(pair[1]), pair[0].pk))


def _binding_moment(opening: Opening) -> datetime:
    assert opening.round is not None  # noqa: S101 -- open and coming calls have a round
    return opening.round.closes_at if opening.state is OpeningState.OPEN else opening.round.opens_at


def _kept_figures() -> tuple[list[YearFigure], dict[str, int]]:
    """Return the sums by year and the counts of the whole record; worked out once between changes."""
    last = Change.objects.aggregate(last=Max("pk"))["last"]
    kept = caches["memory"]
    figures: tuple[list[YearFigure], dict[str, int]] | None = kept.get(f"home:{last}")
    if figures is None:
        figures = (figures_by_year(told_projects()), _counts())
        kept.set(f"home:{last}", figures, KEPT_SECONDS)
    return figures


def _counts() -> dict[str, int]:
    outcomes = Outcome.objects.filter(withdrawn_at__isnull=True, project__withdrawn_at__isnull=True)
    organisations = Organisation.objects.filter(withdrawn_at__isnull=True)
    return {"outcomes": outcomes.count(), "organisations": organisations.count()}
