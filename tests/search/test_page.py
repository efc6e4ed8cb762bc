"""The register's search page: what it shows, that its address says everything, and what it costs."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from registry.models import Project
from registry.publish import withdraw_project
from search.index import rebuild
from search.likeness import similar_projects
from tests.search.records import NOW, make_project

Library = dict[str, Project]
# The own funder, records (with what each is part of), their parties and outputs, and a question for the names
# of each of programme, call, organisation and funder that has values, in the facets and among the matches.
QUERIES = 8


def page_of(client: Client, query: str = "", language: str = "sv") -> str:
    """The page for a query string."""
    with translation.override(language):
        answer = client.get(f"{reverse('search:projects')}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def links(page: str) -> list[str]:
    """Case numbers of the hits on a page, in order."""
    return re.findall(r'<h2><a href="[^"]*/bruksfonden/([^/"]+)/"', page)


def test_all_projects_are_listed_newest_first(client: Client, library: Library) -> None:
    page = page_of(client)
    assert len(links(page)) == 6
    assert links(page)[-2:] == ["2024-00102", "2022-00106"]


def test_words_and_facets_narrow_and_can_be_taken_away(client: Client, library: Library) -> None:
    page = page_of(client, "?q=system&sector=civil_society", "en")
    assert links(page) == ["2025-00101"]
    assert 'name="sector" value="civil_society" checked' in page
    assert 'class="chip" href="/en/projects/?q=system"' in page
    assert "<mark>systems</mark>" in page


def test_nothing_found_gives_advice_and_a_way_out(client: Client, library: Library) -> None:
    page = page_of(client, "?q=xylofonorkester&sector=public", "en")
    assert "Nothing fits" in page
    assert 'href="/en/projects/?q=xylofonorkester"' in page


def test_a_typing_error_is_told(client: Client, library: Library) -> None:
    page = page_of(client, "?q=medborgarbuget", "en")
    assert 'Did you mean <a href="/en/projects/?q=medborgarbudget">' in page
    assert links(page) == ["2023-00103"]


def test_the_table_keeps_the_question(client: Client, library: Library) -> None:
    page = page_of(client, "?q=system&sort=largest&view=table", "en")
    assert '<td class="money"' in page
    assert 'name="view" value="table"' in page
    assert 'href="/en/projects/?q=system&amp;sort=largest">As a list' in page


def test_texts_are_escaped(client: Client, library: Library) -> None:
    make_project("2026-00300", "<script>alert('titel')</script> solceller", summary="<b>moln</b> & vind")
    rebuild(now=NOW)
    page = page_of(client, "?q=solcell+vind")
    assert links(page) == ["2026-00300"]
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "&lt;b&gt;moln&lt;/b&gt; &amp; <mark>vind</mark>" in page


def test_a_withdrawn_project_is_not_on_the_page(client: Client, library: Library) -> None:
    withdraw_project(library["farming"], now=NOW, actor="machine:tests")
    assert "2025-00101" not in page_of(client)


@pytest.mark.parametrize("query", ["", "?q=system", "?sector=public&year=2025"])
def test_the_page_costs_a_few_queries_however_many_hits(
    client: Client, library: Library, django_assert_max_num_queries: DjangoAssertNumQueries, query: str
) -> None:
    page_of(client, query)
    with django_assert_max_num_queries(QUERIES):
        page_of(client, query)


def test_without_an_index_the_page_still_answers(client: Client, db: None) -> None:
    make_project("2026-00200", "Skogsbad")
    page = page_of(client, "?q=skogsbad", "en")
    assert links(page) == ["2026-00200"]
    assert "The search index is not answering" in page


def test_similar_projects_share_telling_words(library: Library) -> None:
    assert similar_projects(library["bare"]) == []
    twin = make_project("2026-00300", "Odlingssystem på tak och hyreshus", summary="Grannar odlar grönsaker.")
    rebuild(now=NOW)
    assert similar_projects(library["farming"])[:1] == [twin]
