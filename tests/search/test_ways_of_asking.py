"""Every way in which people say the same: numbers, places, years, compounds, inflections, names, slips."""

from django.test import Client

from registry.models import Project
from search.ask import ask
from search.hits import Hits
from search.index import rebuild
from search.question import Question
from tests.search.records import NOW, make_project

Library = dict[str, Project]


def found(library: Library, text: str, **given: object) -> list[str]:
    """Names of the projects found, in order."""
    names = {project.pk: name for name, project in library.items()}
    return [names[hit.record_id] for hit in asked(text, **given).hits]


def asked(text: str, **given: object) -> Hits:
    """Ask with a text."""
    return ask(Question(text=text, **given))  # type: ignore[arg-type]


def test_case_numbers_as_people_write_them(library: Library) -> None:
    ways = (
        *(
            "2025-00101",
            "202500101",
            "2025–00101",
            "2025 00101",
            "2025-101",
            "2025-0101",
            "2025-0010",
            "2025001",
        ),
        *("dnr 2025-00101", "Dnr: 2025-00101", "dnr:2025-00101", "diarienummer 2025–00101", "dnr:2025-0010"),
        "odlingssystem 2025-00101",
    )
    assert [text for text in ways if "farming" not in found(library, text)] == []
    assert found(library, "2025-00101") == found(library, "2025-101") == ["farming"]


def test_organisation_numbers_as_people_write_them(library: Library) -> None:
    ways = ("802000-9994", "8020009994", "802000 9994", "org.nr 802000-9994", "802000–9994")
    assert [set(found(library, text)) for text in ways] == [{"farming", "transport"}] * 5
    assert found(library, "802000-9995") == []


def test_two_years_are_no_number(library: Library) -> None:
    make_project("2021-00150", "Validering 2018-2019")
    rebuild(now=NOW)
    [hit] = asked("validering 2018-2019").hits
    assert hit.diarienummer == "2021-00150"


def test_words_of_several_kinds(library: Library) -> None:
    wanted = {
        "kollektivtrafik Skåne": "transport",
        "kollektivtrafik 2025": "transport",
        "bruksfonden gatubelysning": "lighting",
        "granngluggen trafik": "transport",
        "granngluggen kolektivtrafik": "transport",
        "gränngluggen kollektivtrafik": "transport",
        "Almköping medborgarbudget": "budget",
        "ALMKÖPINGS KOMMUN budget": "budget",
    }
    assert {text: found(library, text) for text in wanted} == {text: [name] for text, name in wanted.items()}


def test_compounds_inflections_and_slips(library: Library) -> None:
    wanted = {
        "medborgares budgetar": "budget",
        "medborgar-budget": "budget",
        "budget för medborgare": "budget",
        "medborgarbudgetens": "budget",
        "mindre kommunernas budget": "budget",
        "kollektiv-trafik": "transport",
        "kollektivtrafikens": "transport",
        "gatu belysning": "lighting",
        "gatans belysning": "lighting",
        "belysningar på gator": "lighting",
        "forstagangs valjare": "budget",
        "lands bygd buss": "transport",
        "landsbygdsbuss": "transport",
        "badplatsernas temperatur": "english",
        "bathing place": "english",
        "odlingssytsem": "farming",
        "dolingssystem": "farming",
        "odlignsystem tak": "farming",
        "gronsakr": "farming",
        "gatubelysningg": "lighting",
    }
    assert {text: found(library, text)[:1] for text in wanted} == {
        text: [name] for text, name in wanted.items()
    }


def test_what_was_meant_is_told_and_what_was_typed_is_not_lost(library: Library) -> None:
    assert asked("gatubelysnig cykelvägar").did_you_mean == "gatubelysning cykelvägar"
    assert asked("titel:gatubelysnig").did_you_mean == "titel:gatubelysning"
    assert asked("xylofonorkestrar").did_you_mean is None


def test_a_slip_that_finds_something_is_only_asked_about(db: None) -> None:
    for number in range(20):
        make_project(f"2025-{number:05d}", f"Kollektivtrafik nummer {number}")
    make_project("2025-00099", "Kollektivtraffik i Almköping")
    rebuild(now=NOW)
    hits = asked("kollektivtraffik")
    assert (hits.count, hits.did_you_mean, hits.corrected) == (1, "kollektivtrafik", False)
    assert asked("kollektivtrafik").did_you_mean is None


def test_facets_bend_no_words(library: Library) -> None:
    hits = asked("gatubelysning", facets={"sector": frozenset({"academia"})})
    assert (hits.count, hits.did_you_mean, hits.notice) == (0, None, "")


def test_part_hits_rank_below_whole_words(db: None) -> None:
    """Long texts full of compounds stay below a short one with the word itself, in the title or not."""
    for number in range(12):
        make_project(
            f"2025-{number:05d}",
            "Budgetering av skolbudgetar och medborgarbudgetar",
            summary="Medborgarbudget, skolbudget, energibudget och tidsbudget. " * 3,
        )
    make_project(
        "2025-00090", "Pengar i kommuner", summary="Vi lägger om en budget. " + "Text om annat. " * 40
    )
    make_project("2025-00091", "En budget för alla")
    rebuild(now=NOW)
    numbers = [hit.diarienummer for hit in asked("budget").hits]
    assert (numbers[0], set(numbers[:2])) == ("2025-00091", {"2025-00090", "2025-00091"})
    assert len(numbers) == 14


def test_a_part_that_is_rare_ranks_below_a_word_that_is_common(db: None) -> None:
    for number in range(12):
        make_project(f"2025-{number:05d}", f"Plan {number}", summary="Text om annat och om budget. " * 5)
    make_project("2025-00090", "Skolbudget", summary="Skolbudget.")
    rebuild(now=NOW)
    numbers = [hit.diarienummer for hit in asked("budget").hits]
    assert (len(numbers), numbers[-1]) == (13, "2025-00090")


def test_the_api_gives_the_same_in_the_same_order(client: Client, library: Library) -> None:
    for text in (
        "kollektiv trafik",
        "belysning",
        "medborgarbuget",
        "system odling tak",
        "2025-001",
        "growing",
    ):
        answer = client.get("/api/v1/projects/", {"q": text}).json()
        hits = asked(text)
        assert [row["diarienummer"] for row in answer["results"]] == [hit.diarienummer for hit in hits.hits]
        assert answer["count"] == hits.count > 0
