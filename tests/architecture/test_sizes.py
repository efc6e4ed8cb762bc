"""Files stay small enough to be read in one go, and are named after what is in them."""

from tests.architecture.tree import ROOT, files, functions, modules, named

MODULE, FUNCTION, TEMPLATE = 300, 40, 120
ONE_FILE_ON_PURPOSE = {"config/settings.py": "every setting of an installation, read from top to bottom"}
SAYS_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "manager",
    "misc",
    "shared",
    "lib",
    "tools",
}


def test_modules_are_short() -> None:
    lengths = {named(path): len(path.read_text().splitlines()) for path in modules()}
    assert {
        name: lines for name, lines in lengths.items() if lines >= MODULE
    }.keys() == ONE_FILE_ON_PURPOSE.keys()


def test_functions_are_short() -> None:
    """In the portal; a test may lay out what it expects at length."""
    long = {
        f"{named(path)}:{function.name}": length
        for path in modules()
        if not named(path).startswith(("tests/", "bench/"))
        for function in functions(path)
        if (length := (function.end_lineno or function.lineno) - function.lineno + 1) > FUNCTION
    }
    assert long == {}


def test_templates_are_short() -> None:
    lengths = {
        named(path): len(path.read_text().splitlines())
        for path in files(".html", ".txt", ".xml")
        if "templates" in path.parts
    }
    assert {name: lines for name, lines in lengths.items() if lines >= TEMPLATE} == {}


def test_no_file_or_folder_is_named_after_nothing() -> None:
    said = [
        named(path)
        for path in files()
        if SAYS_NOTHING & {path.stem, *(folder for folder in path.relative_to(ROOT).parts[:-1])}
    ]
    assert said == []
