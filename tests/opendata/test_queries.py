"""The number of database questions is pinned: the same for one party as for a hundred."""

from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from search.index import rebuild
from tests.opendata.register import MUNICIPALITY, NOW, SOCIETY, call, outcome, project
from tests.rulebook.numbers import number

pytestmark = pytest.mark.django_db


def crowd(size: int) -> None:
    """Fill the register with `size` projects of `size` parties each."""
    others = tuple(
        replace(SOCIETY, number=number("8024", 1000 + place), name=f"Föreningen {place}")
        for place in range(size)
    )
    for place in range(min(size, 10)):
        outcome(project(f"2025-{place + 1:05d}", parties=(MUNICIPALITY, *others)))


@pytest.mark.parametrize("size", [1, 10, 100])
def test_projects(client: Client, django_assert_num_queries: DjangoAssertNumQueries, size: int) -> None:
    crowd(size)
    with django_assert_num_queries(6):
        assert client.get("/api/v1/projects/?page_size=1000").json()["count"] == min(size, 10)
    with django_assert_num_queries(5):
        assert len(client.get("/api/v1/projects/bruksfonden/2025-00001/").json()["parties"]) == size + 1
    with django_assert_num_queries(6):
        client.get("/api/v1/projects/?year=2025&sector=public&county=12&status=running&has_outcome=yes")
    rebuild(now=NOW)
    with django_assert_num_queries(6):
        assert client.get("/api/v1/projects/?q=torget&page_size=1000").json()["count"] == min(size, 10)


@pytest.mark.parametrize("size", [1, 10])
def test_the_other_lists(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    crowd(size)
    for place in range(size):
        call(10 + place)
    for name, queries in {
        "funders": 2,
        "programmes": 3,
        "calls": 5,
        "rounds": 2,
        "organisations": 3,
        "outcomes": 3,
    }.items():
        with django_assert_num_queries(queries):
            assert client.get(f"/api/v1/{name}/").json()["count"] >= 1
