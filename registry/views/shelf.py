"""The lists of projects that several pages show, with all that their cards need in few queries."""

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest

from registry.models import Project

PER_PAGE = 25


def shown_projects() -> QuerySet[Project]:
    """Return public projects with funder and parties at hand, the latest decision first."""
    return (
        Project.objects.filter(withdrawn_at__isnull=True)
        .select_related("funder")
        .prefetch_related("parties")
        .order_by(F("decided_on").desc(nulls_last=True), F("starts").desc(nulls_last=True), "-id")
    )


def page_of(request: HttpRequest, projects: QuerySet[Project]) -> Page[Project]:
    """Return the page that `?page=` asks for, or the nearest there is."""
    return Paginator(projects, PER_PAGE).get_page(request.GET.get("page"))
