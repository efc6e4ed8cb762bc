"""What organisations' projects got: each project once, and the order by it follows what is published."""

from datetime import timedelta

from registry.models import Organisation, Project
from search.ask import ask
from search.organisation_figures import Figures, figures_of, granted_to, refresh_sums
from search.question import Question
from search.worker import apply_changes
from tests.search.records import MUNICIPALITY, NOW, SOCIETY, make_project

Library = dict[str, Project]


def by_money() -> list[str]:
    """Numbers of organisations, what got most first."""
    found = ask(Question(kind="organisation", sort="largest"))
    return [hit.record.number for hit in found.hits]


def test_figures_come_from_the_index(library: Library) -> None:
    assert figures_of(["2120009997", "8020009994", "5560000000", ""]) == {
        "2120009997": Figures(4, 5_500_000),
        "8020009994": Figures(2, 2_000_000),
    }


def test_a_project_counts_once_however_often_an_organisation_is_its_party(library: Library) -> None:
    make_project("2026-00301", "Kaj", parties=(MUNICIPALITY, SOCIETY, SOCIETY))
    society = Organisation.objects.get(number="8020009994")
    assert granted_to([society.pk]) == {society.pk: 3_000_000}


def test_the_order_follows_new_projects(library: Library) -> None:
    assert by_money() == ["2120009997", "8020009994"]
    make_project("2026-00302", "Hamn", parties=(SOCIETY,), amount_awarded=90_000_000)
    assert refresh_sums(now=NOW + timedelta(minutes=5)) == 2
    apply_changes(now=NOW + timedelta(minutes=5))
    assert by_money() == ["8020009994", "2120009997"]


def test_what_changed_long_ago_is_not_added_up_again(library: Library) -> None:
    assert refresh_sums(now=NOW + timedelta(hours=1)) == 0
