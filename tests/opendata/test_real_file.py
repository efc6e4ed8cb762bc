"""The 704 real projects, twice. The file lies beside the repository and is not part of it."""

import json
import re
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from registry.models import Change, Organisation, Project
from rulebook.identifiers import is_personal
from search.index import rebuild
from tests.opendata.register import NOW

FILE = Path(__file__).resolve().parents[3] / "shared" / "data" / "vinnova_projects.json"
QUERIES = FILE.with_name("known_items.jsonl")
# All of them would take a minute; the bench asks the engine each one.
EVERY = 3
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.shared,
    pytest.mark.skipif(
        not FILE.exists(), reason="the real projects (../shared/data) are not on this machine"
    ),
]


def test_the_real_projects_are_taken_once_and_found(client: Client, tmp_path: Path) -> None:
    started = time.monotonic()
    for run in ("first", "second"):
        call_command("import_vinnova", str(FILE), report=tmp_path / f"{run}.json", stdout=StringIO())
    assert time.monotonic() - started < 180
    first, second = (json.loads((tmp_path / f"{run}.json").read_text()) for run in ("first", "second"))
    assert first["taken"] == {"new": 704, "changed": 0, "unchanged": 0}
    assert second["taken"] == {"new": 0, "changed": 0, "unchanged": 704}
    assert (first["refused"], Project.objects.count()) == (0, 704)
    assert {one["code"]: one["count"] for one in first["noticed"]}["amount_missing"] == 3
    assert Change.objects.filter(kind="project").count() == 704
    assert not [
        number for number in Organisation.objects.values_list("number", flat=True) if is_personal(number)
    ]
    texts = Project.objects.values_list("purpose_sv", "effects_sv", "plan_sv", "purpose_en", "title_sv")
    tagged = re.compile(r"</?(p|br|font|strong|script)\b", re.IGNORECASE)
    assert not [text for row in texts for text in row if tagged.search(text) or "´" in text]
    rebuild(now=NOW)
    ranks = [rank_of(client, json.loads(line)) for line in QUERIES.read_text().splitlines()[::EVERY]]
    assert sum(0 < rank <= 10 for rank in ranks) / len(ranks) >= 0.99
    assert sum(1 / rank for rank in ranks if rank) / len(ranks) >= 0.97


def rank_of(client: Client, query: dict[str, str]) -> int:
    """Ask the API as anyone would; return the place of the project that must come up, or 0."""
    answer = client.get("/api/v1/projects/", {"q": query["query"], "page_size": "10"}).json()
    numbers = [row["diarienummer"] for row in answer["results"]]
    return numbers.index(query["id"]) + 1 if query["id"] in numbers else 0
