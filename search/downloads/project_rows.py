"""Projects as rows: a handful of database questions for a thousand of them, no model instances."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db.models import IntegerField, QuerySet, TextField
from django.db.models.functions import Cast

from registry.models import Funder, Outcome, ProjectParty
from registry.places import counties, municipalities
from search.downloads.tables import Reading, Row, in_order, in_the, page_of, shown_number
from search.registry_sources import public_calls, public_programmes, public_projects

Codes = tuple[str, ...]
_COLUMNS = (
    *("pk", "funder_id", "programme_id", "call_id", "diarienummer", "title_sv", "title_en", "status"),
    *("decided_on", "starts", "ends", "amount_awarded", "summary_sv", "summary_en"),
)
# Read as the database has them: turning each into Python's own takes longer than the rest of a row.
_GOALS, _LEADS = Cast("goals", TextField()), Cast("is_coordinator", IntegerField())
_PARTY = (
    *("project_id", "name", "organisation__number", "organisation__country", "workplace", "sector"),
    *("county_code", "municipality_code", "amount_awarded", "own_funding"),
)
_NOTHING = ("", "")  # number and title of a programme or call that there is not, or no longer


def project_rows(ids: Sequence[int], reading: Reading) -> Iterator[Row]:
    """Yield a row for each project that is public now."""
    for row, _parties in _read(ids, reading):
        yield row


def nested_projects(ids: Sequence[int], reading: Reading, names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield an object for each project that is public now: its parties are objects of their own."""
    for row, parties in _read(ids, reading):
        told = dict(zip(names, row, strict=True))
        del told["party_numbers"]
        told["parties"] = [_party(party) for party in parties]
        yield told


def _read(ids: Sequence[int], reading: Reading) -> Iterator[tuple[Row, list[tuple[Any, ...]]]]:
    projects = public_projects().select_related(None).prefetch_related(None).filter(pk__in=ids)
    by_id = {row[0]: row for row in projects.values_list(*_COLUMNS, _GOALS)}
    funders = {
        pk: (slug, in_the(reading, swedish, english))
        for pk, slug, swedish, english in Funder.objects.values_list("pk", "slug", "name_sv", "name_en")
    }
    programmes = _titled(public_programmes(), {row[2] for row in by_id.values()}, reading)
    calls = _titled(public_calls(), {row[3] for row in by_id.values()}, reading)
    told = Outcome.objects.filter(project__in=list(by_id), withdrawn_at__isnull=True)
    with_outcome = set(told.values_list("project_id", flat=True))
    parties: dict[int, list[tuple[Any, ...]]] = {}
    found = ProjectParty.objects.filter(project__in=list(by_id)).order_by("-is_coordinator", "order", "id")
    for party in found.values_list(*_PARTY, _LEADS):
        parties.setdefault(party[0], []).append(party)
    for pk, funder, programme, call, number, *rest in in_order(ids, by_id):
        title_sv, title_en, status, *facts, summary_sv, summary_en, goals = rest
        yield (
            (
                number,
                title_sv,
                title_en,
                funders[funder][1],
                *programmes.get(programme, _NOTHING),
                *calls.get(call, _NOTHING),
                status,
                *_facts(facts, parties.get(pk, [])),
                *_of_parties(parties.get(pk, [])),
                _goals(goals),
                "yes" if pk in with_outcome else "no",
                page_of(reading, "registry:project", funders[funder][0], number),
                summary_sv,
                summary_en,
            ),
            parties.get(pk, []),
        )


def _titled(rows: QuerySet[Any], ids: set[int | None], reading: Reading) -> dict[int, tuple[str, str]]:
    """Return number and title of those programmes or calls that are public now."""
    found = rows.select_related(None).filter(pk__in=ids - {None})
    names = ("pk", "diarienummer", "title_sv", "title_en")
    return {pk: (number, in_the(reading, sv, en)) for pk, number, sv, en in found.values_list(*names)}


def _facts(facts: Sequence[Any], parties: Sequence[tuple[Any, ...]]) -> Row:
    """Days, year and sums: own funding is unknown as soon as one party's is."""
    decided_on, starts, ends, amount = facts
    day = decided_on or starts
    sums = [party[9] for party in parties]
    own = sum(sums) if sums and None not in sums else None
    total = amount + own if amount is not None and own is not None else None
    return decided_on, starts, ends, day.year if day else None, amount, own, total


def _of_parties(parties: Sequence[tuple[Any, ...]]) -> Row:
    """The coordinator, and what the parties have, each thing once."""
    lead = parties[0] if parties and parties[0][10] else None
    codes = _each([party[6] for party in parties])
    return (
        lead[1] if lead else "",
        shown_number(lead[2]) if lead else "",
        lead[4] if lead else "",
        tuple([party[1] for party in parties]),
        tuple([shown_number(party[2]) for party in parties]),
        _each([party[5] for party in parties]),
        codes,
        _county_names(codes),
        _municipality_names(_each([party[7] for party in parties])),
    )


def _each(values: list[str]) -> Codes:
    return tuple(dict.fromkeys(filter(None, values)))


@lru_cache(maxsize=2_000)
def _county_names(codes: Codes) -> Codes:
    return _names(counties(), codes)


@lru_cache(maxsize=20_000)
def _municipality_names(codes: Codes) -> Codes:
    return _names(municipalities(), codes)


def _names(places: Mapping[str, Any], codes: Codes) -> Codes:
    return tuple(places[code].name if code in places else code for code in codes)


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
