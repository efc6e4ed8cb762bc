"""Whether everybody can use a page: axe's rules, and no sideways scrolling."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (320, 1280)
# Links fade from one colour to the next.
SETTLED = "Promise.allSettled(document.getAnimations().map(each => each.finished)).then(() => true)"
CONTRAST = {"runOnly": ["color-contrast"]}


def assert_accessible(page: Page, *, widths: tuple[int, ...] = WIDTHS, also_dark: bool = False) -> None:
    """Fail, naming rule and element, when axe finds something or the page is wider than its window.

    In the dark only the colours differ, so only they are looked at again.
    """
    before = page.viewport_size
    page.evaluate(Axe().axe_script)
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"at {width} px: {problem}" for problem in _problems(page)]
    if also_dark:
        page.emulate_media(color_scheme="dark")
        page.evaluate(SETTLED)
        found += [f"in the dark: {problem}" for problem in _violations(page, CONTRAST)]
        page.emulate_media(color_scheme="light")
    if before:
        page.set_viewport_size(before)
    assert not found, f"{page.url}\n" + "\n".join(found)


def _problems(page: Page) -> list[str]:
    wide = int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
    found = [f"the page is {wide} px wider than the window"] if wide > 0 else []
    return found + _violations(page, {})


def _violations(page: Page, options: dict[str, Any]) -> list[str]:
    asked = {"resultTypes": ["violations"], **options}
    answer: dict[str, Any] = page.evaluate("options => axe.run(document, options)", asked)
    return [
        f"{violation['id']}: {violation['help']}\n    {node['html'][:200]}"
        for violation in answer["violations"]
        for node in violation["nodes"]
    ]
