"""The lists and records of API v1."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from opendata.answering import Answering
from opendata.description import RecordSchema
from opendata.paging import RegistryPagination
from opendata.problems import BadParameters, Gone
from opendata.v1.parameters import Parameter, Wanted, read_parameters
from opendata.v1.searching import Searched
from rulebook.identifiers import read_case_number


class RecordView(Answering, GenericAPIView[Any]):
    """What a list and a single record of one noun share."""

    schema = RecordSchema()
    noun: ClassVar[str]
    number_path: ClassVar[str] = "diarienummer"
    funder_path: ClassVar[str] = "funder__slug"

    def rows(self) -> QuerySet[Any]:
        """Every record of the noun, withdrawn ones too, with all that its shape needs in few queries."""
        raise NotImplementedError

    def get_queryset(self) -> QuerySet[Any]:
        """Return what the documentation looks at to learn the noun's fields."""
        return self.rows()

    def get_serializer_context(self) -> dict[str, Any]:
        """Tell serializers the server's address and the moment."""
        base = self.request.build_absolute_uri("/").rstrip("/") if self.request else ""
        return {"base": base, "now": timezone.now()}


class ListOfRecords(RecordView):
    """A page of records: all, those with some facets, those that match words, or those changed since."""

    pagination_class = RegistryPagination
    parameters: ClassVar[Sequence[Parameter]] = ()

    def chosen(self, rows: QuerySet[Any], wanted: Wanted, now: datetime) -> QuerySet[Any]:
        """Choose by facets."""
        return rows

    def searched(self, rows: QuerySet[Any], wanted: Wanted, now: datetime) -> "QuerySet[Any] | Searched":
        """Choose by words and facets."""
        return self.chosen(rows, wanted, now)

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Answer a page of the list."""
        wanted = read_parameters(request.query_params, self.parameters)
        now = timezone.now()
        found: Any
        if wanted.since is not None:
            found = self._changed_since(wanted, now)
        elif wanted.text:
            found = self.searched(self.present(self.rows()), wanted, now)
        else:
            found = self.chosen(self.present(self.rows()), wanted, now).order_by("id")
        page = self.paginate_queryset(found) or []
        return self.get_paginated_response(self._written(page))

    def present(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Leave out what is withdrawn."""
        return rows.filter(withdrawn_at__isnull=True)

    def _changed_since(self, wanted: Wanted, now: datetime) -> QuerySet[Any]:
        changed = Q(updated_at__gte=wanted.since) | Q(withdrawn_at__gte=wanted.since)
        return self.chosen(self.rows().filter(changed), wanted, now).order_by("updated_at", "id")

    def _written(self, page: Sequence[Any]) -> list[dict[str, Any]]:
        """Write records in full and withdrawn ones as tombstones, in their order."""
        present = [row for row in page if getattr(row, "withdrawn_at", None) is None]
        written = iter(self.get_serializer(present, many=True).data)
        return [
            next(written) if getattr(row, "withdrawn_at", None) is None else self.tombstone(row)
            for row in page
        ]

    def tombstone(self, row: Any) -> dict[str, Any]:
        """Write what is left of a withdrawn record: its number, and since when."""
        number, funder = _follow(row, self.number_path), _follow(row, self.funder_path)
        return {
            "id": f"{funder}/{number}",
            "diarienummer": number,
            "withdrawn": True,
            "withdrawn_at": row.withdrawn_at.isoformat().replace("+00:00", "Z"),
        }


class OneRecord(RecordView):
    """One record by its funder and number. 404 when there is none, 410 when it was withdrawn."""

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Answer the record."""
        unknown = sorted(set(request.query_params) - {"format"})
        if unknown:
            raise BadParameters({name[:40]: _("A single record takes no parameters.") for name in unknown})
        # PostgreSQL refuses even to be asked for a text with a null byte.
        row = None if any("\0" in part for part in kwargs.values()) else self.found(**kwargs)
        if row is None:
            raise NotFound(_("There is no such record. The funder and the number must both be right."))
        if getattr(row, "withdrawn_at", None) is not None:
            raise Gone(row.withdrawn_at)
        return Response(self.get_serializer(row).data)

    def found(self, **kwargs: str) -> Any | None:
        """Look the record up by funder and case number."""
        number = read_case_number(kwargs["diarienummer"])
        if number is None or not re.fullmatch(r"[\w-]{1,60}", kwargs["funder"], re.ASCII):
            return None
        lookup = {self.funder_path: kwargs["funder"], self.number_path: str(number)}
        return self.rows().filter(**lookup).order_by("id").first()


def reader_language(request: HttpRequest | None = None) -> str:
    """The language that this answer is written in."""
    return "en" if (get_language() or "sv").startswith("en") else "sv"


def _follow(row: Model, path: str) -> Any:
    value: Any = row
    for name in path.split("__"):
        value = getattr(value, name)
    return value
