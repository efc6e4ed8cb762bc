"""The search page's tabs, map, money per year, own ranges, ways out of nothing, every value of a facet."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from registry.facts import PartyFacts
from registry.models import Project
from search.index import rebuild
from tests.search.records import NOW, SOCIETY, add_outcome, make_project

Library = dict[str, Project]


def get(client: Client, path: str) -> str:
    """The English page at an address."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def tabs(page: str) -> dict[str, str]:
    """Name → count of every tab."""
    nav = page[page.index('<nav class="tabs') :]
    nav = nav[: nav.index("</nav>")]
    return dict(re.findall(r'>([A-Z][a-z]+) <span class="hits">(\d+)<', nav))


def test_tabs_count_what_the_words_find_of_each_kind(client: Client, library: Library) -> None:
    page = get(client, "/en/projects/?q=medborgarbudget")
    assert tabs(page) == {
        "Projects": "1",
        "Calls": "0",
        "Results": "1",
        "Organisations": "0",
        "Programmes": "0",
        "Pages": "0",
    }
    assert 'href="/en/search/results/?q=medborgarbudget"' in page


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/en/search/results/?q=röstning", "/bruksfonden/2023-00103/#outcome"),
        ("/en/search/organisations/?q=granngluggen", "/en/organisations/8020009994/"),
    ],
)
def test_every_kind_shows_its_own_hits(client: Client, library: Library, path: str, shown: str) -> None:
    assert shown in get(client, path)


def test_an_organisation_tells_its_projects_and_their_money(client: Client, library: Library) -> None:
    page = get(client, "/en/search/organisations/?q=almköping")
    assert "<span>4 projects</span>" in page
    assert "5,500,000" in page.replace("\u202f", ",").replace("\u00a0", ",")


def test_organisations_without_words_come_by_their_money(client: Client, library: Library) -> None:
    page = get(client, "/en/search/organisations/")
    assert re.findall(r'<h2><a href="/en/organisations/(\d+)/"', page) == ["2120009997", "8020009994"]


def test_the_map_counts_counties_and_leads_to_them(client: Client, library: Library) -> None:
    page = get(client, "/en/projects/?view=map")
    assert 'href="/en/projects/?county=14&amp;view=map"' in page
    chosen = get(client, "/en/projects/?county=14&view=map")
    assert 'href="/en/projects/?view=map"' in chosen


def test_one_county_is_drawn_by_its_municipalities(client: Client, db: None) -> None:
    town = PartyFacts(
        number="2120009997", name="Almköping", county_code="14", municipality_code="1480", is_coordinator=True
    )
    make_project("2025-00001", "Kaj", parties=(town, SOCIETY))
    rebuild(now=NOW)
    page = get(client, "/en/projects/?county=14&view=map")
    assert 'href="/en/projects/?county=14&amp;municipality=1480&amp;view=map"' in page
    assert 'name="municipality" value="1480"' in page
    assert 'name="municipality"' not in get(client, "/en/projects/")


def test_money_per_year_is_summed_with_the_unknown_apart(client: Client, library: Library) -> None:
    page = get(client, "/en/projects/?view=years").replace("\u202f", ",").replace("\u00a0", ",")
    assert 'href="/en/projects/?year=2025&amp;view=years"' in page
    assert "SEK,3,000,000" in page or "3,000,000" in page


def test_the_year_of_the_start_stands_in_for_an_unknown_decision(client: Client, db: None) -> None:
    make_project("2025-00001", "Kaj", decided_on=None, starts=date(2019, 2, 1))
    rebuild(now=NOW)
    assert 'name="year" value="2019"' in get(client, "/en/projects/")


def test_an_own_range_becomes_a_short_address(client: Client, library: Library) -> None:
    answer = client.get("/en/projects/?q=&amount_from=400+000&amount_to=600000&year=2025")
    assert (answer.status_code, answer["Location"]) == (302, "/en/projects/?year=2025&amount=400000-600000")
    page = get(client, "/en/projects/?amount=400000-600000")
    assert re.findall(r"/bruksfonden/([\d-]+)/", page) == ["2023-00103"]


def test_nothing_found_says_which_choice_to_take_away(client: Client, library: Library) -> None:
    page = get(client, "/en/projects/?q=medborgarbudget&year=2019&sector=public")
    assert re.search(r'href="/en/projects/\?q=medborgarbudget&amp;year=2019">', page)
    assert re.search(
        r'<a href="/en/projects/\?q=medborgarbudget&amp;sector=public">Without “[^”]+: 2019”</a>: 1 hit', page
    )
    assert ">Results: 1 hit<" in page


def test_every_value_of_a_facet_can_be_looked_through_and_found(client: Client, library: Library) -> None:
    with translation.override("en"):
        path = reverse("search:choices", args=["organisation"])
    page = get(client, f"{path}?q=system")
    assert 'href="/en/projects/?q=system&amp;organisation=8020009994"' in page
    assert "Almköpings" in page
    found = get(client, f"{path}?q=system&find=GRANN")
    assert "Almköpings" not in found
    assert "Granngluggen" in found
    assert client.get(path.replace("organisation", "secret")).status_code == 404


def test_without_an_index_every_kind_is_searched_plainly(client: Client, db: None) -> None:
    add_outcome(make_project("2025-00001", "Kaj"), "Bryggan bär.")
    for path in ("results/?q=brygga", "organisations/?q=almköping"):
        page = get(client, f"/en/search/{path}")
        assert "The search index is not answering" in page
        assert 'class="cards hits"' in page
