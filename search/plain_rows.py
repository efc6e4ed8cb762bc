"""Projects and outcomes read in numbers: plain rows that answer to the same names as the models.

A model's instances cost more than all the words of their texts; a rebuild reads every record there is, and a
page of hits a hundred and more. What a document or a hit needs of a record is listed here, and a name that is
missing here is an AttributeError there.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType, SimpleNamespace
from typing import Any, TypeVar

from django.db.models import QuerySet

from registry.models import Outcome, Output, OutputKind, Project, ProjectParty

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
# What is read in the same question as a project: one of each at most.
OF_PROJECT = {"funder": ("id", "slug", "name_sv", "name_en"), "call": PART, "programme": PART}


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
    wanted = projects.filter(pk__in=ids).order_by("pk")
    found = _rows(wanted, PROJECT, ProjectRow, {**OF_PROJECT, "outcome": OUTCOME})
    _add_outputs([row.outcome for row in found if row.outcome is not None])
    return _with_parties(found)


def outcomes_as_rows(
    outcomes: QuerySet[Outcome], projects: QuerySet[Project], ids: Sequence[int]
) -> list[Any]:
    """Return those of the outcomes that have these ids, by rising id, each with its project."""
    found = _rows(outcomes.filter(pk__in=ids).order_by("pk"), OUTCOME)
    _add_outputs(found)
    of_these = projects.filter(pk__in=[row.project_id for row in found])
    by_id = {row.id: row for row in _with_parties(_rows(of_these, PROJECT, ProjectRow, OF_PROJECT))}
    for outcome in found:
        project = by_id[outcome.project_id]
        outcome.pk, outcome.project, project.outcome = outcome.id, project, outcome
    return found


def _add_outputs(outcomes: Sequence[Any]) -> None:
    outputs = Output.objects.filter(outcome__in=[row.id for row in outcomes])
    of_outcome = _grouped(_rows(outputs, ("outcome_id", "kind", "title"), OutputRow), "outcome_id")
    for row in outcomes:
        row.outputs = of_outcome.get(row.id, NONE)


def _with_parties(projects: list[Any]) -> list[Any]:
    of_these = ProjectParty.objects.filter(project__in=[row.id for row in projects])
    parties = _rows(of_these, PARTY, PartyRow, {"organisation": ORGANISATION})
    of_project = _grouped(parties, "project_id")
    for row in projects:
        row.pk, row.parties = row.id, of_project.get(row.id, NONE)
    return projects


def _rows(
    found: QuerySet[Any],
    columns: Sequence[str],
    row: type[SimpleNamespace] = SimpleNamespace,
    parts: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> list[Any]:
    """Read columns; each of `parts` becomes a row of its own under its name, or None where there is none."""
    of_parts = [f"{part}__{name}" for part, names in parts.items() for name in names]
    plain = found.select_related(None).prefetch_related(None).values_list(*columns, *of_parts)
    rows = []
    for values in plain:
        made = row(**dict(zip(columns, values, strict=False)))
        at = len(columns)
        for part, names in parts.items():
            of_part = values[at : at + len(names)]
            there = None if of_part[0] is None else SimpleNamespace(**dict(zip(names, of_part, strict=True)))
            setattr(made, part, there)
            at += len(names)
        rows.append(made)
    return rows


def _grouped(rows: Iterable[Any], by: str) -> dict[int, Many[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, by), []).append(row)
    return {key: Many(group) for key, group in found.items()}
