"""From facets to database questions: values of one facet are alternatives, facets add up.

The facets of projects are `search.selecting`'s.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from registry.models import Call, Organisation, Outcome, Programme, Project, Round
from search.selecting import PROJECT, Facets, Values, either, select_projects


def _rounds_at(now: datetime, values: Values, opens: str = "opens_at", closes: str = "closes_at") -> Q:
    condition = Q(pk__in=[])
    if "upcoming" in values:
        condition |= Q(**{f"{opens}__gt": now})
    if "open" in values:
        condition |= Q(**{f"{opens}__lte": now, f"{closes}__gte": now})
    if "closed" in values:
        condition |= Q(**{f"{closes}__lt": now})
    return condition


def _calls_at(now: datetime, values: Values) -> Q:
    rounds = Round.objects.filter(call=OuterRef("pk"), withdrawn_at__isnull=True)
    is_open = Q(Exists(rounds.filter(opens_at__lte=now, closes_at__gte=now)))
    is_upcoming = ~is_open & Q(Exists(rounds.filter(opens_at__gt=now)))
    states = {"open": is_open, "upcoming": is_upcoming, "closed": ~is_open & ~is_upcoming}
    condition = Q(pk__in=[])
    for state in values:
        condition |= states[state]
    return condition


def select_calls(rows: QuerySet[Call], facets: Facets, now: datetime) -> QuerySet[Call]:
    """Choose calls by funder, programme and where they stand at `now`."""
    for name, values in facets.items():
        if name == "status":
            rows = rows.filter(_calls_at(now, values))
        elif name == "programme":
            rows = rows.filter(PROJECT["programme"](values))
        else:
            rows = rows.filter(funder__slug__in=values)
    return rows


def select_rounds(rows: QuerySet[Round], facets: Facets, now: datetime) -> QuerySet[Round]:
    """Choose rounds by funder, call and where they stand at `now`."""
    for name, values in facets.items():
        if name == "status":
            rows = rows.filter(_rounds_at(now, values))
        elif name == "call":
            rows = rows.filter(call__diarienummer__in=values)
        else:
            rows = rows.filter(call__funder__slug__in=values)
    return rows


def select_programmes(rows: QuerySet[Programme], facets: Facets) -> QuerySet[Programme]:
    """Choose programmes by funder."""
    return rows.filter(funder__slug__in=facets["funder"]) if "funder" in facets else rows


def select_organisations(rows: QuerySet[Organisation], facets: Facets) -> QuerySet[Organisation]:
    """Choose organisations by sector and county."""
    if "sector" in facets:
        rows = rows.filter(either("sector", facets["sector"], Q(sector="")))
    if "county" in facets:
        rows = rows.filter(either("county_code", facets["county"], Q(county_code="")))
    return rows


def select_outcomes(rows: QuerySet[Outcome], facets: Facets) -> QuerySet[Outcome]:
    """Choose outcomes by the facets of their projects."""
    if not facets:
        return rows
    return rows.filter(project__in=select_projects(Project.objects.all(), facets))
