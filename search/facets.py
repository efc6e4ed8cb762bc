"""Counts from an engine → facets with words: names, labels and order of values."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from heapq import nsmallest

from django.utils.translation import gettext, gettext_lazy

from registry.goals import GOALS
from registry.models import Call, Funder, Organisation, Programme, ProjectStatus
from registry.models.choices import SectorChoice
from registry.models.organisation import by_keys, organisation_key
from registry.places import counties, municipalities
from search.amounts import BANDS, range_label
from search.engines.base import SHORT_LIST
from search.hits import Facet, FacetValue
from search.question import UNKNOWN, Question
from wording.speak import in_language

NAMES = {
    "year": gettext_lazy("Year of decision"),
    "amount": gettext_lazy("Grant"),
    "goal": gettext_lazy("Sustainability goal"),
    "municipality": gettext_lazy("Municipality"),
    "sector": gettext_lazy("Sector"),
    "status": gettext_lazy("Status"),
    "county": gettext_lazy("County"),
    "programme": gettext_lazy("Programme"),
    "call": gettext_lazy("Call"),
    "organisation": gettext_lazy("Organisation"),
    "has_outcome": gettext_lazy("Result"),
    "funder": gettext_lazy("Funder"),
}
# What each kind can be narrowed by, in the order of the page.
FACETS_OF = {
    "project": (
        "year",
        "amount",
        "sector",
        "status",
        "has_outcome",
        "goal",
        "county",
        "municipality",
        "programme",
        "call",
        "organisation",
        "funder",
    ),
    "outcome": ("year", "sector", "goal", "county", "programme", "call", "organisation", "funder"),
    "call": ("year", "programme", "funder"),
    "programme": ("funder",),
    "organisation": ("sector", "county"),
}
LONGEST_LIST = 8
_BY_VALUE = ("year",)
_FIXED = {
    "amount": [*BANDS],
    "sector": SectorChoice.values,
    "status": ProjectStatus.values,
    "has_outcome": ["yes", "no"],
    "goal": [str(goal) for goal in GOALS],
}
# Of these everything is shown; of the others some, and the rest on a page of their own.
_WHOLE = frozenset(("amount", "sector", "status", "has_outcome"))

# These may have thousands of values, and nothing is drawn of all of them.
_MANY_VALUES = frozenset(("programme", "call", "organisation"))


def shortened(longest: int | None) -> frozenset[str]:
    """Name the facets whose values need not all be counted where lists have at most so many."""
    return _MANY_VALUES if longest is not None and longest <= SHORT_LIST else frozenset()


def worded_facets(
    question: Question, counts: Mapping[str, Mapping[str, int]], longest: int | None = LONGEST_LIST
) -> tuple[Facet, ...]:
    """Return the facets of a question in order, each with its most common values and every chosen one.

    Facets that leave nothing to choose are left out unless something in them is chosen.
    """
    facets = []
    for name in asked_facets(question):
        chosen = question.facets.get(name, frozenset())
        values = {**dict.fromkeys(chosen, 0), **counts.get(name, {})}
        if name == "municipality":
            values = _inside(values, question.facets.get("county", frozenset()), chosen)
        if not chosen and _says_nothing(name, values):
            continue
        kept = _kept(name, values, chosen, longest)
        labels = _labels(name, kept)
        shown = tuple(FacetValue(value, labels[value], values[value], value in chosen) for value in kept)
        is_short = name in shortened(longest) and len(values) >= SHORT_LIST
        facets.append(Facet(name, str(NAMES[name]), shown, len(values) - len(kept), is_short))
    return tuple(facets)


def asked_facets(question: Question) -> tuple[str, ...]:
    """Name the facets of a question. Municipalities are asked for once a county is chosen: they are many."""
    has_place = "county" in question.facets or "municipality" in question.facets
    return tuple(name for name in FACETS_OF.get(question.kind, ()) if has_place or name != "municipality")


def _inside(
    values: Mapping[str, int], chosen_counties: frozenset[str], chosen: frozenset[str]
) -> dict[str, int]:
    """Keep the municipalities of the chosen counties: partners elsewhere have theirs counted too."""
    return {
        code: count
        for code, count in values.items()
        if not chosen_counties or code[:2] in chosen_counties or code in chosen
    }


def _says_nothing(name: str, values: Mapping[str, int]) -> bool:
    """Whether a facet has nothing to choose between: no value, one funder, only unknown ones."""
    if name == "funder":
        return len(values) < 2
    return not values or (name not in ("year", "sector", "status") and set(values) == {UNKNOWN})


def _kept(name: str, values: Mapping[str, int], chosen: frozenset[str], longest: int | None) -> list[str]:
    if longest is None or name in _WHOLE or len(values) <= longest:
        return _in_order(name, values)
    if name in _BY_VALUE or name in _FIXED:
        first = _in_order(name, values)[:longest]
    else:
        # Thousands of organisations are not sorted for the eight that are shown.
        first = nsmallest(longest, values, key=partial(_most_common, values))
    rest = {value: values[value] for value in chosen.difference(first)}
    return first + _in_order(name, rest)


def _most_common(values: Mapping[str, int], value: str) -> tuple[bool, int, str]:
    return value == UNKNOWN, -values[value], value


def _in_order(name: str, values: Mapping[str, int]) -> list[str]:
    if name in _FIXED:
        order = {value: place for place, value in enumerate(_FIXED[name])}
        return sorted(values, key=lambda value: (order.get(value, len(order)), value))
    if name in _BY_VALUE:
        return sorted(values, key=lambda value: (value != UNKNOWN, value), reverse=True)
    return sorted(values, key=partial(_most_common, values))


def _labels(name: str, values: Iterable[str]) -> dict[str, str]:
    wanted = list(values)
    found = _LABELLERS[name](wanted) if name in _LABELLERS else {}
    unknown = gettext("No result yet") if name == "has_outcome" else gettext("Not stated")
    return {value: unknown if value == UNKNOWN else found.get(value, value) for value in wanted}


def _titles(model: type[Programme] | type[Call], numbers: list[str]) -> dict[str, str]:
    rows = model._default_manager.filter(diarienummer__in=numbers, withdrawn_at__isnull=True)
    return {
        number: in_language(swedish, english)
        for number, swedish, english in rows.values_list("diarienummer", "title_sv", "title_en")
    }


def _organisations(keys: list[str]) -> dict[str, str]:
    rows = Organisation.objects.filter(by_keys(keys), withdrawn_at__isnull=True)
    return {
        organisation_key(number, pk): in_language(name, english)
        for pk, number, name, english in rows.values_list("pk", "number", "name", "name_en")
    }


def _funders(slugs: list[str]) -> dict[str, str]:
    rows = Funder.objects.filter(slug__in=slugs)
    return {
        slug: in_language(swedish, english)
        for slug, swedish, english in rows.values_list("slug", "name_sv", "name_en")
    }


_LABELLERS: dict[str, Callable[[list[str]], dict[str, str]]] = {
    "sector": lambda _values: {choice.value: str(choice.label) for choice in SectorChoice},
    "status": lambda _values: {choice.value: str(choice.label) for choice in ProjectStatus},
    "has_outcome": lambda _values: {"yes": gettext("Has a result"), "no": gettext("No result yet")},
    "amount": lambda values: {value: range_label(value) for value in values},
    "goal": lambda _values: {str(goal): f"{goal}. {label}" for goal, label in GOALS.items()},
    "county": lambda _values: {code: place.name for code, place in counties().items()},
    "municipality": lambda _values: {code: place.name for code, place in municipalities().items()},
    "programme": partial(_titles, Programme),
    "call": partial(_titles, Call),
    "organisation": _organisations,
    "funder": _funders,
}
