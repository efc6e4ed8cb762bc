"""Funders, programmes, calls and rounds as lists and as single records."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from opendata.v1 import parameters, selections
from opendata.v1.parameters import Wanted
from opendata.v1.records.calls import CallSerializer, ProgrammeSerializer, RoundSerializer
from opendata.v1.records.organisations import FunderSerializer
from opendata.v1.searching import Searched, SearchedThenSelected
from opendata.v1.views import ListOfRecords, OneRecord, RecordView, reader_language
from registry.models import Call, Funder, Programme, Round


class FunderRows(RecordView):
    """The funders whose records are here. Case numbers are unique within a funder."""

    noun = "funder"
    serializer_class = FunderSerializer

    def rows(self) -> QuerySet[Funder]:
        """Every funder."""
        return Funder.objects.all()


class Funders(FunderRows, ListOfRecords):
    """The list of funders."""

    parameters = (parameters.NAME_SEARCH,)

    def present(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Funders are never withdrawn."""
        return rows

    def searched(self, rows: QuerySet[Any], wanted: Wanted, now: datetime) -> QuerySet[Any]:
        """Choose by a part of the name."""
        text = wanted.text
        named = Q(name_sv__icontains=text) | Q(name_en__icontains=text) | Q(slug__icontains=text)
        return rows.filter(named).order_by("id")


class OneFunder(FunderRows, OneRecord):
    """One funder."""

    def found(self, **kwargs: str) -> Funder | None:
        """Look it up by its short name."""
        return self.rows().filter(slug=kwargs["slug"]).first() if kwargs["slug"].isascii() else None


class ProgrammeRows(RecordView):
    """Programmes: what calls belong to."""

    noun = "programme"
    serializer_class = ProgrammeSerializer

    def rows(self) -> QuerySet[Programme]:
        """Every programme with its calls."""
        calls = Call.objects.order_by("diarienummer", "id")
        return Programme.objects.select_related("funder").prefetch_related(Prefetch("calls", queryset=calls))


class Programmes(ProgrammeRows, ListOfRecords):
    """The list of programmes."""

    parameters = (parameters.SEARCH, parameters.FUNDER, parameters.UPDATED_SINCE)

    def chosen(self, rows: QuerySet[Any], wanted: Wanted, now: datetime) -> QuerySet[Any]:
        """Choose by funder."""
        return selections.select_programmes(rows, wanted.facets)

    def searched(self, rows: QuerySet[Any], wanted: Wanted, now: datetime) -> Searched:
        """Search, then choose."""
        select = partial(selections.select_programmes, facets=wanted.facets)
        return SearchedThenSelected("programme", wanted, rows, reader_language(), select)


class OneProgramme(ProgrammeRows, OneRecord):
    """One programme."""


class CallRows(RecordView):
    """Calls for proposals as they were published, with rounds, criteria and documents."""

    noun = "call"
    serializer_class = CallSerializer

    def rows(self) -> QuerySet[Call]:
        """Every call with its rounds and papers."""
        rounds = Round.objects.select_related("call__funder", "follows").order_by("opens_at", "id")
        return Call.objects.select_related("funder", "programme").prefetch_related(
            Prefetch("rounds", queryset=rounds), "documents", "amendments"
        )


class Calls(CallRows, ListOfRecords):
    """The list of calls."""

    parameters = (
        parameters.SEARCH,
        parameters.OPENING,
        parameters.FUNDER,
        parameters.PROGRAMME,
        parameters.UPDATED_SINCE,
    )

    def chosen(self, rows: QuerySet[Any], wanted: Wanted, now: datetime) -> QuerySet[Any]:
        """Choose by funder, programme and the clock."""
        return selections.select_calls(rows, wanted.facets, now)

    def searched(self, rows: QuerySet[Any], wanted: Wanted, now: datetime) -> Searched:
        """Search, then choose."""
        select = partial(selections.select_calls, facets=wanted.facets, now=now)
        return SearchedThenSelected("call", wanted, rows, reader_language(), select)


class OneCall(CallRows, OneRecord):
    """One call."""


class RoundRows(RecordView):
    """Rounds of calls: when they open and close, with the form and the rules that hold in them."""

    noun = "round"
    funder_path = "call__funder__slug"
    serializer_class = RoundSerializer

    def rows(self) -> QuerySet[Round]:
        """Every round with its call, form and rules."""
        return Round.objects.select_related("call__funder", "form", "rules", "follows")


class Rounds(RoundRows, ListOfRecords):
    """The list of rounds."""

    parameters = (
        parameters.NAME_SEARCH,
        parameters.OPENING,
        parameters.FUNDER,
        parameters.CALL,
        parameters.UPDATED_SINCE,
    )

    def present(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Leave out withdrawn rounds, and rounds of withdrawn calls."""
        return rows.filter(withdrawn_at__isnull=True, call__withdrawn_at__isnull=True)

    def chosen(self, rows: QuerySet[Any], wanted: Wanted, now: datetime) -> QuerySet[Any]:
        """Choose by funder, call and the clock."""
        return selections.select_rounds(rows, wanted.facets, now)

    def searched(self, rows: QuerySet[Any], wanted: Wanted, now: datetime) -> QuerySet[Any]:
        """Choose by a part of the title, or by number."""
        text = wanted.text
        named = Q(title_sv__icontains=text) | Q(title_en__icontains=text) | Q(diarienummer=text[:10])
        named |= Q(call__title_sv__icontains=text) | Q(call__title_en__icontains=text)
        return self.chosen(rows.filter(named), wanted, now).order_by("id")


class OneRound(RoundRows, OneRecord):
    """One round."""
