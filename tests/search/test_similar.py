"""Similar projects on a project's page: alike, public, in two queries; nothing where nothing is known."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from registry.models import Project
from registry.publish import withdraw_project
from search.index import rebuild
from search.likeness import similar_projects
from search.worker import apply_changes
from tests.search.records import NOW, make_project

HEADING = "Liknande projekt"
Library = dict[str, Project]


def twin(number: str = "2026-00300") -> Project:
    """Register a project about the same as the library's farming."""
    return make_project(number, "Odlingssystem på tak och hyreshus", summary="Grannar odlar grönsaker.")


def page(client: Client, project: Project) -> str:
    """Return a project's page."""
    answer = client.get(project.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_shows_them(client: Client, library: Library) -> None:
    alike = twin()
    rebuild(now=NOW)
    html = page(client, library["farming"])
    assert HEADING in html
    assert alike.get_absolute_url() in html.partition(HEADING)[2]


def test_a_project_without_words_has_none(client: Client, library: Library) -> None:
    assert similar_projects(library["bare"]) == []
    assert HEADING not in page(client, library["bare"])


def test_without_an_index_there_are_none_and_no_error(client: Client, db: None) -> None:
    assert HEADING not in page(client, twin())


def test_a_broken_index_is_none_and_no_error(client: Client, db: None, index_directory: Path) -> None:
    index_directory.mkdir()
    (index_directory / "current").write_text("gone")
    assert HEADING not in page(client, twin())


def test_a_withdrawn_project_is_never_shown_however_stale_the_index_and_the_memory(
    client: Client, library: Library
) -> None:
    alike = twin()
    rebuild(now=NOW)
    assert alike.get_absolute_url() in page(client, library["farming"])
    withdraw_project(alike, now=NOW, actor="machine:test")
    assert alike.get_absolute_url() not in page(client, library["farming"])
    caches["memory"].clear()
    assert alike.get_absolute_url() not in page(client, library["farming"])


def test_they_are_kept_until_the_project_or_the_index_is_another(library: Library) -> None:
    farming, first = library["farming"], twin()
    rebuild(now=NOW)
    apply_changes(now=NOW)
    assert similar_projects(farming)[:1] == [first]
    second = twin("2026-00301")
    apply_changes(now=NOW)
    assert second not in similar_projects(farming)
    Project.objects.filter(pk=farming.pk).update(version=farming.version + 1)
    farming.refresh_from_db()
    assert second in similar_projects(farming)
    third = twin("2026-00302")
    rebuild(now=NOW)
    assert third in similar_projects(farming)


@pytest.mark.parametrize(("others", "queries"), [(0, 5), (3, 7)])
def test_they_cost_two_queries(
    client: Client, library: Library, others: int, queries: int, django_assert_num_queries: Any
) -> None:
    for at in range(others):
        twin(f"2026-0031{at}")
    rebuild(now=NOW)
    shown = library["farming"] if others else library["bare"]
    page(client, shown)
    with django_assert_num_queries(queries):
        page(client, shown)
