"""Whether everybody can use a page: axe's rules, and no sideways scrolling."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (320, 1280)


def assert_accessible(page: Page, *, widths: tuple[int, ...] = WIDTHS) -> None:
    """Fail, naming rule and element, when axe finds something or the page is wider than its window."""
    before = page.viewport_size
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"at {width} px: {problem}" for problem in _problems(page)]
    if before:
        page.set_viewport_size(before)
    assert not found, f"{page.url}\n" + "\n".join(found)


def _problems(page: Page) -> list[str]:
    wide = int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
    found = [f"the page is {wide} px wider than the window"] if wide > 0 else []
    violations: list[dict[str, Any]] = Axe().run(page).response["violations"]
    for violation in violations:
        for node in violation["nodes"]:
            found.append(f"{violation['id']}: {violation['help']}\n    {node['html'][:200]}")
    return found
