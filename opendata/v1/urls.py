"""Addresses of API v1: with a slash at the end; without it the same answer, no redirect."""

from collections.abc import Iterator

from django.urls import URLPattern, path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from opendata.answering import Answering
from opendata.v1 import calls, projects

BY_NUMBER = "<str:funder>/<str:diarienummer>"
ADDRESSES: tuple[tuple[str, str, type[APIView]], ...] = (
    ("funders", "funders", calls.Funders),
    ("funders/<str:slug>", "funder", calls.OneFunder),
    ("programmes", "programmes", calls.Programmes),
    (f"programmes/{BY_NUMBER}", "programme", calls.OneProgramme),
    ("calls", "calls", calls.Calls),
    (f"calls/{BY_NUMBER}", "call", calls.OneCall),
    ("rounds", "rounds", calls.Rounds),
    (f"rounds/{BY_NUMBER}", "round", calls.OneRound),
    ("projects", "projects", projects.Projects),
    (f"projects/{BY_NUMBER}", "project", projects.OneProject),
    ("organisations", "organisations", projects.Organisations),
    ("organisations/<str:number>", "organisation", projects.OneOrganisation),
    ("outcomes", "outcomes", projects.Outcomes),
    (f"outcomes/{BY_NUMBER}", "outcome", projects.OneOutcome),
)


class Lists(Answering):
    """Where everything begins: the addresses of the lists, of the description and of the manual."""

    def get(self, request: Request) -> Response:
        """Answer name → address."""
        base = request.build_absolute_uri("/").rstrip("/")
        lists = {name: f"{base}/api/v1/{name}/" for address, name, _view in ADDRESSES if address == name}
        return Response({**lists, "schema": f"{base}/api/schema/", "documentation": f"{base}/api/docs/"})


def _patterns() -> Iterator[URLPattern]:
    yield path("", Lists.as_view(schema=None), name="lists")
    for address, name, view in ADDRESSES:
        yield path(f"{address}/", view.as_view(), name=name)
        yield path(address, view.as_view(schema=None))


urlpatterns = list(_patterns())
