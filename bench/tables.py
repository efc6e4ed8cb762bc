"""The tables of a generated registry and the columns that are filled."""

from bench.rows import Table
from registry.models import (
    AwardRow,
    Call,
    Change,
    Organisation,
    Outcome,
    Programme,
    Project,
    ProjectParty,
)


def tables() -> dict[str, Table]:
    """Return the tables that are filled, with the columns that rows give."""
    both = [f"{name}_{language}" for name in ("purpose", "effects", "plan") for language in ("sv", "en")]
    stamps = ("published_at", "updated_at")
    named = ("id", "funder_id", "diarienummer")
    return {
        "organisation": Table(
            Organisation,
            ("id", "number", "country", "name", "sector", "county_code", "municipality_code", "updated_at"),
        ),
        "programme": Table(Programme, (*named, "title_sv", "description_sv", "updated_at")),
        "call": Table(
            Call,
            ("id", "funder_id", "programme_id", "diarienummer", "title_sv", "ingress_sv", "body_sv", *stamps),
        ),
        "project": Table(
            Project,
            (
                *named,
                "programme_id",
                "call_id",
                "title_sv",
                "title_en",
                *both,
                "amount_awarded",
                "starts",
                "ends",
                "status",
                "decided_on",
                "goals",
                *stamps,
            ),
        ),
        "party": Table(
            ProjectParty,
            (
                "project_id",
                "organisation_id",
                "order",
                "is_coordinator",
                "name",
                "sector",
                "county_code",
                "municipality_code",
                "amount_awarded",
            ),
        ),
        "award": Table(AwardRow, ("project_id", "organisation_id", "year", "amount")),
        "outcome": Table(Outcome, ("project_id", "summary_sv", "results_sv", *stamps)),
        "change": Table(Change, ("kind", "record_id", "version", "at", "indexed_at")),
    }
