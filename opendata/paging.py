"""Pages of a list: strict about what was asked, and of one form everywhere."""

import re
from collections.abc import Sequence
from typing import Any, Protocol
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from opendata.problems import BadParameters

PAGE_SIZE = 50
LARGEST_PAGE_SIZE = 1000


class Found(Protocol):
    """A search's answer: the count of all, the rows of one page, and what a reader should know."""

    def page(self, number: int, size: int) -> "tuple[int, list[Any]]": ...

    def remarks(self) -> dict[str, Any]: ...


class RegistryPagination(BasePagination):
    """`page` (from 1) and `page_size` (1 to 1,000), with `count` over everything found.

    What is no such number is answered with 400, a page beyond the last with 404; nothing is bent silently.
    """

    def __init__(self) -> None:
        self.number, self.size, self.count = 1, PAGE_SIZE, 0
        self.remarks: dict[str, Any] = {}
        self.request: Request | None = None

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any]:
        """Return the rows of a page of a queryset or a search (`Found`). Raises BadParameters, NotFound."""
        self.request = request
        self.number, self.size = read_page(request)
        if isinstance(queryset, QuerySet):
            self.count = queryset.count()
            self._check_reach()
            start = (self.number - 1) * self.size
            return list(queryset[start : start + self.size])
        found: Found = queryset
        self.count, rows = found.page(self.number, self.size)
        self.remarks = found.remarks()
        self._check_reach()
        return rows

    @property
    def pages(self) -> int:
        """How many pages there are; at least one, which may be empty."""
        return max(1, -(-self.count // self.size))

    def _check_reach(self) -> None:
        if self.number > self.pages:
            sentence = _("There is no page %(number)d: the last page is %(last)d.")
            raise NotFound(sentence % {"number": self.number, "last": self.pages})

    def get_paginated_response(self, data: Any) -> Response:
        """Wrap the rows, and name the neighbouring pages in the body and in a Link header."""
        further = {
            "next": self._address(self.number + 1) if self.number < self.pages else None,
            "previous": self._address(self.number - 1) if self.number > 1 else None,
        }
        relations = {"first": self._address(1), "last": self._address(self.pages)}
        relations |= {"next": further["next"], "prev": further["previous"]}
        link = ", ".join(f'<{url}>; rel="{name}"' for name, url in relations.items() if url)
        body = {"count": self.count, **further, **self.remarks, "results": data}
        return Response(body, headers={"Link": link})

    def _address(self, number: int) -> str | None:
        if self.request is None:
            return None
        query = self.request.query_params
        pairs = [(name, value) for name in query for value in query.getlist(name) if name != "page"]
        url = self.request.build_absolute_uri(self.request.path)
        return f"{url}?{urlencode([*pairs, ('page', number)])}"

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe the answer."""
        url = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {
                "count": {"type": "integer", "description": _("How many there are on all pages.")},
                "next": url,
                "previous": url,
                "did_you_mean": {
                    "type": ["string", "null"],
                    "description": _("With q: the spelling that was searched for instead, if any."),
                },
                "notice": {
                    "type": "string",
                    "description": _("With q: what you should know about the answer."),
                },
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        """Describe the parameters."""
        return [
            {
                "name": "page",
                "in": "query",
                "required": False,
                "description": _("Which page, from 1."),
                "schema": {"type": "integer", "minimum": 1, "default": 1},
            },
            {
                "name": "page_size",
                "in": "query",
                "required": False,
                "description": _("How many on a page."),
                "schema": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": LARGEST_PAGE_SIZE,
                    "default": PAGE_SIZE,
                },
            },
        ]


def read_page(request: Request) -> tuple[int, int]:
    """Read page and page size. Raises BadParameters."""
    faults: dict[str, str] = {}
    numbers: dict[str, int] = {"page": 1, "page_size": PAGE_SIZE}
    for name in numbers:
        for text in request.query_params.getlist(name)[-1:]:
            if not re.fullmatch("[0-9]{1,10}", text, re.ASCII) or int(text) < 1:
                faults[name] = _("Must be a whole number, 1 or more.")
            elif name == "page_size" and int(text) > LARGEST_PAGE_SIZE:
                faults[name] = _("Must be at most %(most)d.") % {"most": LARGEST_PAGE_SIZE}
            else:
                numbers[name] = int(text)
    if faults:
        raise BadParameters(faults)
    return numbers["page"], numbers["page_size"]


def rows_in_order(rows: Sequence[Any], numbers: Sequence[int]) -> list[Any]:
    """Put rows into the order of their ids; ids without a row are left out."""
    by_number = {row.pk: row for row in rows}
    return [by_number[number] for number in numbers if number in by_number]
