"""From facets to database questions: values of one facet are alternatives, facets add up.

The facets of projects mean exactly what the search index means by them.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from opendata.v1.parameters import UNKNOWN
from registry.models import Call, Organisation, Outcome, Programme, Project, ProjectParty, Round

Values = frozenset[str]
Facets = Mapping[str, Values]


def _either(lookup: str, values: Values, unknown: Q) -> Q:
    chosen = sorted(value for value in values if value != UNKNOWN)
    condition = Q(**{f"{lookup}__in": chosen}) if chosen else Q(pk__in=[])
    return condition | unknown if UNKNOWN in values else condition


def _parties(lookup: str, values: Values) -> Q:
    """Projects with a party whose field is among the values; unknown: no party's field is known."""
    of_project = ProjectParty.objects.filter(project=OuterRef("pk"))
    chosen = sorted(value for value in values if value != UNKNOWN)
    condition = Q(Exists(of_project.filter(**{f"{lookup}__in": chosen}))) if chosen else Q(pk__in=[])
    return condition | ~Q(Exists(of_project.exclude(**{lookup: ""}))) if UNKNOWN in values else condition


def _has_outcome(values: Values) -> Q:
    if len(values) > 1:
        return Q()
    published = Q(Exists(Outcome.objects.filter(project=OuterRef("pk"), withdrawn_at__isnull=True)))
    return published if "yes" in values else ~published


PROJECT: Mapping[str, Callable[[Values], Q]] = {
    "year": lambda values: _either("decided_on__year", values, Q(decided_on__isnull=True)),
    "sector": lambda values: _parties("sector", values),
    "county": lambda values: _parties("county_code", values),
    "organisation": lambda values: _parties("organisation__number", values),
    "status": lambda values: _either("status", values, Q(status="")),
    "funder": lambda values: Q(funder__slug__in=values),
    "programme": lambda values: _either("programme__diarienummer", values, Q(programme__isnull=True)),
    "call": lambda values: _either("call__diarienummer", values, Q(call__isnull=True)),
    "has_outcome": _has_outcome,
}


def select_projects(rows: QuerySet[Project], facets: Facets) -> QuerySet[Project]:
    """Choose projects by their facets."""
    for name, values in facets.items():
        rows = rows.filter(PROJECT[name](values))
    return rows


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
        rows = rows.filter(_either("sector", facets["sector"], Q(sector="")))
    if "county" in facets:
        rows = rows.filter(_either("county_code", facets["county"], Q(county_code="")))
    return rows


def select_outcomes(rows: QuerySet[Outcome], facets: Facets) -> QuerySet[Outcome]:
    """Choose outcomes by the facets of their projects."""
    if not facets:
        return rows
    return rows.filter(project__in=select_projects(Project.objects.all(), facets))
