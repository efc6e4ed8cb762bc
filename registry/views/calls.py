"""Calls: the list of open, coming and closed ones, and each call's own page."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, F, Max, Prefetch, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language

from registry.calendar import MEDIA_TYPE, calendar_of
from registry.dates import dates_of
from registry.models import Call, Round
from registry.openings import Opening, OpeningState, opening_of, state_of
from registry.rule_words import spoken_rules
from registry.self_check.asked import clauses_of
from registry.views.gone import gone
from registry.views.shelf import (
    PER_PAGE,
    chosen_first,
    newest_outcomes,
    search_address,
    told_projects,
)

CLOSED_PER_PAGE = 20
LARGEST_FIRST = (F("amount_awarded").desc(nulls_last=True), "id")


def calls(request: HttpRequest) -> HttpResponse:
    """List calls by what can be done: apply now, prepare, read."""
    now = timezone.now()
    told = Round.objects.filter(withdrawn_at__isnull=True)
    current = _with_rounds(Call.objects.filter(pk__in=told.filter(closes_at__gte=now).values("call")))
    closed = _with_rounds(
        Call.objects.exclude(pk__in=told.filter(closes_at__gte=now).values("call"))
    ).order_by(F("last_closing").desc(nulls_last=True), "-diarienummer", "-id")
    page = Paginator(closed, CLOSED_PER_PAGE).get_page(request.GET.get("page"))
    with_openings = _with_openings(current, now)
    context = {
        "open_calls": [pair for pair in with_openings if pair[1].state is OpeningState.OPEN],
        "coming_calls": [pair for pair in with_openings if pair[1].state is OpeningState.UPCOMING],
        "closed_calls": _with_openings(page, now),
        "page": page,
    }
    return render(request, "registry/calls.html", context)


def _with_rounds(chosen: QuerySet[Call]) -> QuerySet[Call]:
    told = Round.objects.filter(withdrawn_at__isnull=True)
    return (
        chosen.filter(withdrawn_at__isnull=True)
        .select_related("funder", "programme")
        .prefetch_related(Prefetch("rounds", told))
        .annotate(last_closing=Max("rounds__closes_at"))
        .order_by("last_closing", "id")
    )


def _with_openings(chosen: Iterable[Call], now: datetime) -> list[tuple[Call, Opening]]:
    return [(call, opening_of(list(call.rounds.all()), now)) for call in chosen]


def call_page(request: HttpRequest, funder: str, number: str) -> HttpResponse:
    """Show a call: what, who, how much and when first; then the rest of what was published."""
    found = Call.objects.select_related("funder", "programme__funder")
    call = get_object_or_404(found, funder__slug=funder, diarienummer=number)
    if call.withdrawn_at is not None:
        return gone(request, call.diarienummer, call.withdrawn_at)
    now = timezone.now()
    rounds = list(call.rounds.filter(withdrawn_at__isnull=True).select_related("rules", "follows"))
    opening = opening_of(rounds, now)
    rules = opening.round.rules if opening.round else None
    context = {
        "call": call,
        "opening": opening,
        "rounds": [(one, state_of(one, now)) for one in rounds],
        "rules": spoken_rules(rules.content) if rules else [],
        "documents": call.documents.all(),
        "amendments": call.amendments.all(),
        "dates": [(one, one.has_passed(now)) for one in dates_of(call, rounds, language=_language())],
        "checks": [
            one
            for one in rounds
            if state_of(one, now) is not OpeningState.CLOSED and clauses_of(one.rules) is not None
        ],
        **_results_of(call),
    }
    return render(request, "registry/call.html", context)


def call_dates(request: HttpRequest, funder: str, number: str) -> HttpResponse:
    """Give the dates of a call as a calendar file in the language of the address."""
    found = Call.objects.select_related("funder")
    call = get_object_or_404(found, funder__slug=funder, diarienummer=number)
    if call.withdrawn_at is not None:
        return gone(request, call.diarienummer, call.withdrawn_at)
    language = _language()
    dates = dates_of(call, call.rounds.all(), language=language)
    answer = HttpResponse(calendar_of(call, dates, language=language), content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{slugify(call.diarienummer)}.ics"'
    answer["Content-Language"] = language
    return answer


def _language() -> str:
    return (get_language() or "sv")[:2]


def _results_of(call: Call) -> dict[str, Any]:
    """Return what the call led to: figures, the largest projects, the latest outcomes, the way to all."""
    told = told_projects().filter(call=call)
    figures = told.aggregate(projects=Count("pk"), awarded=Sum("amount_awarded"))
    if not figures["projects"]:
        return {"figures": figures}
    return {
        "figures": figures,
        "projects": chosen_first(told.order_by(*LARGEST_FIRST), 0, PER_PAGE),
        "outcomes": newest_outcomes(told),
        "all_projects": search_address(call=call.diarienummer),
        "all_outcomes": search_address(call=call.diarienummer, has_outcome="yes"),
    }
