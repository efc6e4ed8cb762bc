"""What several pages show of many projects: lists, sums by year, outcomes, and the way to all of them."""

from collections.abc import Callable, Iterable
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse

from registry.models import Outcome, Project
from registry.pictures import YearFigure
from registry.years import YearOf

PER_PAGE = 8
MOST_OUTCOMES = 4
LATEST_FIRST = (F("decided_on").desc(nulls_last=True), F("starts").desc(nulls_last=True), "-id")
# The year that a project counts in, as everywhere in the portal: of its decision, else of its start.
YEAR = YearOf(Coalesce("decided_on", "starts"))


def told_projects() -> QuerySet[Project]:
    """Return the public projects, bare, to count and to sum."""
    return Project.objects.filter(withdrawn_at__isnull=True)


def shown_projects() -> QuerySet[Project]:
    """Return public projects with funder and parties at hand, the latest decision first."""
    return told_projects().select_related("funder").prefetch_related("parties").order_by(*LATEST_FIRST)


def page_of(request: HttpRequest, projects: QuerySet[Project], count: int) -> Page[Project]:
    """Return the page that `?page=` asks for, or the nearest there is; `count` is known already."""
    paginator = Paginator(projects, PER_PAGE)
    paginator.count = count
    page = paginator.get_page(request.GET.get("page"))
    first = max(0, page.start_index() - 1)
    page.object_list = chosen_first(projects, first, page.end_index())
    return page


def chosen_first(projects: QuerySet[Project], first: int, end: int) -> list[Project]:
    """Return some of a long list; only numbers are put in order, since the rows are long."""
    ids = list(projects.select_related(None).prefetch_related(None).values_list("pk", flat=True)[first:end])
    rows = shown_projects().in_bulk(ids)
    return [rows[each] for each in ids if each in rows]


def figures_by_year(projects: QuerySet[Project]) -> list[YearFigure]:
    """Sum what was granted to some projects in each year (whole kronor), in one query."""
    rows = projects.order_by().values_list(YEAR).annotate(Count("pk"), Sum("amount_awarded"))
    return [YearFigure(year, amount, count) for year, count, amount in rows]


def sums_of(figures: Iterable[YearFigure]) -> dict[str, int | None]:
    """Return how many projects there are, what they were awarded (None: not stated), and since when."""
    years = list(figures)
    amounts = [one.amount for one in years if one.amount is not None]
    return {
        "projects": sum(one.count for one in years),
        "awarded": sum(amounts) if amounts else None,
        "since": min((one.year for one in years if one.year is not None), default=None),
    }


def newest_outcomes(
    projects: QuerySet[Project] | None = None, most: int = MOST_OUTCOMES
) -> QuerySet[Outcome]:
    """Return the latest outcomes, of all projects or of some, with what their marks and links need."""
    found = Outcome.objects.filter(withdrawn_at__isnull=True, project__withdrawn_at__isnull=True)
    if projects is not None:
        found = found.filter(project__in=projects)
    newest = found.order_by("-published_at", "-id").values("pk")[:most]
    return (
        Outcome.objects.filter(pk__in=newest)
        .select_related("project__funder")
        .prefetch_related("project__parties")
        .order_by("-published_at", "-id")
    )


def search_address(**choices: str | list[str]) -> str:
    """Return the address of the projects' search page with these facets chosen."""
    return f"{reverse('search:projects')}?{urlencode(choices, doseq=True)}"


def year_addresses(**choices: str | list[str]) -> Callable[[str], str]:
    """Return a function that gives the search page's address for a year, with other facets chosen too."""
    return lambda year: search_address(**choices, year=year)
