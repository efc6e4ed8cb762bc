"""Known-item search on either engine: the one project that must come up does, and high.

An invented register for every machine, and the real one where it lies beside the repository.
"""

import json
import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from bench.relevance import Bench, Compared, Ranks, documents_of
from bench.variations import harder
from bench.word_lists import COMMON_SWEDISH, HEADS, TAILS
from search.engines.base import Engine
from tests.search.places import new_place

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
PLACES = "Almköping Granvik Hällsta Lillnäs Norrbro Storvik Tallmo Ulvsta Vedby Åkerö".split()
PROJECTS = 240
EACH = 5


class Nobody:
    """The peer that is not asked."""

    name = "nobody"

    def find(self, text: str, most: int) -> list[int]:
        """Find nothing."""
        return []

    def close(self) -> None:
        """There is nothing to close."""


def invented_register() -> list[dict[str, Any]]:
    """Projects in the older open-data form: each a compound of its own, two words of others, a text."""
    draw = random.Random(8)
    compounds = [head + tail for head, tail in product(HEADS, TAILS) if len(head) > 4]
    words = [word for word in COMMON_SWEDISH if len(word) > 5]
    register = []
    for number, compound in enumerate(draw.sample(compounds, PROJECTS), start=1):
        one, other = draw.sample(words, 2)
        text = " ".join(draw.choices(words, k=60))
        register.append(
            {
                "Diarienummer": f"{2010 + number % 15}-{number:05d}",
                "Ärenderubrik": f"{compound.capitalize()} för {one} och {other}",
                "ÄrenderubrikEngelska": None,
                "MalSvenska": f"Det här är ett projekt som {compound} handlar om. {text}.",
                "KoordinatorOrg": f"{draw.choice(PLACES)}s kommun",
            }
        )
    return register


@pytest.fixture(scope="module")
def invented(kind_of_engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine with the invented register."""
    with new_place(kind_of_engine, tmp_path_factory.mktemp("index")) as place:
        engine = place.open()
        engine.rebuild(lambda: documents_of(invented_register()), lambda: None)
        yield engine


def over_all(kinds: dict[str, Compared]) -> Ranks:
    """Take all kinds together."""
    return Ranks([rank for each in kinds.values() for rank in each.ours.ranks])


def test_every_way_of_asking_finds_an_invented_project(invented: Engine) -> None:
    register = invented_register()
    numbers = [project["Diarienummer"] for project in register]
    queries = list(harder(register, invented.analyser().vocabulary, EACH))
    found = Bench(invented, Nobody(), numbers, misses=False).measure(queries)
    assert len(found) >= 22
    low = {kind: each.ours.ranks for kind, each in found.items() if each.ours.success < 0.8}
    assert low == {}
    assert over_all(found).success >= 0.97
    assert over_all(found).reciprocal >= 0.9


@pytest.mark.shared
@pytest.mark.skipif(not DATA.exists(), reason="the real projects (../shared/data) are not on this machine")
def test_the_real_projects_are_found_as_the_issue_asks(
    kind_of_engine: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    projects = json.loads((DATA / "vinnova_projects.json").read_text(encoding="utf-8"))
    lines = (DATA / "known_items.jsonl").read_text(encoding="utf-8").splitlines()
    queries = [json.loads(line) for line in lines if line]
    with new_place(kind_of_engine, tmp_path_factory.mktemp("index")) as place:
        engine = place.open()
        engine.rebuild(lambda: documents_of(projects), lambda: None)
        numbers = [project["Diarienummer"] for project in projects]
        found = Bench(engine, Nobody(), numbers, misses=False).measure(queries)
    whole, parts = over_all(found), found["compound_part"].ours
    assert (whole.success >= 0.99, parts.success >= 0.99) == (True, True)
    assert (whole.reciprocal >= 0.97, parts.reciprocal >= 0.9) == (True, True)
