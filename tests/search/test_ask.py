"""Asking the registry: words, inflections, compounds, operators, facets, order and pages."""

import pytest

from registry.models import Programme, Project
from registry.publish import withdraw_project
from search.ask import ask
from search.index import rebuild
from search.question import Question
from tests.search.records import NOW, make_project

Library = dict[str, Project]


def found(library: Library, text: str, **given: object) -> list[str]:
    """Names of the projects found, in order."""
    names = {project.pk: name for name, project in library.items()}
    hits = ask(Question(text=text, **given))  # type: ignore[arg-type]
    return [names[hit.record_id] for hit in hits.hits]


@pytest.mark.parametrize(
    "text",
    [
        "odlingssystem",
        "odlings system",
        "odlingssystemet",
        "odlingssystemen",
        "system för odling",
        "ODLINGSSYSTEM",
        "2025-00101",
        "202500101",
        "growing systems",
        "growing system",
        "hyreshuset",
        "grannarnas grönsaker",
        "gronsaker",
        "titel:odlingssystem",
        '"odlingssystem på tak"',
        "part:granngluggen odling",
        "odlingsystem",
    ],
)
def test_every_way_to_say_it_finds_the_project(library: Library, text: str) -> None:
    assert found(library, text)[:1] == ["farming"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("medborgarbudgetar", "budget"),
        ("budget", "budget"),
        ("belysning", "lighting"),
        ("kollektiv trafik", "transport"),
        ("trafik", "transport"),
        ("förstagångsväljare", "budget"),
        ("forstagangsvaljarna", "budget"),
        ("volunteer measuring lake", "english"),
        ("badplatsen", "english"),
    ],
)
def test_inflections_compounds_outcomes_and_english(library: Library, text: str, name: str) -> None:
    assert found(library, text)[:1] == [name]


def test_whole_words_rank_above_parts_of_compounds(library: Library) -> None:
    make_project("2025-00107", "Trafik i skolan")
    rebuild(now=NOW)
    [whole, part] = ask(Question(text="trafik")).hits
    assert (whole.diarienummer, part.diarienummer) == ("2025-00107", "2025-00104")


def test_operators_narrow_and_widen(library: Library) -> None:
    assert found(library, "system -odling") == ["budget"] or found(library, "system -odlingssystem") == [
        "budget"
    ]
    assert set(found(library, "belysning ELLER trafik")) == {"lighting", "transport"}
    assert found(library, '"gång- och cykelvägar"') == ["lighting"]
    assert found(library, '"cykelvägar och gång"') == []


def test_a_typing_error_is_forgiven_when_nothing_else_fits(library: Library) -> None:
    hits = ask(Question(text="medborgarbuget"))
    assert [hit.record_id for hit in hits.hits] == [library["budget"].pk]
    assert (hits.did_you_mean, hits.corrected) == ("medborgarbudget", True)
    assert ask(Question(text="medborgarbudget")).did_you_mean is None


def test_some_of_the_words_are_enough_when_nothing_has_all(library: Library) -> None:
    hits = ask(Question(text="gatubelysning kollektivtrafik"))
    assert {hit.record_id for hit in hits.hits} == {library["lighting"].pk, library["transport"].pk}
    assert hits.notice


def test_facets_count_everything_found_and_ignore_their_own_choice(library: Library) -> None:
    hits = ask(Question(facets={"sector": frozenset({"civil_society"})}, page_size=1))
    assert (hits.count, len(hits.hits)) == (2, 1)
    facets = {facet.name: {value.value: value.count for value in facet.values} for facet in hits.facets}
    assert facets["sector"] == {"public": 4, "civil_society": 2, "unknown": 1} | {
        name: 0 for name in facets["sector"] if facets["sector"][name] == 0
    }
    assert facets["year"] == {"2025": 2}
    assert facets["has_outcome"] == {"no": 2}


def test_facet_values_are_alternatives_and_facets_add_up(library: Library) -> None:
    both = frozenset({"running", "unknown"})
    assert set(found(library, "", facets={"status": both})) == {
        "farming",
        "transport",
        "english",
        "lighting",
        "bare",
    }
    assert set(found(library, "", facets={"status": both, "year": frozenset({"unknown"})})) == {
        "lighting",
        "bare",
    }
    assert found(library, "", facets={"year": frozenset({"nonsense"})}) == []


def test_order_by_size_and_day_puts_the_unknown_last(library: Library) -> None:
    assert found(library, "", sort="largest") == [
        "lighting",
        "farming",
        "transport",
        "english",
        "budget",
        "bare",
    ]
    assert found(library, "", sort="newest")[-2:] == ["lighting", "bare"]


def test_pages_past_the_last_are_answered_with_the_last(library: Library) -> None:
    hits = ask(Question(page=10**9, page_size=4))
    assert (hits.page, hits.pages, hits.count, len(hits.hits)) == (2, 2, 6, 2)
    assert hits.notice


def test_a_withdrawn_project_is_never_shown_even_where_the_index_is_stale(library: Library) -> None:
    withdraw_project(library["farming"], now=NOW, actor="machine:tests")
    hits = ask(Question(text="odlingssystem"))
    assert (hits.count, hits.hits) == (0, ())


def test_what_a_project_is_part_of_is_told_where_nothing_else_matched(library: Library) -> None:
    programme = Programme.objects.create(
        funder=library["farming"].funder,
        diarienummer="2024-00900",
        title_sv="Kransekakor i norr",
        updated_at=NOW,
    )
    Project.objects.filter(pk__in=[library["farming"].pk, library["lighting"].pk]).update(programme=programme)
    rebuild(now=NOW)
    hits = ask(Question(text="kransekaka")).hits
    assert {hit.record_id for hit in hits} == {library["farming"].pk, library["lighting"].pk}
    for hit in hits:
        assert "<mark>" not in hit.title.html
        assert hit.around is not None
        assert hit.around.html == "<mark>Kransekakor</mark> i norr"
    [farming] = ask(Question(text="kransekaka grönsaker")).hits
    assert farming.around is None
    assert farming.passage is not None
    assert "<mark>grönsaker</mark>" in farming.passage.html


def test_hits_are_marked_and_escaped(library: Library) -> None:
    [hit] = ask(Question(text="grönsakerna")).hits
    assert str(hit.title.html) == "Nya odlingssystem på tak"
    assert hit.passage is not None
    assert "odla <mark>grönsaker</mark> ovanpå" in hit.passage.html
