"""What a file may be called."""

import pytest

from applications.file_names import safe_name, wrong_with


@pytest.mark.parametrize("name", ["", "...", "\x00", "/", "\u202e", "x" * 5000 + ".pdf", "." + "y" * 500])
def test_every_name_becomes_one_that_can_be_shown(name: str) -> None:
    shown = safe_name(name)
    assert 0 < len(shown) <= 221
    assert not set(shown) & set("/\\\x00\u202e")


@pytest.mark.parametrize(
    "name",
    [
        "Plan.pdf",
        "å ä ö.docx",
        "план.pdf",
        "خطة.pdf",
        "a.b.c.xlsx",
        "console.pdf",
        "नि\u200dयम.pdf",
        "😀.png",
    ],
)
def test_names_of_every_language_are_taken(name: str) -> None:
    assert wrong_with(name) is None
    assert safe_name(name)
