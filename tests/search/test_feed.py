"""The feed of a question: valid Atom, stable names, the latest published first, tagged for asking again."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client

from registry.models import Outcome, Project
from registry.publish import withdraw_project
from search.index import rebuild
from search.saved import feed as feeds
from tests.search.records import NOW, make_project

pytestmark = pytest.mark.django_db
Library = dict[str, Project]
ATOM = "/en/search/atom/"
NS = {"a": "http://www.w3.org/2005/Atom"}


def read(client: Client, query: str = "") -> ElementTree.Element:
    """The feed at an address, parsed."""
    answer = client.get(f"{ATOM}{query}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ElementTree.fromstring(answer.content)  # noqa: S314 - our own


def text(node: ElementTree.Element, name: str) -> str:
    """The text of a child."""
    found = node.find(f"a:{name}", NS)
    assert found is not None, name
    return found.text or ""


def titles(client: Client, query: str = "") -> list[str]:
    """The entries' titles, in order."""
    return [text(entry, "title") for entry in read(client, query).findall("a:entry", NS)]


def test_a_feed_says_what_it_is(client: Client, library: Library) -> None:
    feed = read(client, "?sector=civil_society&q=system&page=3&sort=largest")
    assert text(feed, "title") == "New: Projects: “system”; Sector: Civil society"
    assert text(feed, "id") == "tag:testserver,2026:search:en:q=system&sector=civil_society"
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", NS)}
    assert links == {
        "alternate": "http://testserver/en/projects/?q=system&sector=civil_society",
        "self": "http://testserver/en/search/atom/?q=system&sector=civil_society",
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
    }
    assert "CC0" in text(feed, "rights")
    assert text(feed, "updated") == NOW.isoformat()
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    [entry] = feed.findall("a:entry", NS)
    assert text(entry, "title") == "New growing systems on roofs"
    assert text(entry, "id") == f"tag:testserver,2026:project:{library['farming'].pk}"
    assert text(entry, "published") == text(entry, "updated") == NOW.isoformat()
    assert text(entry, "summary") == "Vi prövar hur grannar kan odla grönsaker ovanpå hyreshus."
    author = entry.find("a:author/a:name", NS)
    assert author is not None
    assert author.text == "The Works Fund"
    link = entry.find("a:link", NS)
    assert link is not None
    assert link.get("href") == "http://testserver/en/projects/bruksfonden/2025-00101/"


@pytest.mark.parametrize("few", [5_000, 1])
def test_the_latest_published_come_first_however_many_fit(
    client: Client, library: Library, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "FEW", few)
    monkeypatch.setattr(feeds, "TRIED_AT_A_TIME", 2)
    monkeypatch.setattr(feeds, "MOST", 3)
    make_project("2019-00001", "Gammalt beslut, nytt här", decided_on=None)
    Project.objects.filter(diarienummer="2019-00001").update(published_at=datetime(2026, 11, 23, tzinfo=UTC))
    rebuild(now=NOW)
    assert titles(client) == ["Gammalt beslut, nytt här", "Ensamt namn", "Open data for bathing places"]
    assert titles(client, "?sector=civil_society") == [
        "Kollektivtrafik på landsbygden",
        "New growing systems on roofs",
    ]


def test_it_is_not_sent_again_unchanged(client: Client, library: Library) -> None:
    answer = client.get(ATOM)
    for header in ({"If-None-Match": answer["ETag"]}, {"If-Modified-Since": answer["Last-Modified"]}):
        again = client.get(ATOM, headers=header)
        assert (again.status_code, again.content) == (304, b"")
    make_project("2026-00001", "Nytt")
    rebuild(now=NOW)
    assert client.get(ATOM, headers={"If-None-Match": answer["ETag"]}).status_code == 200
    assert client.head(ATOM).status_code == 200
    assert client.post(ATOM).status_code == 405


def test_an_empty_feed_is_a_feed(client: Client, library: Library) -> None:
    feed = read(client, "?q=xylofonorkester")
    assert feed.findall("a:entry", NS) == []
    assert text(feed, "updated")


def test_words_are_not_bent(client: Client, library: Library) -> None:
    assert titles(client, "?q=gatubelysning+kollektivtrafik") == []


def test_what_is_not_public_is_in_no_feed(client: Client, library: Library) -> None:
    withdraw_project(library["farming"], now=NOW, actor="machine:tests")
    Outcome.objects.update(withdrawn_at=NOW)
    assert "New growing systems on roofs" not in titles(client)
    assert titles(client, "?kind=outcome") == []


def test_other_kinds_have_feeds(client: Client, library: Library) -> None:
    assert set(titles(client, "?kind=organisation")) == {"Almköpings kommun", "Föreningen Granngluggen"}
    assert titles(client, "?kind=outcome") == ["Medborgarbudget i mindre kommuner"]
    assert titles(client, "?kind=call") == titles(client, "?kind=programme") == []


def test_texts_are_texts(client: Client, db: None) -> None:
    make_project("2026-00001", "<b>Sol</b> & ]]> \x0b vind", summary="<script>alert(1)</script> \x0c &amp;")
    rebuild(now=NOW)
    [entry] = read(client, "?q=%3Cx%3E+sol").findall("a:entry", NS) or read(client).findall("a:entry", NS)
    assert text(entry, "title") == "<b>Sol</b> & ]]>  vind"
    assert text(entry, "summary").startswith("&lt;script&gt;")


def test_without_an_index_readers_ask_again(client: Client, library: Library, index_directory: Path) -> None:
    shutil.rmtree(index_directory)
    answer = client.get(ATOM)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")


def test_programs_find_the_feed_from_the_page(client: Client, library: Library) -> None:
    page = client.get("/en/projects/?q=system&sort=largest&page=2").content.decode()
    assert '<link rel="alternate" type="application/atom+xml" href="/en/search/atom/?q=system"' in page
