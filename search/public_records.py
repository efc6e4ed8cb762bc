"""What of the registry is public now, with everything that documents and hits show of it."""

from django.db.models import QuerySet

from registry.models import Call, Organisation, Outcome, Programme, Project


def public_projects() -> QuerySet[Project]:
    """Return public projects with everything that documents and hits show of them."""
    return (
        Project.objects.filter(withdrawn_at__isnull=True)
        .select_related("funder", "programme", "call", "outcome")
        .prefetch_related("parties__organisation", "outcome__outputs")
    )


def public_calls() -> QuerySet[Call]:
    """Return public calls."""
    return Call.objects.filter(withdrawn_at__isnull=True).select_related("funder", "programme")


def public_programmes() -> QuerySet[Programme]:
    """Return public programmes."""
    return Programme.objects.filter(withdrawn_at__isnull=True).select_related("funder")


def public_organisations() -> QuerySet[Organisation]:
    """Return public organisations that have not become part of another."""
    return Organisation.objects.filter(withdrawn_at__isnull=True, merged_into__isnull=True).prefetch_related(
        "earlier_names", "merged_from"
    )


def public_outcomes() -> QuerySet[Outcome]:
    """Return public outcomes of public projects."""
    return (
        Outcome.objects.filter(withdrawn_at__isnull=True, project__withdrawn_at__isnull=True)
        .select_related("project__funder", "project__programme", "project__call")
        .prefetch_related("outputs", "project__parties__organisation")
    )
