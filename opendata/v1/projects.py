"""Projects, outcomes and organisations as lists and as single records."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Prefetch, QuerySet

from opendata.v1 import parameters, selections
from opendata.v1.parameters import Wanted
from opendata.v1.records.organisations import OrganisationSerializer
from opendata.v1.records.outcomes import OutcomeSerializer
from opendata.v1.records.projects import ProjectSerializer, organisation_id
from opendata.v1.searching import Searched, SearchedThenSelected
from opendata.v1.views import ListOfRecords, OneRecord, RecordView, reader_language
from registry.models import AwardRow, Organisation, Outcome, Project, ProjectParty
from rulebook.identifiers import is_personal, read_organisation_number
from search.selecting import select_projects

OUTCOME_TITLES = ("project__title_sv", "project__title_en", "project__diarienummer")
ORGANISATION_TITLES = ("name", "name_en", "number")


class ProjectRows(RecordView):
    """Projects that got a grant, with parties, awards, links and outcome."""

    noun = "project"
    serializer_class = ProjectSerializer

    def rows(self) -> QuerySet[Project]:
        """Every project with all its parts, in as many queries for one as for a thousand."""
        parties = ProjectParty.objects.select_related("organisation")
        awards = AwardRow.objects.select_related("organisation")
        return Project.objects.select_related(
            "funder", "programme", "call", "round", "outcome"
        ).prefetch_related(
            Prefetch("parties", queryset=parties),
            Prefetch("award_rows", queryset=awards),
            "links",
            "outcome__outputs",
        )


class Projects(ProjectRows, ListOfRecords):
    """The list of projects."""

    parameters = (
        parameters.SEARCH,
        parameters.YEAR,
        parameters.AMOUNT,
        parameters.SECTOR,
        parameters.STATUS,
        parameters.FUNDER,
        parameters.PROGRAMME,
        parameters.CALL,
        parameters.ORGANISATION,
        parameters.COUNTY,
        parameters.MUNICIPALITY,
        parameters.GOAL,
        parameters.HAS_OUTCOME,
        parameters.UPDATED_SINCE,
    )

    def chosen(self, rows: QuerySet[Any], wanted: Wanted, now: datetime) -> QuerySet[Any]:
        """Choose by facets."""
        return select_projects(rows, wanted.facets)

    def searched(self, rows: QuerySet[Any], wanted: Wanted, now: datetime) -> Searched:
        """Search with the index's own facets."""
        return Searched("project", wanted, rows, reader_language())


class OneProject(ProjectRows, OneRecord):
    """One project."""


class OutcomeRows(RecordView):
    """Outcomes: what projects led to. An outcome has its project's number."""

    noun = "outcome"
    funder_path = "project__funder__slug"
    number_path = "project__diarienummer"
    serializer_class = OutcomeSerializer

    def rows(self) -> QuerySet[Outcome]:
        """Every outcome of a project that is not withdrawn, with what the project left behind."""
        told = Outcome.objects.filter(project__withdrawn_at__isnull=True)
        return told.select_related("project__funder").prefetch_related("outputs")


class Outcomes(OutcomeRows, ListOfRecords):
    """The list of outcomes."""

    parameters = (
        parameters.SEARCH,
        parameters.YEAR,
        parameters.SECTOR,
        parameters.FUNDER,
        parameters.UPDATED_SINCE,
    )

    def chosen(self, rows: QuerySet[Any], wanted: Wanted, now: datetime) -> QuerySet[Any]:
        """Choose by the project's facets."""
        return selections.select_outcomes(rows, wanted.facets)

    def searched(self, rows: QuerySet[Any], wanted: Wanted, now: datetime) -> Searched:
        """Search, then choose."""
        select = partial(selections.select_outcomes, facets=wanted.facets)
        return SearchedThenSelected("outcome", wanted, rows, reader_language(), select, OUTCOME_TITLES)


class OneOutcome(OutcomeRows, OneRecord):
    """One outcome."""


class OrganisationRows(RecordView):
    """Organisations that take or took part in a project of the record."""

    noun = "organisation"
    serializer_class = OrganisationSerializer

    def rows(self) -> QuerySet[Organisation]:
        """Every organisation with the names it had."""
        return Organisation.objects.select_related("merged_into").prefetch_related("earlier_names")


class Organisations(OrganisationRows, ListOfRecords):
    """The list of organisations."""

    parameters = (parameters.SEARCH, parameters.SECTOR, parameters.COUNTY, parameters.UPDATED_SINCE)

    def chosen(self, rows: QuerySet[Any], wanted: Wanted, now: datetime) -> QuerySet[Any]:
        """Choose by sector and county."""
        return selections.select_organisations(rows, wanted.facets)

    def searched(self, rows: QuerySet[Any], wanted: Wanted, now: datetime) -> Searched:
        """Search, then choose."""
        select = partial(selections.select_organisations, facets=wanted.facets)
        return SearchedThenSelected(
            "organisation", wanted, rows, reader_language(), select, ORGANISATION_TITLES
        )

    def tombstone(self, row: Any) -> dict[str, Any]:
        """Write what is left of a withdrawn organisation."""
        moment = row.withdrawn_at.isoformat().replace("+00:00", "Z")
        return {"id": organisation_id(row), "withdrawn": True, "withdrawn_at": moment}


class OneOrganisation(OrganisationRows, OneRecord):
    """One organisation."""

    def found(self, **kwargs: str) -> Organisation | None:
        """Look it up by its number, however written, or by the id of one that has none."""
        text = kwargs["number"]
        digits = text.removeprefix("id-")
        if text.startswith("id-"):
            fits = digits.isascii() and digits.isdigit() and len(digits) < 19
            row = self.rows().filter(pk=int(digits)).first() if fits else None
            return row if row is not None and (not row.number or is_personal(row.number)) else None
        read = read_organisation_number(text)
        return self.rows().filter(number=read.number).first() if read.number else None
