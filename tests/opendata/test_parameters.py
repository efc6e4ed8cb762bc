"""Parameters: what can't be meant is refused with a sentence, and nothing ever breaks."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opendata import keys
from opendata.trying import LISTS
from search.index import rebuild
from tests.opendata.register import NOW, call, outcome, project

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "parameter", "sentence"),
    [
        ("page_size=-1", "page_size", "Must be a whole number, 1 or more."),
        ("page_size=0", "page_size", "Must be a whole number, 1 or more."),
        ("page_size=1001", "page_size", "Must be at most 1000."),
        ("page_size=10.5", "page_size", "Must be a whole number, 1 or more."),
        ("page_size=%C2%B2", "page_size", "Must be a whole number, 1 or more."),
        ("page_size=", "page_size", "Must be a whole number, 1 or more."),
        ("page=nonsense", "page", "Must be a whole number, 1 or more."),
        ("page=99999999999999999999", "page", "Must be a whole number, 1 or more."),
        ("year=20x4", "year", "20x4 is not a year (YYYY) or unknown."),
        ("funder=a%00b", "funder", "a?b is not a funder's short name, such as vinnova."),
        ("county=1", "county", "1 is not a county code of two digits, or unknown."),
        ("call=1", "call", "1 is not a case number (YYYY-NNNNN) or unknown."),
        ("has_outcome=maybe", "has_outcome", "maybe is not one of yes, no."),
        (
            "updated_since=yesterday",
            "updated_since",
            "yesterday is not a moment such as 2026-03-01T12:00:00Z, or a day.",
        ),
        (
            "updated_since=0001-01-01",
            "updated_since",
            "0001-01-01 is not a moment such as 2026-03-01T12:00:00Z, or a day.",
        ),
        (
            "q=a&updated_since=2026-01-01",
            "updated_since",
            "Can't be combined with q: withdrawn records are not searched.",
        ),
        ("q=a&q=b", "q", "Can be given only once."),
        ("format=xml", "format", "Answers are always JSON."),
        ("year=2024" + "&year=2023" * 50, "year", "At most 50 values can be given."),
    ],
)
def test_a_parameter_that_cannot_be_meant_is_refused_with_a_sentence(
    client: Client, query: str, parameter: str, sentence: str
) -> None:
    response = client.get(f"/api/v1/projects/?{query}", headers={"accept-language": "en"})
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "/api/docs/#bad-parameter",
        "title": "A parameter can't be used",
        "status": 400,
        "detail": f"{parameter}: {sentence}",
        "errors": [{"parameter": parameter, "detail": sentence}],
    }


def test_a_misspelt_parameter_is_refused_with_those_there_are(client: Client) -> None:
    told = client.get("/api/v1/calls/?statsu=open", headers={"accept-language": "en"}).json()
    assert told["errors"] == [
        {
            "parameter": "statsu",
            "detail": "There is no such parameter here. There are: "
            "q, status, funder, programme, updated_since, page, page_size.",
        }
    ]


def test_all_faults_are_told_at_once(client: Client) -> None:
    told = client.get("/api/v1/projects/?year=x&sector=x&page=x").json()
    names = [fault["parameter"] for fault in told["errors"]]
    assert names == ["year", "sector"] or names == ["page", "year", "sector"]


def test_a_personal_number_is_never_echoed(client: Client) -> None:
    response = client.get("/api/v1/projects/?organisation=800101-9875")
    assert response.status_code == 400
    assert "800101" not in response.content.decode()


def test_a_page_beyond_the_last_is_not_found(client: Client) -> None:
    project()
    for query in ("page=2", "page=1000000000", "page=2&q=torget"):
        response = client.get(f"/api/v1/projects/?{query}", headers={"accept-language": "en"})
        assert response.status_code == 404, query
        assert "the last page is 1" in response.json()["detail"]


def test_a_single_record_takes_no_parameters(client: Client) -> None:
    project()
    assert client.get("/api/v1/projects/bruksfonden/2025-00101/?fields=id").status_code == 400
    assert client.get("/api/v1/projects/bruksfonden/2025-00101/?format=json").status_code == 200


NAMES = sorted(
    {parameter.name for view in LISTS.values() for parameter in view.parameters}
    | {"page", "page_size", "format", "x", "\x00"}
)
VALUES = st.one_of(
    st.sampled_from(
        [
            "unknown",
            "2024",
            "public",
            "open",
            "bruksfonden",
            "2025-00101",
            "yes",
            "14",
            "2026-01-01",
            "1",
            "0",
            "-1",
        ]
    ),
    st.sampled_from(
        [
            '"',
            "q:(",
            "title:*",
            "a" * 5000,
            "\x00",
            "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
            "٣",
            "2026-11-22T09:00:00+99:99",
            "9999-12-31T23:59:59-23:59",
            "%",
            "_",
            "' OR 1=1 --",
        ]
    ),
    st.text(max_size=60),
    st.integers(-(10**20), 10**20).map(str),
    st.datetimes().map(str),
)
QUERIES = st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=5)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(name=st.sampled_from(sorted(LISTS)), query=QUERIES)
def test_nothing_that_is_asked_breaks_a_list(
    client: Client, filled: None, name: str, query: list[tuple[str, str]]
) -> None:
    keys.forget()
    response = client.get(f"/api/v1/{name}/?{urlencode(query, errors='surrogatepass')}")
    assert response.status_code in (200, 400, 404), (name, query)
    body = response.json()
    if response.status_code == 200:
        assert body["count"] >= len(body["results"])
    else:
        assert body["detail"]


@pytest.fixture
def filled() -> None:
    """One of everything, indexed."""
    call()
    outcome(project())
    rebuild(now=NOW)
