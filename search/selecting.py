"""Facets of projects as conditions of the database: they mean exactly what the index means by them.

Values of one facet are alternatives, facets add up.
"""

from collections.abc import Callable, Mapping

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from registry.models import Outcome, Project, ProjectParty
from registry.models.organisation import by_keys
from search.amounts import read_range
from search.question import UNKNOWN

Values = frozenset[str]
Facets = Mapping[str, Values]


def either(lookup: str, values: Values, unknown: Q) -> Q:
    """Rows whose field is among the values, and those that fit `unknown` where that is one of them."""
    chosen = sorted(value for value in values if value != UNKNOWN)
    condition = Q(**{f"{lookup}__in": chosen}) if chosen else Q(pk__in=[])
    return condition | unknown if UNKNOWN in values else condition


def _parties(lookup: str, values: Values) -> Q:
    """Projects with a party whose field is among the values; unknown: no party's field is known."""
    of_project = ProjectParty.objects.filter(project=OuterRef("pk"))
    chosen = sorted(value for value in values if value != UNKNOWN)
    condition = Q(Exists(of_project.filter(**{f"{lookup}__in": chosen}))) if chosen else Q(pk__in=[])
    return condition | ~Q(Exists(of_project.exclude(**{lookup: ""}))) if UNKNOWN in values else condition


def _organisation(values: Values) -> Q:
    """Projects with one of the organisations as a party; unknown: those without any party."""
    of_project = ProjectParty.objects.filter(project=OuterRef("pk"))
    condition = Q(Exists(of_project.filter(by_keys(values - {UNKNOWN}, "organisation"))))
    return condition | ~Q(Exists(of_project)) if UNKNOWN in values else condition


def _has_outcome(values: Values) -> Q:
    if len(values) > 1:
        return Q()
    published = Q(Exists(Outcome.objects.filter(project=OuterRef("pk"), withdrawn_at__isnull=True)))
    return published if "yes" in values else ~published


def _year(values: Values) -> Q:
    """The year of the decision, or of the start where the decision's day is unknown."""
    years = frozenset(value for value in values if value.isascii() and value.isdigit() and len(value) < 5)
    begun = Q(decided_on__isnull=True) & either("starts__year", years, Q())
    unknown = Q(decided_on__isnull=True, starts__isnull=True)
    return either("decided_on__year", years | (values & {UNKNOWN}), unknown) | begun


def _amount(values: Values) -> Q:
    condition = Q(amount_awarded__isnull=True) if UNKNOWN in values else Q(pk__in=[])
    for value in values:
        if (read := read_range(value)) is not None:
            condition |= Q(amount_awarded__gte=read[0], amount_awarded__lte=read[1])
    return condition


def _goal(values: Values) -> Q:
    """Goals stand in a list that not every database can look into: its text is read instead."""
    rows = Project.objects.annotate(written=Cast("goals", CharField()))
    condition = Q(goals=[]) if UNKNOWN in values else Q(pk__in=[])
    known = [value for value in values if value.isascii() and value.isdigit() and len(value) < 3]
    if known:
        pattern = rf"[\[ ,]({'|'.join(sorted(known))})[,\]]"
        condition |= Q(pk__in=rows.filter(written__regex=pattern).values("pk"))
    return condition


PROJECT: Mapping[str, Callable[[Values], Q]] = {
    "year": _year,
    "amount": _amount,
    "goal": _goal,
    "sector": lambda values: _parties("sector", values),
    "county": lambda values: _parties("county_code", values),
    "municipality": lambda values: _parties("municipality_code", values),
    "organisation": _organisation,
    "status": lambda values: either("status", values, Q(status="")),
    "funder": lambda values: Q(funder__slug__in=values),
    "programme": lambda values: either("programme__diarienummer", values, Q(programme__isnull=True)),
    "call": lambda values: either("call__diarienummer", values, Q(call__isnull=True)),
    "has_outcome": _has_outcome,
}


def select_projects(rows: QuerySet[Project], facets: Facets) -> QuerySet[Project]:
    """Choose projects by their facets."""
    for name, values in facets.items():
        rows = rows.filter(PROJECT[name](values))
    return rows
