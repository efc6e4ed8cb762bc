"""What the tree promises: signs on the doors, imports downwards, nothing that only one machine has."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ops.licences import LOCK, PAGE, pinned
from tests.architecture.tree import ROOMS, ROOT, files, functions, modules, named

TEXTS = (
    *(".py", ".html", ".txt", ".md", ".css", ".js", ".toml", ".yml", ".yaml", ".json"),
    *(".po", ".in", ".lock", ".svg", ".xml", ""),
)
# Written apart, so that this file does not hold what it looks for.
MACHINE_PATHS = tuple(
    "/".join(("", *folders)) for folders in (("work", "main"), ("root", ""), ("home", "user"))
)
PACKAGE_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("files", "pythonhosted", "org"),
        ("pypi", "org"),
        ("registry", "npmjs", "org"),
        ("arti" + "factory",),
    )
)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run one of the installed tools in the root."""
    tool, *arguments = command
    return subprocess.run(  # noqa: S603 - fixed commands
        [str(Path(sys.executable).with_name(tool)), *arguments], cwd=ROOT, capture_output=True, text=True
    )


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_a_sign_on_its_door(room: str) -> None:
    sign = ast.get_docstring(ast.parse((ROOT / room / "__init__.py").read_text()))
    assert sign is not None
    assert len(sign) > 60


def test_every_module_says_what_it_is_for() -> None:
    silent = [named(path) for path in modules() if not ast.get_docstring(ast.parse(path.read_text()))]
    assert [name for name in silent if (ROOT / name).stat().st_size] == []


def test_rooms_import_downwards_only() -> None:
    linted = run("lint-imports", "--no-cache")
    assert linted.returncode == 0, linted.stdout


def test_no_import_hides_in_a_function() -> None:
    hidden = [
        f"{named(path)}:{function.name}"
        for path in modules()
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and function.name != "ready"
        and path.name != "manage.py"
    ]
    assert hidden == []


@pytest.mark.parametrize("looked_for", [MACHINE_PATHS, PACKAGE_HOSTS], ids=["machine paths", "package hosts"])
def test_no_file_names_a_machine(looked_for: tuple[str, ...]) -> None:
    found = [
        f"{named(path)}: {text}"
        for path in files(*TEXTS)
        for text in looked_for
        if text in path.read_text(errors="ignore")
    ]
    assert found == []


def test_the_compose_file_is_valid() -> None:
    checked = run("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml")
    assert checked.returncode == 0, checked.stdout


def test_the_image_holds_every_room_and_little_else() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert lines[0] == "*"
    let_in = {line[1:] for line in lines if line.startswith("!")}
    assert let_in == {
        *ROOMS,
        "locale",
        "static",
        "templates",
        "manage.py",
        "requirements/run.lock",
        "LICENSE",
    }


def test_every_locked_package_has_its_hashes_and_names_no_host() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.lock")):
        packages = re.split(r"\n(?=[A-Za-z0-9])", lock.read_text())
        assert [package.splitlines()[0] for package in packages if "--hash=sha256:" not in package] == []


def test_the_list_of_licences_is_that_of_the_lock() -> None:
    rows = re.findall(r"^\| (\S+) \| (\S+) \|", PAGE.read_text(), re.MULTILINE)[1:]
    assert rows == [(name, version) for name, version, _marker in pinned()], (
        f"{LOCK.name} changed: make licences"
    )


def test_the_licence_is_the_one_that_is_said() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert [f"\n{number}." in text for number in range(1, 16)] == [True] * 15
    assert 'license = "EUPL-1.2"' in (ROOT / "pyproject.toml").read_text()
