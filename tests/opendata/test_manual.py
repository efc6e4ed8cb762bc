"""The description and the manual: valid, complete, and true to what is answered."""

import json
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it ships no types
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from opendata.manual import openapi
from opendata.v1.urls import ADDRESSES
from registry.publish import withdraw_project
from tests.opendata.register import NOW, call, outcome, project

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_description_is_valid_openapi_3_1_without_warnings(
    client: Client, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    response = client.get("/api/schema/", headers={"accept-language": language})
    document = response.json()
    assert document["openapi"] == "3.1.0"
    validate_schema(document)
    captured = capsys.readouterr()
    assert "Warning" not in captured.err + captured.out
    assert response.headers["Content-Language"] == language
    expected = {
        f"/api/v1/{address.replace('<str:', '{').replace('>', '}')}/" for address, _n, _v in ADDRESSES
    }
    assert set(document["paths"]) == expected
    for methods in document["paths"].values():
        operation = methods["get"]
        assert operation["summary"]
        assert operation["description"]
        assert all(parameter["description"] for parameter in operation["parameters"])


def test_the_description_comes_as_yaml_too(client: Client) -> None:
    response = client.get("/api/schema/?format=yaml")
    assert response.headers["Content-Type"] == "application/yaml"
    assert response.content.startswith(b"openapi: 3.1.0")


def fault(document: dict[str, Any], address: str, status: str, body: Any) -> list[str]:
    """Name what in an answer is not as described."""
    operation = document["paths"][address]["get"]["responses"][status]["content"]
    schema = next(iter(operation.values()))["schema"]
    registry: Registry[Any] = Registry().with_resource(
        "urn:api", Resource.from_contents(document, default_specification=DRAFT202012)
    )
    wrapped = json.loads(json.dumps(schema).replace('"#/', '"urn:api#/'))
    return [error.message for error in Draft202012Validator(wrapped, registry=registry).iter_errors(body)]


def test_answers_are_as_described(client: Client) -> None:
    published = call()
    row = project(call_diarienummer=published.diarienummer, round_id=published.rounds.get().pk)
    outcome(row)
    project("2025-00102", parties=(), awards=(), decided_on=None, starts=None, status="", amount_awarded=None)
    withdraw_project(project("2025-00103"), now=NOW, actor="machine:test")
    document = openapi("en")
    asked = 0
    for address, _name, _view in ADDRESSES:
        path = f"/api/v1/{address.replace('<str:', '{').replace('>', '}')}/"
        if "{" in path:
            continue
        body = client.get(path).json()
        assert body["results"], path
        assert fault(document, path, "200", body) == []
        single = body["results"][0]["url"].removeprefix("http://testserver")
        template = next(one for one in document["paths"] if one.startswith(path) and "{" in one)
        assert fault(document, template, "200", client.get(single).json()) == []
        asked += 1
    changes = client.get("/api/v1/projects/?updated_since=2020-01-01").json()
    assert [one["withdrawn"] for one in changes["results"]].count(True) == 1
    assert fault(document, "/api/v1/projects/", "200", changes) == []
    assert fault(document, "/api/v1/projects/", "400", client.get("/api/v1/projects/?x=1").json()) == []
    gone = "/api/v1/projects/bruksfonden/2025-00103/"
    assert fault(document, "/api/v1/projects/{funder}/{diarienummer}/", "410", client.get(gone).json()) == []
    assert asked == 7


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_manual_names_every_address_parameter_and_error(client: Client, prefix: str) -> None:
    page = client.get(f"{prefix}/api/docs/").content.decode()
    for address in openapi("en")["paths"]:
        assert f"GET {address}" in page
    for name in ("updated_since", "has_outcome", "page_size", "organisation_number", "curl", "urlopen"):
        assert name in page
    for code in ("bad-parameter", "bad-key", "not-found", "read-only", "gone", "too-many-requests", "busy"):
        assert f'id="{code}"' in page


@pytest.mark.parametrize("noun", ["projects", "calls", "funders", "nonsense"])
def test_the_api_can_be_tried_without_scripts(client: Client, noun: str) -> None:
    project()
    page = client.get(f"/en/api/docs/try/?noun={noun}").content.decode()
    assert 'name="q"' in page
    assert "Answer 200" not in page


def test_trying_shows_the_address_and_the_answer(client: Client) -> None:
    project()
    page = client.get(
        "/en/api/docs/try/?noun=projects&sector=public&q=&year=2025&page_size=5&ask=1"
    ).content.decode()
    assert "Answer 200" in page
    assert "http://testserver/api/v1/projects/?sector=public&amp;year=2025&amp;page_size=5" in page
    assert "Torget som lyssnar" in page
    bad = client.get("/en/api/docs/try/?noun=projects&year=x&ask=1").content.decode()
    assert "Answer 400" in bad
    assert "x is not a year" in bad


def test_a_missing_slash_after_the_manual_leads_there(client: Client) -> None:
    assert client.get("/api/docs").headers["Location"] == "/api/docs/"
