"""The look's promises, computed from the tokens: what is read has contrast 7:1, what is seen 3:1."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css"
HUES = ("public", "academia", "business", "civil-society", "unknown")
PAPERS = ("paper", "paper-sunk")
TEXTS = [
    *[(ink, paper) for ink in ("ink", "ink-soft", "accent", "accent-strong", "wrong") for paper in PAPERS],
    ("ink", "paper-deep"),
    ("ink-soft", "paper-deep"),
    ("ink", "found"),
    ("ink", "soon-tint"),
    ("ink", "accent-tint"),
    ("ink-soft", "accent-tint"),
    ("accent", "accent-tint"),
    ("accent", "soon-tint"),
    ("ink", "wrong-tint"),
    ("accent", "wrong-tint"),
    ("wrong", "wrong-tint"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("paper", "ink"),
    *[("on-sector", hue) for hue in HUES],
]
MARKS = [
    *[
        (mark, paper)
        for mark in (*HUES, "line-strong", "accent", "focus", "soon", "wrong")
        for paper in PAPERS
    ],
    ("soon", "soon-tint"),
]


def tokens_of(scheme: str) -> dict[str, str]:
    """Return the colours of a scheme: the first block, and what the scheme's own block says instead."""
    text = (CSS / "tokens.css").read_text()
    blocks = {
        "light": text.split("@media")[0],
        "dark": re.findall(r"@media \(prefers-color-scheme: dark\) \{(.*?)\n\}", text, re.S)[0],
        "print": re.findall(r"@media print \{(.*?)\n\}", text, re.S)[0],
    }
    colours = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{6});")
    return dict(colours.findall(blocks["light"])) | dict(colours.findall(blocks[scheme]))


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_texts_have_contrast_seven(scheme: str) -> None:
    tokens = tokens_of(scheme)
    ratios = {pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in TEXTS}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 7} == {}


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_controls_and_marks_have_contrast_three(scheme: str) -> None:
    tokens = tokens_of(scheme)
    ratios = {pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in MARKS}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 3} == {}


def test_every_colour_comes_from_the_tokens() -> None:
    """Other files name tokens; the one exception is the white that a QR code needs to be read."""
    found = {
        (file.name, colour)
        for file in CSS.glob("*.css")
        if file.name != "tokens.css"
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b", file.read_text())
    }
    assert found == {("forms.css", "#ffffff")}


def test_every_token_that_is_used_exists() -> None:
    known = set(re.findall(r"--([a-z0-9-]+):", (CSS / "tokens.css").read_text()))
    used = {
        name for file in CSS.glob("*.css") for name in re.findall(r"var\(--([a-z0-9-]+)", file.read_text())
    }
    # The desk's own sheet leans on the Wagtail admin's colours, which start with w-.
    assert {name for name in used - known if not name.startswith("w-")} == set()


def test_no_template_carries_inline_style_or_handlers() -> None:
    """The content security policy would stop them; the desk lives in the admin, which has its own policy."""
    templates = Path(settings.BASE_DIR) / "templates"
    pattern = re.compile(r"<[^>]*\s(style|on[a-z]+)=\"|<script(?![^>]*\b(nonce|application/json|ld\+json))")
    wrong = [
        str(file.relative_to(templates))
        for file in sorted(templates.rglob("*.html"))
        if not {"pdf", "desk"} & set(file.parts) and pattern.search(file.read_text())
    ]
    assert wrong == []
