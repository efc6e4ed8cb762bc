"""Projects and outcomes read in numbers: plain rows that answer to the same names as the models.

A model's instances cost more than all the words of their texts; a rebuild reads every record there is, and a
page of hits a hundred and more. What a document or a hit needs of a record is listed here, and a name that is
missing here is an AttributeError there.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any, TypeVar

from django.db.models import QuerySet

from registry.models import (
    Call,
    Funder,
    Organisation,
    Outcome,
    Output,
    OutputKind,
    Programme,
    Project,
    ProjectParty,
)

Value = TypeVar("Value")
PROJECT = (
    *("id", "funder_id", "programme_id", "call_id", "diarienummer", "version", "status", "goals"),
    *("amount_awarded", "starts", "decided_on", "updated_at"),
    *(
        f"{name}_{language}"
        for name in ("title", "summary", "purpose", "effects", "plan")
        for language in ("sv", "en")
    ),
)
OUTCOME = (
    *("id", "project_id", "version", "withdrawn_at", "published_at", "updated_at"),
    *(f"{name}_{language}" for name in ("summary", "results", "effects") for language in ("sv", "en")),
)
PARTY = (
    *("project_id", "organisation_id", "name", "workplace"),
    *("is_coordinator", "sector", "county_code", "municipality_code"),
)
PART = ("id", "diarienummer", "title_sv", "title_en", "version", "withdrawn_at")
ORGANISATION = ("id", "number", "name", "name_en", "version")


class Many(tuple[Value, ...]):
    """The rows at the end of a relation to many."""

    __slots__ = ()

    def all(self) -> "Many[Value]":
        """Return the rows, as a manager would."""
        return self


NONE: Many[Any] = Many()


class ProjectRow(SimpleNamespace):
    """A project."""

    get_absolute_url = Project.get_absolute_url


class PartyRow(SimpleNamespace):
    """A party of a project."""

    __str__ = ProjectParty.__str__


class OutputRow(SimpleNamespace):
    """What a project left behind."""

    def get_kind_display(self) -> str:
        """Name the kind, as a model would."""
        return str(OutputKind(self.kind).label)


def projects_as_rows(projects: QuerySet[Project], ids: Sequence[int]) -> list[Any]:
    """Return those of the projects that have these ids, by rising id, with what their documents show."""
    found = _rows(projects.filter(pk__in=ids).order_by("pk"), PROJECT, ProjectRow)
    outcomes = {outcome.project_id: outcome for outcome in _outcomes(Outcome.objects.filter(project__in=ids))}
    return _with_parts(found, outcomes)


def outcomes_as_rows(
    outcomes: QuerySet[Outcome], projects: QuerySet[Project], ids: Sequence[int]
) -> list[Any]:
    """Return those of the outcomes that have these ids, by rising id, each with its project."""
    found = _outcomes(outcomes.filter(pk__in=ids).order_by("pk"))
    of_projects = {outcome.project_id: outcome for outcome in found}
    rows = _rows(projects.filter(pk__in=of_projects), PROJECT, ProjectRow)
    by_id = {project.id: project for project in _with_parts(rows, of_projects)}
    for outcome in found:
        outcome.pk, outcome.project = outcome.id, by_id[outcome.project_id]
    return found


def _outcomes(outcomes: QuerySet[Outcome]) -> list[Any]:
    found = _rows(outcomes, OUTCOME)
    outputs = Output.objects.filter(outcome__in=[row.id for row in found])
    of_outcome = _grouped(_rows(outputs, ("outcome_id", "kind", "title"), OutputRow), "outcome_id")
    for row in found:
        row.outputs = of_outcome.get(row.id, NONE)
    return found


def _with_parts(projects: list[Any], outcomes: Mapping[int, Any]) -> list[Any]:
    of_these = ProjectParty.objects.filter(project__in=[row.id for row in projects])
    parties = _rows(of_these, PARTY, PartyRow)
    organisations = _by_id(Organisation, ORGANISATION, (party.organisation_id for party in parties))
    for party in parties:
        party.organisation = organisations[party.organisation_id]
    of_project = _grouped(parties, "project_id")
    calls = _by_id(Call, PART, (row.call_id for row in projects))
    programmes = _by_id(Programme, PART, (row.programme_id for row in projects))
    funders = _by_id(Funder, ("id", "slug", "name_sv", "name_en"), (row.funder_id for row in projects))
    for row in projects:
        row.pk, row.parties = row.id, of_project.get(row.id, NONE)
        row.call, row.programme = calls.get(row.call_id), programmes.get(row.programme_id)
        row.funder, row.outcome = funders[row.funder_id], outcomes.get(row.id)
    return projects


def _by_id(model: Any, columns: Sequence[str], ids: Iterable[int | None]) -> dict[int, Any]:
    wanted = {each for each in ids if each is not None}
    return {row.id: row for row in _rows(model.objects.filter(pk__in=wanted), columns)}


def _rows(
    found: QuerySet[Any], columns: Sequence[str], row: type[SimpleNamespace] = SimpleNamespace
) -> list[Any]:
    plain = found.select_related(None).prefetch_related(None).values_list(*columns)
    return [row(**dict(zip(columns, values, strict=True))) for values in plain]


def _grouped(rows: Iterable[Any], by: str) -> dict[int, Many[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, by), []).append(row)
    return {key: Many(group) for key, group in found.items()}
