"""What is inside the files that people attach: no good one refused, no hostile one taken, none for long."""

import subprocess
import sys
import time

import pytest

from applications.apart import ROOM
from applications.files import EXTENSIONS, MEGABYTES, SECONDS, checked_file, look_into
from applications.inspection.child import answer_to
from applications.inspection.found import DOCX, JPEG, PDF, PNG, XLSX
from rulebook.questions import Slot
from rulebook.verdict import Refused
from tests.factories import files
from tests.uploads.good import good_files
from tests.uploads.hostile import hostile_files
from tests.uploads.hostile_pdfs import Hostile

SLOT = Slot(
    key="other", label_sv="Bilaga", label_en="File", media_types=(PDF, PNG, JPEG, DOCX, XLSX), megabytes=25
)
# Runs the inspection and tells its peak of memory (MB) and processor seconds.
MEASURED = """
import resource, runpy, sys
runpy.run_module("applications.inspection.child", run_name="__main__")
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak.split()[1]) / 1024, resource.getrusage(resource.RUSAGE_SELF).ru_utime, file=sys.stderr)
"""
APART = {"bomb: objects that swell"}  # looked at in a process of its own only
CLASSES = {
    "bomb": 9, "embedded": 4, "empty": 1, "flood": 4, "launch": 3, "locked": 6, "macro": 8, "page": 5,
    "polyglot": 12, "script": 9, "slip": 5, "symlink": 1, "truncated": 8, "virus": 1, "wrong": 6, "xxe": 6,
}  # fmt: skip


def look(name: str, content: bytes) -> dict[str, object]:
    """Inspect in this process."""
    kind = EXTENSIONS["." + name.rsplit(".", 1)[1].lower()]
    return answer_to(content, kind)


@pytest.fixture(scope="module")
def good() -> dict[str, tuple[str, bytes]]:
    """Make the good files once."""
    return good_files()


@pytest.fixture(scope="module")
def hostile() -> Hostile:
    """Make the hostile files once."""
    return hostile_files()


def test_the_corpus_has_every_class(good: dict[str, tuple[str, bytes]], hostile: Hostile) -> None:
    found = {kind: sum(case.startswith(f"{kind}:") for case in hostile) for kind in CLASSES}
    assert {kind: found[kind] for kind in CLASSES if found[kind] < CLASSES[kind]} == {}
    assert sum(found.values()) == len(hostile) >= 100
    assert len(good) >= 30


def test_no_good_file_is_refused(good: dict[str, tuple[str, bytes]]) -> None:
    refused = {}
    for case, (name, content) in good.items():
        started = time.monotonic()
        found = look(name, content)
        is_right = (found.get("pages") is not None) == name.lower().endswith(".pdf")
        if "problem" in found or not is_right or time.monotonic() - started > 2:
            refused[case] = found
    assert refused == {}


def test_no_hostile_file_is_taken_and_each_says_why(hostile: Hostile) -> None:
    wrong = {}
    for case, (name, content, problem) in hostile.items():
        started = time.monotonic()
        found = "too large for here" if case in APART else look(name, content)
        took = time.monotonic() - started
        if (found != {"problem": problem.value} and case not in APART) or took > 2:
            wrong[case] = (found, problem.value, took)
    assert wrong == {}


def test_what_brings_the_inspection_down_is_refused_too(hostile: Hostile) -> None:
    name, content, _problem = hostile["bomb: objects that swell"]
    looked = look_into(name, content, SLOT)
    assert isinstance(looked, Refused)
    assert look_into("plan.pdf", files.pdf(), SLOT) == checked_file("plan.pdf", files.pdf(), SLOT)


@pytest.mark.parametrize(
    "case", ["bomb: objects that swell", "bomb: in the text", "flood: PNG of 50 000 a side"]
)
def test_a_bomb_takes_little_time_and_memory(case: str, hostile: Hostile) -> None:
    name, content, _problem = hostile[case]
    kind = EXTENSIONS["." + name.rsplit(".", 1)[1]]
    limits = {"LIMIT_SECONDS": str(SECONDS), "LIMIT_MEGABYTES": str(MEGABYTES), "PYTHONPATH": str(ROOM)}
    done = subprocess.run(  # noqa: S603 -- our own interpreter
        [sys.executable, "-P", "-c", MEASURED, kind],
        input=content,
        capture_output=True,
        env=limits,
        check=True,
    )
    megabytes, seconds = (float(word) for word in done.stderr.split())
    assert b"problem" in done.stdout
    assert megabytes < 200
    assert seconds < 2
