"""Projects as rows: a handful of database questions for a thousand of them, no model instances."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from django.db.models import IntegerField, QuerySet, TextField
from django.db.models.functions import Cast

from registry.models import Funder, Outcome, ProjectParty
from registry.places import counties, municipalities
from rulebook.identifiers import shown_number
from search.downloads.chosen import chosen
from search.downloads.tables import Reading, Row, in_order, in_the, pattern_of
from search.public_records import public_calls, public_programmes, public_projects

Codes = tuple[str, ...]
_COLUMNS = (
    *("pk", "funder_id", "programme_id", "call_id", "diarienummer", "title_sv", "title_en", "status"),
    *("amount_awarded", "summary_sv", "summary_en"),
)
# Read as the database has them: turning each into Python's own takes longer than the rest of a row.
_DAYS = [Cast(name, TextField()) for name in ("decided_on", "starts", "ends")]
_GOALS, _LEADS = Cast("goals", TextField()), Cast("is_coordinator", IntegerField())
_PARTY = (
    *("project_id", "name", "organisation__number", "organisation__country", "workplace", "sector"),
    *("county_code", "municipality_code", "amount_awarded", "own_funding"),
)
_NOTHING = ("", "")  # number and title of a programme or call that there is not, or no longer


def project_rows(ids: Sequence[int], reading: Reading) -> list[Row]:
    """Return a row for each project that is public now."""
    return [row for row, _parties in _read(ids, reading)]


def nested_projects(ids: Sequence[int], reading: Reading, names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield an object for each project that is public now: its parties are objects of their own."""
    for row, parties in _read(ids, reading):
        told: dict[str, Any] = dict(zip(names, row, strict=True))
        del told["party_numbers"]
        told["parties"] = [_party(party) for party in parties]
        yield told


def _read(ids: Sequence[int], reading: Reading) -> Iterator[tuple[Row, Sequence[tuple[Any, ...]]]]:
    projects = public_projects().select_related(None).prefetch_related(None).filter(pk__in=chosen(ids))
    by_id = {row[0]: row for row in projects.values_list(*_COLUMNS, *_DAYS, _GOALS)}
    funders = {
        pk: (slug, in_the(reading, swedish, english))
        for pk, slug, swedish, english in Funder.objects.values_list("pk", "slug", "name_sv", "name_en")
    }
    programmes = _titled(public_programmes(), {row[2] for row in by_id.values()}, reading)
    calls = _titled(public_calls(), {row[3] for row in by_id.values()}, reading)
    told = Outcome.objects.filter(project__in=chosen(list(by_id)), withdrawn_at__isnull=True)
    with_outcome = set(told.values_list("project_id", flat=True))
    parties = _parties_of(list(by_id))
    page = pattern_of(reading, "registry:project", 2).format
    for pk, funder, programme, call, number, *rest in in_order(ids, by_id):
        title_sv, title_en, status, amount, summary_sv, summary_en, decided_on, starts, ends, goals = rest
        slug, funder_name = funders[funder]
        of_project = parties.get(pk, ())
        year, own, total, *shown = _of_parties(of_project, decided_on or starts, amount)
        row = (
            *(number, title_sv, title_en, funder_name),
            *programmes.get(programme, _NOTHING),
            *calls.get(call, _NOTHING),
            *(status, decided_on, starts, ends, year, amount, own, total),
            *shown,
            *(_goals(goals), "yes" if pk in with_outcome else "no", page(slug, number)),
            *(summary_sv, summary_en),
        )
        yield row, of_project


def _parties_of(projects: list[int]) -> dict[int, list[tuple[Any, ...]]]:
    parties: dict[int, list[tuple[Any, ...]]] = {}
    found = ProjectParty.objects.filter(project__in=chosen(projects))
    for party in found.order_by("-is_coordinator", "order", "id").values_list(*_PARTY, _LEADS):
        parties.setdefault(party[0], []).append(party)
    return parties


def _titled(rows: QuerySet[Any], ids: set[int | None], reading: Reading) -> dict[int, tuple[str, str]]:
    """Return number and title of those programmes or calls that are public now."""
    found = rows.select_related(None).filter(pk__in=chosen([each for each in ids if each is not None]))
    names = ("pk", "diarienummer", "title_sv", "title_en")
    return {pk: (number, in_the(reading, sv, en)) for pk, number, sv, en in found.values_list(*names)}


def _of_parties(parties: Sequence[tuple[Any, ...]], day: str | None, amount: int | None) -> Row:
    """Year and sums, the coordinator, and what the parties have; what several have, once.

    Own funding is unknown as soon as one party's is, and the total with it.
    """
    year = int(day[:4]) if day else None
    if not parties:
        return year, None, None, "", "", "", (), (), (), (), (), ()
    _, names, numbers, _, workplaces, sectors, in_counties, in_municipalities, _, own, leads = zip(
        *parties, strict=True
    )
    own_funding = None if None in own else sum(own)
    total = None if own_funding is None or amount is None else amount + own_funding
    shown = tuple(map(shown_number, numbers))
    lead = (names[0], shown[0], workplaces[0]) if leads[0] else ("", "", "")
    codes, inside = _each(in_counties), _each(in_municipalities)
    places = _names(_county_names(), codes), _names(_municipality_names(), inside)
    return year, own_funding, total, *lead, names, shown, _each(sectors), codes, *places


def _each(values: Codes) -> Codes:
    return tuple(dict.fromkeys(filter(None, values)))


def _names(names: Mapping[str, str], codes: Codes) -> Codes:
    return tuple([names.get(code, code) for code in codes])


@cache
def _county_names() -> Mapping[str, str]:
    return {code: place.name for code, place in counties().items()}


@cache
def _municipality_names() -> Mapping[str, str]:
    return {code: place.name for code, place in municipalities().items()}


@lru_cache(maxsize=5_000)
def _goals(text: str) -> Codes:
    return tuple(str(goal) for goal in json.loads(text or "[]"))


def _party(party: tuple[Any, ...]) -> dict[str, Any]:
    """Write a party as the API does."""
    _project, name, number, country, workplace, sector, county, municipality, amount, own, leads = party
    return {
        "role": "coordinator" if leads else "partner",
        "name": name,
        "organisation_number": shown_number(number) or None,
        "country": country,
        "workplace": workplace,
        "sector": sector or None,
        "county_code": county,
        "municipality_code": municipality,
        "amount_awarded": amount,
        "own_funding": own,
    }
