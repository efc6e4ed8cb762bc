"""The front page: what can be applied for, what the record holds, what is new."""

from datetime import datetime

from django.db.models import Count, Min, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, ExtractYear
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from registry.models import Call, Organisation, Outcome, Project, Round
from registry.openings import Opening, OpeningState, opening_of
from registry.pictures import year_columns
from registry.views.shelf import shown_projects


def home(request: HttpRequest) -> HttpResponse:
    """Show open and coming calls, a search, the money in figures, the newest projects and outcomes."""
    now = timezone.now()
    calls = [(call, opening_of(list(call.rounds.all()), now)) for call in _current_calls(now)]
    amounts = _amounts_by_year()
    context = {
        "open_calls": _in_state(calls, OpeningState.OPEN),
        "coming_calls": _in_state(calls, OpeningState.UPCOMING),
        "figures": _figures(),
        "columns": year_columns(amounts),
        "best_year": max(amounts, key=lambda year: (amounts[year], year), default=None),
        "best_amount": max(amounts.values(), default=None),
        "projects": shown_projects()[:4],
        "outcomes": _newest_outcomes(),
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


def _figures() -> dict[str, int | None]:
    told = Project.objects.filter(withdrawn_at__isnull=True)
    figures: dict[str, int | None] = told.aggregate(
        projects=Count("pk"),
        awarded=Sum("amount_awarded"),
        since=Min(ExtractYear(Coalesce("decided_on", "starts"))),
        outcomes=Count("outcome", filter=Q(outcome__withdrawn_at__isnull=True)),
    )
    return figures | {"organisations": Organisation.objects.filter(withdrawn_at__isnull=True).count()}


def _amounts_by_year() -> dict[int, int]:
    told = Project.objects.filter(withdrawn_at__isnull=True, amount_awarded__isnull=False)
    rows = (
        told.annotate(year=ExtractYear(Coalesce("decided_on", "starts")))
        .filter(year__isnull=False)
        .order_by()
        .values_list("year")
        .annotate(Sum("amount_awarded"))
    )
    return dict(rows)


def _newest_outcomes() -> QuerySet[Outcome]:
    return (
        Outcome.objects.filter(withdrawn_at__isnull=True, project__withdrawn_at__isnull=True)
        .select_related("project__funder")
        .prefetch_related("project__parties")
        .order_by("-published_at", "-id")[:3]
    )
