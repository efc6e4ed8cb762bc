"""The registry's records as documents: projects, calls, programmes, organisations, outcomes."""

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from registry.models import Call, Organisation, Outcome, Programme, Project
from registry.models.organisation import organisation_key
from rulebook.identifiers import public_number
from search.amounts import band_of
from search.documents import Document, texts_of, values_of
from search.entries import REGISTRY
from search.facts_in_words import facts_in_words
from search.organisation_figures import granted_to
from search.plain_columns import PLAIN
from search.plain_rows import outcomes_as_rows, projects_as_rows
from search.public_records import (
    public_calls,
    public_organisations,
    public_outcomes,
    public_programmes,
    public_projects,
)
from search.record_versions import version_of, versions_of
from search.sources import Source, register

Row = TypeVar("Row", bound=Model)
Pairs = list[tuple[str, str | None]]
_TAG = re.compile(r"<[^>]*>")
PROJECT_TEXTS = ("title", "summary", "purpose", "effects", "plan")
OUTCOME_TEXTS = ("summary", "results", "effects")


def plain(markup: str) -> str:
    """Take allow-listed HTML down to its words."""
    return html.unescape(_TAG.sub(" ", markup)) if markup else ""


def _both(row: Model, names: Iterable[str], prefix: str = "") -> Pairs:
    return [
        (f"{prefix}{name}_{language}", getattr(row, f"{name}_{language}"))
        for name in names
        for language in ("sv", "en")
    ]


def _outcome_of(project: Project) -> Outcome | None:
    outcome: Outcome | None = getattr(project, "outcome", None)
    return outcome if outcome is not None and outcome.withdrawn_at is None else None


def _outcome_pairs(outcome: Outcome) -> Pairs:
    outputs: Pairs = [("outputs", output.title) for output in outcome.outputs.all()]
    return _both(outcome, OUTCOME_TEXTS, "outcome_") + outputs


def project_texts(project: Project) -> list[tuple[str, str]]:
    """Return every text of a project that can be found, its outcome's and its parties' names with it."""
    pairs = _both(project, PROJECT_TEXTS)
    if outcome := _outcome_of(project):
        pairs += _outcome_pairs(outcome)
    for party in project.parties.all():
        names = dict.fromkeys(
            (party.name, party.workplace, party.organisation.name, party.organisation.name_en)
        )
        pairs += [("parties", name) for name in names]
    for part in (project.programme, project.call):
        if part is not None and part.withdrawn_at is None:
            pairs += [("context_sv", part.title_sv), ("context_en", part.title_en)]
    return list(texts_of(pairs))


def _project_facets(project: Project) -> dict[str, tuple[str, ...]]:
    parties = list(project.parties.all())
    call, programme = project.call, project.programme
    dated = project.decided_on or project.starts
    return {
        "year": values_of([str(dated.year) if dated else None]),
        "amount": values_of([band_of(project.amount_awarded)]),
        "goal": values_of(str(goal) for goal in project.goals),
        "sector": values_of(party.sector for party in parties),
        "status": values_of([project.status]),
        "funder": values_of([project.funder.slug]),
        "programme": values_of([programme.diarienummer if programme else None]),
        "call": values_of([call.diarienummer if call else None]),
        "county": values_of(party.county_code for party in parties),
        "municipality": values_of(party.municipality_code for party in parties),
        "organisation": values_of(
            organisation_key(party.organisation.number, party.organisation.id) for party in parties
        ),
        "has_outcome": ("yes" if _outcome_of(project) else "no",),
    }


def _project_document(project: Project) -> Document:
    of_parties = (public_number(party.organisation.number) for party in project.parties.all())
    numbers = {project.diarienummer, *of_parties}
    return Document(
        kind="project",
        record_id=project.pk,
        texts=(
            ("number", " ".join(sorted(filter(None, numbers)))),
            *project_texts(project),
            ("context_sv", facts_in_words(project)),
        ),
        facets=_project_facets(project),
        day=project.decided_on or project.starts,
        amount=project.amount_awarded,
        version=version_of("project", project),
    )


def _project_documents(ids: Sequence[int]) -> list[Document]:
    return [_project_document(row) for row in _project_rows(ids)]


def call_texts(call: Call) -> list[tuple[str, str]]:
    """Return every text of a call that can be found."""
    pairs = _both(call, ("title",))
    for language in ("sv", "en"):
        pairs.append((f"summary_{language}", getattr(call, f"ingress_{language}")))
        for name in ("who", "what", "how_much", "body"):
            pairs.append((f"body_{language}", plain(getattr(call, f"{name}_{language}"))))
    if call.programme is not None and call.programme.withdrawn_at is None:
        pairs += [("context_sv", call.programme.title_sv), ("context_en", call.programme.title_en)]
    return list(texts_of(pairs))


def _call_document(call: Call) -> Document:
    return Document(
        kind="call",
        record_id=call.pk,
        texts=(("number", call.diarienummer), *call_texts(call)),
        facets={
            "year": (str(call.published_at.year),),
            "funder": (call.funder.slug,),
            "programme": values_of([call.programme.diarienummer if call.programme else None]),
        },
        day=call.published_at.date(),
        version=version_of("call", call),
    )


def programme_texts(programme: Programme) -> list[tuple[str, str]]:
    """Return every text of a programme that can be found."""
    described: Pairs = [
        ("body_sv", plain(programme.description_sv)),
        ("body_en", plain(programme.description_en)),
    ]
    return list(texts_of(_both(programme, ("title",)) + described))


def _programme_document(programme: Programme) -> Document:
    return Document(
        kind="programme",
        record_id=programme.pk,
        texts=(("number", programme.diarienummer), *programme_texts(programme)),
        facets={"funder": (programme.funder.slug,)},
        day=programme.starts,
        amount=programme.budget,
        version=version_of("programme", programme),
    )


def organisation_texts(organisation: Organisation) -> list[tuple[str, str]]:
    """Return the names of an organisation, earlier ones and those of what was merged into it."""
    pairs: Pairs = [("title_sv", organisation.name), ("title_en", organisation.name_en)]
    pairs += [("earlier_names", old.name) for old in organisation.earlier_names.all()]
    pairs += [("earlier_names", old.name) for old in organisation.merged_from.all()]
    return list(texts_of(pairs))


def _organisation_document(organisation: Organisation) -> Document:
    family = (organisation, *organisation.merged_from.all())
    written = (f"{number} {number[:6]}-{number[6:]}" for one in family if (number := one.public_number))
    return Document(
        kind="organisation",
        record_id=organisation.pk,
        texts=(*texts_of([("number", " ".join(written))]), *organisation_texts(organisation)),
        facets={
            "sector": values_of([organisation.sector]),
            "county": values_of([organisation.county_code]),
        },
        version=version_of("organisation", organisation),
    )


def _organisation_documents(ids: Sequence[int]) -> list[Document]:
    """An organisation's sum is what its projects got: the order “largest” goes by it."""
    granted = granted_to(ids)
    return [
        replace(_organisation_document(row), amount=granted.get(row.pk))
        for row in _by_id(public_organisations(), ids).values()
    ]


def outcome_texts(outcome: Outcome) -> list[tuple[str, str]]:
    """Return every text of an outcome that can be found, under its project's title."""
    return list(texts_of(_both(outcome.project, ("title",)) + _outcome_pairs(outcome)))


def _outcome_document(outcome: Outcome) -> Document:
    return Document(
        kind="outcome",
        record_id=outcome.pk,
        texts=(("number", outcome.project.diarienummer), *outcome_texts(outcome)),
        facets={**_project_facets(outcome.project), "has_outcome": ("yes",)},
        day=outcome.published_at.date(),
        amount=outcome.project.amount_awarded,
        version=version_of("outcome", outcome),
    )


def _outcome_documents(ids: Sequence[int]) -> list[Document]:
    return [_outcome_document(row) for row in _outcome_rows(ids)]


def _by_id(rows: QuerySet[Row], ids: Sequence[int]) -> Mapping[int, Row]:
    return rows.in_bulk(list(ids))


def _project_rows(ids: Sequence[int]) -> list[Any]:
    return projects_as_rows(public_projects(), ids)


def _outcome_rows(ids: Sequence[int]) -> list[Any]:
    return outcomes_as_rows(public_outcomes(), public_projects(), ids)


def _ids(rows: QuerySet[Any]) -> Iterable[int]:
    return rows.order_by("pk").values_list("pk", flat=True).iterator(2_000)


# These are read as plain rows; of the others there are few, or they are small.
_RECORDS: dict[str, Callable[[Sequence[int]], Mapping[int, Any]]] = {
    "project": lambda ids: {row.pk: row for row in _project_rows(ids)},
    "outcome": lambda ids: {row.pk: row for row in _outcome_rows(ids)},
}


def register_all() -> None:
    """Register the registry's sources; called when the room is ready."""
    own, project = attrgetter("diarienummer"), attrgetter("project.diarienummer")
    calls, programmes = _each(public_calls, _call_document), _each(public_programmes, _programme_document)
    kinds: tuple[tuple[str, Any, Any, Any, Any], ...] = (
        ("project", public_projects, _project_documents, project_texts, own),
        ("call", public_calls, calls, call_texts, own),
        ("programme", public_programmes, programmes, programme_texts, own),
        ("organisation", public_organisations, _organisation_documents, organisation_texts, lambda _row: ""),
        ("outcome", public_outcomes, _outcome_documents, outcome_texts, project),
    )
    for each in kinds:
        register(_source(*each))


def _each(rows: Callable[[], QuerySet[Any]], document: Callable[[Any], Document]) -> Any:
    return lambda ids: [document(row) for row in _by_id(rows(), ids).values()]


def _source(kind: str, rows: Any, documents: Any, texts: Any, number: Any) -> Source:
    columns, order = PLAIN[kind]
    entries = REGISTRY.get(kind)
    return Source(
        kind=kind,
        ids=lambda: _ids(rows().select_related(None).prefetch_related(None)),
        documents=documents,
        records=_RECORDS.get(kind, lambda ids: _by_id(rows(), ids)),
        number=number,
        texts=texts,
        rows=rows,
        columns=columns,
        order=order,
        versions=lambda: versions_of(kind, rows()),
        entries=(lambda ids: entries(rows().filter(pk__in=ids))) if entries else None,
    )
