"""An index of its own for each test, and a few invented projects."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from registry.models import Project
from search.index import engine, rebuild
from tests.search.places import Place, new_place
from tests.search.records import MUNICIPALITY, NOW, SOCIETY, add_outcome, make_project


@pytest.fixture(autouse=True)
def index_directory(settings: Settings, tmp_path: Path) -> Path:
    """Give the test an empty place for its index."""
    place = tmp_path / "index"
    settings.SEARCH_DIR = place
    settings.SEARCH_URL = ""
    return place


@pytest.fixture(scope="module", params=["embedded", pytest.param("cluster", marks=pytest.mark.cluster)])
def kind_of_engine(request: pytest.FixtureRequest) -> str:
    """Run every test that asks for this on both engines."""
    return str(request.param)


@pytest.fixture
def place(kind_of_engine: str, tmp_path: Path) -> Iterator[Place]:
    """An empty place for an index of the test's own."""
    with new_place(kind_of_engine, tmp_path / "index") as place:
        yield place


@pytest.fixture
def library(db: None) -> dict[str, Project]:
    """Six projects, indexed: farming, lighting, budget, transport, English, and one without facts."""
    projects = {
        "farming": make_project(
            "2025-00101",
            "Nya odlingssystem på tak",
            title_en="New growing systems on roofs",
            summary="Vi prövar hur grannar kan odla grönsaker ovanpå hyreshus.",
            parties=(MUNICIPALITY, SOCIETY),
        ),
        "lighting": make_project(
            "2024-00102",
            "Gatubelysning som invånarna styr",
            summary="Lampor längs gång- och cykelvägar tänds av dem som går där.",
            decided_on=None,
            starts=None,
            ends=None,
            status="",
            amount_awarded=3_000_000,
        ),
        "budget": make_project(
            "2023-00103",
            "Medborgarbudget i mindre kommuner",
            summary="Ett system för att besluta om små pengar tillsammans.",
            status="ended",
            amount_awarded=500_000,
        ),
        "transport": make_project(
            "2025-00104",
            "Kollektivtrafik på landsbygden",
            summary="Bussar som kommer när de behövs.",
            parties=(SOCIETY,),
        ),
        "english": make_project(
            "2025-00105",
            "Öppna data för badplatser",
            title_en="Open data for bathing places",
            summary_en="Volunteers measured the temperatures of forty lakes and shared their readings.",
        ),
        "bare": make_project(
            "2022-00106",
            "Ensamt namn",
            parties=(),
            decided_on=None,
            starts=None,
            ends=None,
            status="",
            amount_awarded=None,
        ),
    }
    add_outcome(projects["budget"], "Röstningen lockade dubbelt så många förstagångsväljare.")
    rebuild(now=NOW)
    assert engine().version()
    return projects
