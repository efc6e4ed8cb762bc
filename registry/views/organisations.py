"""An organisation's page: its money, those it works with, its projects and outcomes, what it was before."""

from collections.abc import Collection

from django.db.models import Count
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from registry.models import Organisation, OrganisationName, ProjectParty
from registry.models.organisation import by_keys
from registry.pictures import Partner, draw_partners, sectors_in_order, year_plot
from registry.shares import shares_of
from registry.views.gone import gone
from registry.views.shelf import (
    newest_outcomes,
    page_of,
    search_address,
    shown_projects,
    told_projects,
    year_addresses,
)

MOST_PARTNERS = 20
# Mergers of mergers are followed this far.
LONGEST_CHAIN = 10


def organisation_page(request: HttpRequest, number: str) -> HttpResponse:
    """Show an organisation by its number, or by `id-…` where it has none. A merged one leads to its heir."""
    organisation = _found(number)
    if organisation.merged_into is not None:
        return redirect(_heir_of(organisation), permanent=True)
    if organisation.withdrawn_at is not None:
        return gone(request, number, organisation.withdrawn_at)
    merged = _merged_into(organisation)
    family = [organisation.pk, *(one.pk for one in merged)]
    mine = ProjectParty.objects.filter(organisation__in=family).values("project")
    shares = shares_of(family)
    keys = [one.key for one in (organisation, *merged)]
    partners = _partners(family)
    context = {
        "organisation": organisation,
        "merged": merged,
        "earlier_names": OrganisationName.objects.filter(organisation__in=family),
        "shares": shares,
        "plot": year_plot(shares.by_year, year_addresses(organisation=keys)),
        "partners": partners,
        "picture": draw_partners(organisation.name, organisation.sector, partners),
        "sectors": sectors_in_order([organisation.sector, *(one.sector for one in partners)]),
        "page": page_of(request, shown_projects().filter(pk__in=mine), shares.total.projects),
        "outcomes": newest_outcomes(told_projects().filter(pk__in=mine)),
        **_ways(keys),
    }
    return render(request, "registry/organisation.html", context)


def _found(number: str) -> Organisation:
    found = Organisation.objects.select_related("merged_into").filter(by_keys([number])).first()
    if found is None or found.key != number:
        raise Http404
    return found


def _heir_of(organisation: Organisation) -> Organisation:
    """Return what an organisation is today. Raises Http404 where mergers lead round in a ring."""
    heir = organisation
    for _step in range(LONGEST_CHAIN):
        if heir.merged_into is None:
            return heir
        heir = heir.merged_into
    raise Http404


def _merged_into(organisation: Organisation) -> list[Organisation]:
    """Return all that became part of an organisation, those that became part of them too."""
    found: list[Organisation] = []
    last = [organisation]
    for _step in range(LONGEST_CHAIN):
        known = {organisation.pk, *(one.pk for one in found)}
        last = list(Organisation.objects.filter(merged_into__in=last).exclude(pk__in=known).order_by("pk"))
        if not last:
            break
        found += last
    return found


def _partners(family: Collection[int]) -> list[Partner]:
    """Return those it shares most projects with, under what they are called today."""
    mine = ProjectParty.objects.filter(organisation__in=family, project__withdrawn_at__isnull=True)
    common = (
        ProjectParty.objects.filter(project__in=mine.values("project"))
        .exclude(organisation__in=family)
        .order_by()
        .values(
            today=Coalesce(
                "organisation__merged_into__merged_into", "organisation__merged_into", "organisation"
            )
        )
        .annotate(shared=Count("project", distinct=True))
        .order_by("-shared", "today")[:MOST_PARTNERS]
    )
    shared = {row["today"]: row["shared"] for row in common}
    rows = Organisation.objects.filter(pk__in=shared, withdrawn_at__isnull=True)
    partners = [
        Partner(name=row.name, sector=row.sector, shared=shared[row.pk], address=row.get_absolute_url())
        for row in rows
    ]
    return sorted(partners, key=lambda one: (-one.shared, one.name))


def _ways(keys: list[str]) -> dict[str, str]:
    """Return the ways to all projects and outcomes."""
    return {
        "all_projects": search_address(organisation=keys),
        "all_outcomes": search_address(organisation=keys, has_outcome="yes"),
    }
