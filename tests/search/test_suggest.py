"""Suggestions: names by the beginnings of their words, the most used first, only of what is public."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings

from registry.facts import PartyFacts, ProgrammeFacts
from registry.models import Organisation, Project
from registry.publish import publish_programme, withdraw_project
from rulebook.facts import SectorClass
from search.index import rebuild
from search.question import Question
from search.suggest import Group, _shares, matches, suggest
from tests.search.records import MUNICIPALITY, NOW, make_funder, make_project

Library = dict[str, Project]
UNIVERSITY = PartyFacts(
    number="2021009990", name="Ålmköpings universitet", sector=SectorClass.ACADEMIA, county_code="14"
)


@pytest.fixture
def names(library: Library) -> Library:
    """The library with a programme, and with a university that has got more than the municipality."""
    programme = ProgrammeFacts(key=uuid4(), title_sv="Öppen demokrati", title_en="Open democracy")
    make_funder()
    publish_programme(programme, now=NOW, actor="machine:tests")
    library["large"] = make_project(
        "2026-00110",
        "Almar i städerna",
        title_en="Elms in cities",
        parties=(replace(UNIVERSITY, is_coordinator=True),),
        amount_awarded=90_000_000,
        decided_on=date(2026, 2, 3),
    )
    rebuild(now=NOW)
    return library


def titles(groups: tuple[Group, ...]) -> dict[str, list[str]]:
    return {group.kind: [each.title for each in group.suggestions] for group in groups}


def test_every_kind_by_the_beginning_of_a_word_the_most_used_first(names: Library) -> None:
    assert titles(suggest("alm")) == {
        "organisation": ["Ålmköpings universitet", "Almköpings kommun"],
        "project": ["Almar i städerna"],
    }
    assert titles(suggest("öppen")) == {"programme": ["Öppen demokrati"]}
    assert titles(suggest("ÖPPNA")) == {"project": ["Öppna data för badplatser"]}
    assert titles(suggest("opp")) == {
        "programme": ["Öppen demokrati"],
        "project": ["Öppna data för badplatser"],
    }


def test_all_words_must_fit_in_any_order_and_a_letter_is_too_little(names: Library) -> None:
    assert titles(suggest("universitet ålm")) == {"organisation": ["Ålmköpings universitet"]}
    assert titles(suggest("ålmköpings univ")) == {"organisation": ["Ålmköpings universitet"]}
    assert titles(suggest("almköpings gatubelysning")) == {}
    assert [suggest(text) for text in ("", "a", "  ", "-", '"', "\0", "🙂", "x" * 5_000)] == [()] * 8


def test_what_was_typed_is_marked_and_everything_else_escaped(names: Library) -> None:
    make_project("2026-00111", "<b>Sjöar</b> & åar", title_en="Lakes & streams")
    rebuild(now=NOW)
    (group,) = suggest("sjo å")
    assert group.suggestions[0].html == "&lt;b&gt;<mark>Sjö</mark>ar&lt;/b&gt; &amp; åar"
    (group,) = suggest("lake")
    shown = group.suggestions[0]
    assert (shown.title, shown.language, shown.html) == (
        "Lakes & streams",
        "en",
        "<mark>Lake</mark>s &amp; streams",
    )
    with translation.override("en"):
        assert suggest("2026-00111")[0].suggestions[0].title == "Lakes & streams"


def test_numbers_whole_and_begun(names: Library) -> None:
    assert titles(suggest("2026-00110")) == titles(suggest("2026-001")) == {"project": ["Almar i städerna"]}
    # A party's number leads to the organisation and to what it has taken part in.
    assert titles(suggest("202100-9990")) == {
        "organisation": ["Ålmköpings universitet"],
        "project": ["Almar i städerna"],
    }


def test_an_earlier_name_leads_to_the_present_one_and_says_so(names: Library) -> None:
    organisation = Organisation.objects.get(number=MUNICIPALITY.number)
    organisation.earlier_names.create(name="Sockerbruks kommun", until=date(2020, 1, 1))
    rebuild(now=NOW)
    (group,) = suggest("sockerb")
    shown = group.suggestions[0]
    assert (shown.title, shown.note) == ("Almköpings kommun", "Sockerbruks kommun")
    assert shown.address == organisation.get_absolute_url()


def test_one_typing_error_in_a_word_is_forgiven_when_nothing_fits(names: Library) -> None:
    assert titles(suggest("univresitet")) == {"organisation": ["Ålmköpings universitet"]}
    assert titles(suggest("ålmköpings univesit")) == {"organisation": ["Ålmköpings universitet"]}
    assert titles(suggest("univ")) == {"organisation": ["Ålmköpings universitet"]}
    assert titles(suggest("univvvers")) == {}


def test_what_was_withdrawn_is_not_suggested_even_by_a_stale_index(names: Library) -> None:
    assert titles(suggest("gatub")) == {"project": ["Gatubelysning som invånarna styr"]}
    withdraw_project(names["lighting"], now=NOW, actor="machine:tests")
    assert titles(suggest("gatub")) == {}


def test_without_an_index_nothing_is_suggested(settings: Settings, tmp_path: Path, names: Library) -> None:
    settings.SEARCH_DIR = tmp_path / "none"
    assert (suggest("alm"), matches("alm")) == ((), ())


def test_places_are_shared_and_what_is_left_is_filled() -> None:
    full = dict.fromkeys(("organisation", "programme", "call", "project", "page"), 12)
    assert _shares(full, 10) == {"organisation": 3, "programme": 2, "call": 2, "project": 2, "page": 1}
    assert _shares({"organisation": 1, "programme": 0, "call": 0, "project": 12, "page": 0}, 10) == {
        "organisation": 1,
        "programme": 0,
        "call": 0,
        "project": 9,
        "page": 0,
    }
    assert _shares({"organisation": 5, "programme": 1}, 3) == {"organisation": 2, "programme": 1}


def test_the_address_answers_with_options_in_few_questions(
    client: Client, names: Library, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):
        answer = client.get("/en/search/suggestions/?q=%C3%A5lm")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "public, max-age=10"
    assert answer["X-Robots-Tag"] == "noindex"
    page = answer.content.decode()
    assert (page.count('role="option"'), page.count('role="group"')) == (3, 2)
    assert 'href="/en/organisations/2021009990/"' in page
    empty = client.get("/en/search/suggestions/")
    assert (empty.status_code, empty.content.decode().count("role=")) == (200, 0)


def test_the_result_page_names_organisations_and_programmes(names: Library) -> None:
    assert [each.title for each in matches("almköpings")] == ["Ålmköpings universitet", "Almköpings kommun"]
    for text in ('"almköpings kommun"', "almköpings -kommun", "titel:almköpings", "almköpings ELLER x", ""):
        assert matches(text) == ()
    assert matches("universtiet") == ()


def test_the_piece_above_the_hits_is_for_the_first_page_of_other_kinds(names: Library) -> None:
    template = Template("{% load matching %}{% matches question %}")

    def links(**asked: Any) -> list[str]:
        shown = template.render(Context({"question": Question(text="almköpings", **asked)}))
        return re.findall(r'<a href="([^"]+)"', shown)

    both = ["/organisationer/2021009990/", f"/organisationer/{MUNICIPALITY.number}/"]
    assert links() == links(kind="call") == both
    assert links(page=2) == links(kind="organisation") == links(kind="programme") == []
