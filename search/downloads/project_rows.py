"""Projects as rows: two database questions for a thousand of them, no model instances."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from registry.models import ProjectParty
from registry.places import counties, municipalities
from search.downloads.tables import Reading, Row, in_order, in_the, page_of, shown_number, told_part
from search.registry_sources import public_projects


class Read(NamedTuple):
    """A project as it is read, in the order of `_COLUMNS`."""

    pk: int
    diarienummer: str
    title_sv: str
    title_en: str
    slug: str
    funder_sv: str
    funder_en: str
    programme: str | None
    programme_sv: str | None
    programme_en: str | None
    programme_withdrawn: object
    call: str | None
    call_sv: str | None
    call_en: str | None
    call_withdrawn: object
    status: str
    decided_on: date | None
    starts: date | None
    ends: date | None
    amount: int | None
    goals: Any
    outcome: int | None
    outcome_withdrawn: object
    summary_sv: str
    summary_en: str


class Party(NamedTuple):
    """A party as it is read, in the order of `_PARTY_COLUMNS`."""

    project: int
    is_coordinator: bool
    name: str
    number: str
    country: str
    workplace: str
    sector: str
    county: str
    municipality: str
    amount: int | None
    own: int | None


_PART = ("diarienummer", "title_sv", "title_en", "withdrawn_at")
_COLUMNS = (
    *("pk", "diarienummer", "title_sv", "title_en", "funder__slug", "funder__name_sv", "funder__name_en"),
    *(f"programme__{name}" for name in _PART),
    *(f"call__{name}" for name in _PART),
    *("status", "decided_on", "starts", "ends", "amount_awarded", "goals"),
    *("outcome__pk", "outcome__withdrawn_at", "summary_sv", "summary_en"),
)
_PARTY_COLUMNS = (
    *("project_id", "is_coordinator", "name", "organisation__number", "organisation__country", "workplace"),
    *("sector", "county_code", "municipality_code", "amount_awarded", "own_funding"),
)


def project_rows(ids: Sequence[int], reading: Reading) -> Iterator[Row]:
    """Yield a row for each project that is public now."""
    for project, parties in _read(ids):
        yield _row(project, parties, reading)


def nested_projects(ids: Sequence[int], reading: Reading, names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield an object for each project that is public now: its parties are objects of their own."""
    for project, parties in _read(ids):
        told = dict(zip(names, _row(project, parties, reading), strict=True))
        del told["party_numbers"]
        yield told | {"parties": [_party(party) for party in parties]}


def _read(ids: Sequence[int]) -> Iterator[tuple[Read, list[Party]]]:
    projects = public_projects().select_related(None).prefetch_related(None).filter(pk__in=ids)
    by_id = {row[0]: Read._make(row) for row in projects.values_list(*_COLUMNS)}
    parties: dict[int, list[Party]] = {}
    found = ProjectParty.objects.filter(project__in=list(by_id)).order_by("-is_coordinator", "order", "id")
    for row in found.values_list(*_PARTY_COLUMNS):
        parties.setdefault(row[0], []).append(Party._make(row))
    for project in in_order(ids, by_id):
        yield project, parties.get(project.pk, [])


def _row(project: Read, parties: list[Party], reading: Reading) -> Row:
    lead = parties[0] if parties and parties[0].is_coordinator else None
    programme, programme_title = told_part(project[7:11], reading)
    call, call_title = told_part(project[11:15], reading)
    own = _own(parties)
    day = project.decided_on or project.starts
    return (
        project.diarienummer,
        project.title_sv,
        project.title_en,
        in_the(reading, project.funder_sv, project.funder_en),
        programme,
        programme_title,
        call,
        call_title,
        project.status,
        project.decided_on,
        project.starts,
        project.ends,
        day.year if day else None,
        project.amount,
        own,
        project.amount + own if project.amount is not None and own is not None else None,
        lead.name if lead else "",
        shown_number(lead.number) if lead else "",
        lead.workplace if lead else "",
        tuple(party.name for party in parties),
        tuple(shown_number(party.number) for party in parties),
        _each(party.sector for party in parties),
        _each(party.county for party in parties),
        _names(counties(), (party.county for party in parties)),
        _names(municipalities(), (party.municipality for party in parties)),
        tuple(str(goal) for goal in project.goals),
        "yes" if project.outcome is not None and project.outcome_withdrawn is None else "no",
        page_of(reading, "registry:project", project.slug, project.diarienummer),
        project.summary_sv,
        project.summary_en,
    )


def _own(parties: list[Party]) -> int | None:
    """Add up what the parties put in; unknown as soon as one party's is."""
    sums = [party.own for party in parties if party.own is not None]
    return sum(sums) if parties and len(sums) == len(parties) else None


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _names(places: Mapping[str, Any], codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(places[code].name if code in places else code for code in _each(codes))


def _party(party: Party) -> dict[str, Any]:
    """Write a party as the API does."""
    return {
        "role": "coordinator" if party.is_coordinator else "partner",
        "name": party.name,
        "organisation_number": shown_number(party.number) or None,
        "country": party.country,
        "workplace": party.workplace,
        "sector": party.sector or None,
        "county_code": party.county,
        "municipality_code": party.municipality,
        "amount_awarded": party.amount,
        "own_funding": party.own,
    }
