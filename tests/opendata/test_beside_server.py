"""Importing beside a running server: visitors are answered all the while, and find what came in."""

import json
import threading
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.opendata.dirt import record
from tests.opendata.test_real_file import FILE
from tests.portal import Portal, running_portal
from tests.waiting import wait_until

pytestmark = [pytest.mark.portal, pytest.mark.xdist_group("portals")]


class Visitor(threading.Thread):
    """Reads the front page and the list of projects over and over, and keeps what was answered."""

    def __init__(self, portal: Portal) -> None:
        super().__init__(daemon=True)
        self.portal = portal
        self.answers: list[int] = []
        self.leaves = threading.Event()

    def run(self) -> None:
        while not self.leaves.wait(0.2):
            for path in ("/", "/api/v1/projects/?page_size=5", "/projekt/?q=brygga"):
                with urllib.request.urlopen(self.portal.url + path, timeout=30) as answer:  # noqa: S310 - local
                    self.answers.append(answer.status)


def _count(portal: Portal, **asked: str) -> int:
    address = f"{portal.url}/api/v1/projects/?{urllib.parse.urlencode(asked)}"
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - a local address
        found: dict[str, Any] = json.load(answer)
    return int(found["count"])


def _import_twice(portal: Portal, file: Path, size: int, tmp_path: Path) -> None:
    visitor = Visitor(portal)
    visitor.start()
    try:
        for run, taken in (
            ("first", {"new": size, "unchanged": 0}),
            ("second", {"new": 0, "unchanged": size}),
        ):
            report = tmp_path / f"{run}.json"
            portal.manage("import_vinnova", str(file), "--report", str(report))
            said = json.loads(report.read_text())["taken"]
            assert {name: said[name] for name in taken} == taken
    finally:
        visitor.leaves.set()
        visitor.join(60)
    assert visitor.answers
    assert set(visitor.answers) == {200}
    assert _count(portal) == size


def test_an_import_beside_a_running_server(tmp_path: Path, django_db_setup: None) -> None:
    file = tmp_path / "projects.json"
    records = [record(f"2015-{place:05d}", f"Bryggan nummer {place}") for place in range(1, 61)]
    file.write_text(json.dumps(records))
    with running_portal(tmp_path / "var", demonstration=False) as portal:
        _import_twice(portal, file, 60, tmp_path)
        wait_until(lambda: _count(portal, q="bryggan") == 60, "the index has caught up")


@pytest.mark.shared
@pytest.mark.skipif(not FILE.exists(), reason="the real projects (../shared/data) are not on this machine")
def test_the_real_projects_beside_a_running_server(tmp_path: Path, django_db_setup: None) -> None:
    with running_portal(tmp_path / "var", demonstration=False) as portal:
        _import_twice(portal, FILE, 704, tmp_path)
        wait_until(lambda: _count(portal, q="2016-00451") == 1, "the index has caught up")
