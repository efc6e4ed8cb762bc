"""How answers behave: language, caching, other sites, limits, keys, slashes."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.keys import make_key
from accounts.models import User
from tests.opendata.register import project

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_an_unchanged_answer_is_not_sent_again(client: Client) -> None:
    project()
    first = client.get("/api/v1/projects/")
    again = client.get("/api/v1/projects/", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    project("2025-00102")
    changed = client.get("/api/v1/projects/", headers={"if-none-match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_answers_may_be_kept_by_anyone_for_a_minute_and_errors_by_no_one(client: Client) -> None:
    assert client.get("/api/v1/projects/").headers["Cache-Control"] == "public, max-age=60"
    assert client.get("/api/v1/projects/?x=1").headers["Cache-Control"] == "no-store"


def test_scripts_of_other_sites_may_read(client: Client) -> None:
    preflight = client.options("/api/v1/projects/", headers={"origin": "https://example.org"})
    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Authorization" in preflight.headers["Access-Control-Allow-Headers"]
    assert client.get("/api/v1/projects/?x=1").headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/schema/").headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("asked", "language", "title"),
    [
        (None, "sv", "En parameter kan inte användas"),
        ("en", "en", "A parameter can't be used"),
        ("en-GB;q=0.9, sv;q=0.5", "en", "A parameter can't be used"),
        ("sv-FI", "sv", "En parameter kan inte användas"),
        ("de, fr", "sv", "En parameter kan inte användas"),
        ("*", "sv", "En parameter kan inte användas"),
        ("\x00;;q=x", "sv", "En parameter kan inte användas"),
    ],
)
def test_messages_follow_the_language_asked_for(
    client: Client, asked: str | None, language: str, title: str
) -> None:
    response = client.get("/api/v1/projects/?x=1", headers={"accept-language": asked} if asked else {})
    assert response.headers["Content-Language"] == language
    assert "Accept-Language" in response.headers["Vary"]
    if language == "en":
        assert response.json()["title"] == title


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "*/*", "", "nonsense"])
def test_it_is_json_whatever_is_accepted(client: Client, accept: str) -> None:
    response = client.get("/api/v1/projects/", headers={"accept": accept})
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/json")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_read_only(client: Client, method: str) -> None:
    response = getattr(client, method)("/api/v1/projects/", headers={"accept-language": "en"})
    assert response.status_code == 405
    assert response.json()["detail"] == "This API is read only: use GET, HEAD or OPTIONS."


@pytest.mark.parametrize(
    "address",
    ["projects", "projects/bruksfonden/2025-00101", "organisations/212000-9010", "funders/bruksfonden"],
)
def test_a_missing_slash_is_answered_not_redirected(client: Client, address: str) -> None:
    project()
    without, with_slash = client.get(f"/api/v1/{address}"), client.get(f"/api/v1/{address}/")
    assert (without.status_code, with_slash.status_code) == (200, 200)
    assert without.json() == with_slash.json()


def test_too_many_requests_are_told_to_wait(client: Client, settings: Settings) -> None:
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": {"anonymous": "3/hour", "key": "5/hour"},
    }
    answers = [client.get("/api/v1/funders/").status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]
    refused = client.get("/api/v1/funders/", headers={"accept-language": "en", "x-forwarded-for": "1.2.3.4"})
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 3600
    assert refused.json()["title"] == "Too many requests"
    other = client.get("/api/v1/funders/", REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 200
    _row, key = make_key(user=User.objects.create_user("a@example.org", "x" * 12), name="Test", now=NOW)
    held = [client.get("/api/v1/funders/", headers={"authorization": f"Bearer {key}"}) for _ in range(6)]
    assert [one.status_code for one in held] == [200] * 5 + [429]


def test_a_key_that_is_not_good_is_refused_and_not_echoed(client: Client) -> None:
    user = User.objects.create_user("a@example.org", "x" * 12)
    row, key = make_key(user=user, name="Test", now=NOW)
    assert client.get("/api/v1/funders/", headers={"authorization": f"Bearer {key}"}).status_code == 200
    row.revoked_at = NOW
    row.save()
    for bad in (key, "utl_guess", ""):
        response = client.get("/api/v1/funders/", headers={"authorization": f"Bearer {bad}"})
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"
        assert not bad or bad not in response.content.decode()


def test_an_answer_to_a_key_is_kept_by_nobody(client: Client) -> None:
    _row, key = make_key(user=User.objects.create_user("a@example.org", "x" * 12), name="Test", now=NOW)
    response = client.get("/api/v1/funders/", headers={"authorization": f"Bearer {key}"})
    assert "no-store" in response.headers["Cache-Control"]
    assert "public" not in response.headers["Cache-Control"]


@pytest.mark.parametrize("slash", ["", "/"])
@pytest.mark.parametrize(
    "address",
    [
        "/api/program",
        "/api/program/2020-01-01",
        "/api/utlysningar/2025-01622,2025-01480,NA",
        "/api/ansokningsomgangar/2020-01-01",
        "/api/projekt/2020-01-01",
        "/api//projekt/2020-01-01",
        "/api/file/2017-02942_10",
        "/api/v1/program/2020-01-01",
        "/api/v1/utlysningar",
        "/api/v1/ansokningsomgangar",
        "/api/v1/projekt/2015-04551",
        "/api/v1/file/2017-02942_10",
        "/gdp",
        "/gdp/v1/utlysningar",
        "/gdp/v2/metadata",
        "/gdp_vinnova/finansieradeaktiviteter/2015-04551",
        "/gdp_vr/ansokningar",
        "/datasets",
        "/datasets/dcat",
    ],
)
def test_the_addresses_of_older_dialects_are_free(client: Client, address: str, slash: str) -> None:
    response = client.get(address + slash)
    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"
    assert "Location" not in response.headers
    assert response.json()["status"] == 404
