"""An organisation's page: its projects, its sums, those it works with, what it was called before."""

from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from registry.models import Organisation, ProjectParty
from registry.views.gone import gone
from registry.views.shelf import page_of, shown_projects

MOST_PARTNERS = 12


def organisation_page(request: HttpRequest, number: str) -> HttpResponse:
    """Show an organisation by its number, or by `id-…` where it has none. A merged one leads to its heir."""
    organisation = _found(number)
    if organisation.merged_into is not None:
        return redirect(organisation.merged_into, permanent=True)
    if organisation.withdrawn_at is not None:
        return gone(request, number, organisation.withdrawn_at)
    projects = shown_projects().filter(parties__organisation=organisation).distinct()
    context = {
        "organisation": organisation,
        "earlier_names": organisation.earlier_names.all(),
        "figures": _figures(organisation),
        "partners": _partners(organisation),
        "page": page_of(request, projects),
    }
    return render(request, "registry/organisation.html", context)


def _found(number: str) -> Organisation:
    all_of_them = Organisation.objects.select_related("merged_into")
    digits = number.removeprefix("id-")
    if number.startswith("id-") and digits.isascii() and digits.isdigit() and len(digits) < 19:
        found = all_of_them.filter(pk=int(digits), number="").first()
    else:
        found = all_of_them.exclude(number="").filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _told_parties() -> QuerySet[ProjectParty]:
    return ProjectParty.objects.filter(project__withdrawn_at__isnull=True)


def _figures(organisation: Organisation) -> dict[str, Any]:
    return (
        _told_parties()
        .filter(organisation=organisation)
        .aggregate(
            projects=Count("project", distinct=True),
            coordinated=Count("project", distinct=True, filter=Q(is_coordinator=True)),
            awarded=Sum("amount_awarded"),
        )
    )


def _partners(organisation: Organisation) -> QuerySet[Organisation]:
    """Return those it shares most projects with, as organisations that carry `shared`."""
    mine = _told_parties().filter(organisation=organisation).values("project")
    return (
        Organisation.objects.filter(parties__project__in=mine, withdrawn_at__isnull=True)
        .exclude(pk=organisation.pk)
        .annotate(shared=Count("parties__project", distinct=True, filter=Q(parties__project__in=mine)))
        .order_by("-shared", "name", "id")[:MOST_PARTNERS]
    )
