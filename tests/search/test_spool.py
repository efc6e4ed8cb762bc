"""Documents between a rebuild's two readings: made once, the same twice, and no file that stays."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO

import pytest

from search.documents import Document
from search.spool import TOGETHER, Spool

DOCUMENTS = [
    Document(
        kind="project",
        record_id=each,
        texts=(("number", f"2025-{each:05}"), ("title_sv", "Lampor på gatan \ud800")),
        facets={"year": ("2025",), "county": ("01", "24")},
        day=date(2025, 1, 31) if each % 2 else None,
        amount=each * 1_000 if each % 3 else None,
        version=each,
    )
    for each in range(1, 2 * TOGETHER + 20)
]


class Source:
    """Gives the documents and counts how often it was asked to."""

    def __init__(self) -> None:
        self.readings = 0

    def __call__(self) -> Iterator[Document]:
        """Yield all documents."""
        self.readings += 1
        yield from DOCUMENTS


def test_documents_are_made_once_and_read_twice(tmp_path: Path) -> None:
    source = Source()
    spool = Spool(source, tmp_path / "index")
    assert [list(spool.read()) for _ in range(3)] == [DOCUMENTS] * 3
    assert source.readings == 1
    assert [*(tmp_path / "index").iterdir()] == []


def test_none_at_all(tmp_path: Path) -> None:
    spool = Spool(lambda: (), tmp_path)
    assert [list(spool.read()) for _ in range(2)] == [[], []]


def test_a_reading_that_was_broken_off_is_begun_anew(tmp_path: Path) -> None:
    source = Source()
    spool = Spool(source, tmp_path)
    assert next(spool.read()) == DOCUMENTS[0]
    assert [list(spool.read()) for _ in range(2)] == [DOCUMENTS] * 2
    assert source.readings == 2


def test_without_a_place_for_the_file_they_are_made_again(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, where a directory is wanted")
    source = Source()
    spool = Spool(source, tmp_path / "taken")
    assert [list(spool.read()) for _ in range(2)] == [DOCUMENTS] * 2
    assert source.readings == 2


def test_on_a_full_disk_they_are_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> IO[bytes]:
        """A real device that has no room."""
        return os.fdopen(os.open("/dev/full", os.O_WRONLY), "wb")

    monkeypatch.setattr("search.spool.TemporaryFile", lambda **_given: full())
    source = Source()
    spool = Spool(source, tmp_path)
    assert [list(spool.read()) for _ in range(2)] == [DOCUMENTS] * 2
    assert source.readings == 2
