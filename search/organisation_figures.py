"""How many projects organisations take part in, and what those got: from the index, and for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from registry.models import Change, ProjectParty
from search.compiling import AnyOf, Match, Wanted
from search.engines.base import EngineDown, Request
from search.index import engine
from search.queue import changed

LATELY = timedelta(minutes=11)


@dataclass(frozen=True)
class Figures:
    """Public projects that an organisation is a party of, and what they got together (whole kronor)."""

    projects: int
    granted: int


def figures_of(keys: Iterable[str]) -> dict[str, Figures]:
    """Return organisation key → figures, for those that have any; nothing when no index answers."""
    terms = tuple(Match("facet_organisation", key, 1.0) for key in sorted(set(keys)))
    if not terms:
        return {}
    name = "organisation"
    asked = Request(
        kind="project",
        wanted=Wanted((AnyOf(terms),), (), 1),
        facet_names=(name,),
        summed=frozenset({name}),
        sort="newest",
        limit=1,
    )
    try:
        found = engine().find(asked)
    except EngineDown:
        return {}
    wanted = {term.token for term in terms}
    return {
        number: Figures(count, found.sums[name].get(number, 0))
        for number, count in found.facets[name].items()
        if number in wanted
    }


def granted_to(ids: Sequence[int]) -> dict[int, int]:
    """Return organisation → what its public projects got together, each project once, from the database."""
    rows = (
        ProjectParty.objects.filter(organisation__in=ids, project__withdrawn_at__isnull=True)
        .order_by()
        .values_list("organisation_id", "project_id", "project__amount_awarded")
        .distinct()
    )
    granted: dict[int, int] = {}
    for organisation, _project, amount in rows.iterator(2_000):
        granted[organisation] = granted.get(organisation, 0) + (amount or 0)
    return granted


def refresh_sums(*, now: datetime) -> int:
    """Have the documents of organisations made anew whose projects changed lately; return how many.

    Not at once with each project: an import of thousands would add up the same large organisations again
    and again. Asked more often than every `LATELY`, so that nothing falls between.
    """
    projects = Change.objects.filter(kind="project", at__gte=now - LATELY).order_by().values("record_id")
    parties = ProjectParty.objects.filter(project__in=projects).order_by()
    organisations = list(parties.values_list("organisation_id", flat=True).distinct())
    changed("organisation", organisations)
    return len(organisations)
