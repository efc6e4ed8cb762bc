"""Calls, programmes, organisations and outcomes as rows: what fits in a cell of each."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Count, Max, Min, QuerySet, Sum

from registry.models import Call, Organisation, Outcome, Output, ProjectParty, Round
from registry.models.organisation import organisation_key
from registry.places import counties, municipalities
from rulebook.identifiers import shown_number
from rulebook.window import STOCKHOLM
from search.downloads.tables import Reading, Row, in_order, in_the, page_of, told_part
from search.public_records import public_calls, public_organisations, public_outcomes, public_programmes

_FUNDER = ("funder__slug", "funder__name_sv", "funder__name_en")
_RECORD = ("pk", "diarienummer", "title_sv", "title_en", *_FUNDER)
_PART = ("diarienummer", "title_sv", "title_en", "withdrawn_at")


def call_rows(ids: Sequence[int], reading: Reading) -> Iterator[Row]:
    """Yield a row for each call that is public now, with when its rounds first open and last close."""
    names = (*_RECORD, *(f"programme__{name}" for name in _PART), "published_at")
    found: QuerySet[Call] = public_calls().filter(pk__in=ids)
    rows = {row[0]: row for row in found.values_list(*names)}
    standing = Round.objects.filter(call__in=list(rows), withdrawn_at__isnull=True).order_by()
    spans = {
        call: (first, last)
        for call, first, last in standing.values_list("call").annotate(Min("opens_at"), Max("closes_at"))
    }
    for row in in_order(ids, rows):
        opens, closes = spans.get(row[0], (None, None))
        yield (
            *_named(row, reading),
            *told_part(row[7:11], reading),
            _day(row[11]),
            _minute(opens),
            _minute(closes),
            page_of(reading, "registry:call", row[4], row[1]),
        )


def programme_rows(ids: Sequence[int], reading: Reading) -> Iterator[Row]:
    """Yield a row for each programme that is public now."""
    found = public_programmes().filter(pk__in=ids)
    rows = {row[0]: row for row in found.values_list(*_RECORD, "budget", "starts", "ends")}
    for row in in_order(ids, rows):
        yield (
            *_named(row, reading),
            row[7],
            *(day.isoformat() if day else None for day in row[8:10]),
            page_of(reading, "registry:programme", row[4], row[1]),
        )


def organisation_rows(ids: Sequence[int], reading: Reading) -> Iterator[Row]:
    """Yield a row for each organisation that is public now, with its public projects and their grants to it.

    An organisation whose number is a person's has neither number nor page here: its address holds the number.
    """
    names = ("pk", "name", "name_en", "number", "country", "sector", "county_code", "municipality_code")
    found: QuerySet[Organisation] = public_organisations().prefetch_related(None).filter(pk__in=ids)
    rows = {row[0]: row for row in found.values_list(*names)}
    parties = ProjectParty.objects.filter(organisation__in=list(rows), project__withdrawn_at__isnull=True)
    figures = {
        organisation: (projects, awarded)
        for organisation, projects, awarded in parties.order_by()
        .values_list("organisation")
        .annotate(Count("project", distinct=True), Sum("amount_awarded"))
    }
    for pk, name, name_en, number, country, sector, county, municipality in in_order(ids, rows):
        projects, awarded = figures.get(pk, (0, None))
        page = page_of(reading, "registry:organisation", organisation_key(number, pk))
        yield (
            name,
            name_en,
            shown_number(number),
            country,
            sector,
            county,
            counties()[county].name if county in counties() else "",
            municipalities()[municipality].name if municipality in municipalities() else "",
            projects,
            awarded,
            page,
        )


def outcome_rows(ids: Sequence[int], reading: Reading) -> Iterator[Row]:
    """Yield a row for each outcome that is public now, of a project that is."""
    project = tuple(f"project__{name}" for name in _RECORD[1:])
    names = ("pk", *project, "project__amount_awarded", "published_at", "summary_sv", "summary_en")
    found: QuerySet[Outcome] = public_outcomes().prefetch_related(None).filter(pk__in=ids)
    rows = {row[0]: row for row in found.values_list(*names)}
    outputs: dict[int, list[tuple[str, str]]] = {}
    left = Output.objects.filter(outcome__in=list(rows)).values_list("outcome_id", "title", "url")
    for outcome, title, url in left:
        outputs.setdefault(outcome, []).append((title, url))
    for row in in_order(ids, rows):
        things = outputs.get(row[0], [])
        yield (
            *_named(row, reading),
            row[7],
            _day(row[8]),
            tuple(title for title, _ in things),
            tuple(url for _, url in things),
            page_of(reading, "registry:project", row[4], row[1]),
            *row[9:11],
        )


def _named(row: Sequence[str], reading: Reading) -> tuple[str, str, str, str]:
    """Number, titles and funder's name of a row that begins as `_RECORD`."""
    return row[1], row[2], row[3], in_the(reading, row[5], row[6])


def _day(moment: datetime) -> str:
    """Write the day in Sweden."""
    return moment.astimezone(STOCKHOLM).date().isoformat()


def _minute(moment: datetime | None) -> str:
    """Write a moment by Swedish clocks, as spreadsheets read it."""
    return f"{moment.astimezone(STOCKHOLM):%Y-%m-%d %H:%M}" if moment else ""
