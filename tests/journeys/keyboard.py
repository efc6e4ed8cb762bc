"""A person without a mouse: everything by Tab, Shift+Tab, arrows, Enter and Space, and focus always seen."""

from playwright.sync_api import Locator, Page, expect

MOST_STEPS = 250
_SHOWN = """element => {
  const style = getComputedStyle(element);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return element.matches(":focus-visible") && (ring || style.boxShadow !== "none");
}"""


def reach(page: Page, target: Locator, *, back: bool = False) -> None:
    """Step to an element. Raises AssertionError if no number of steps leads there or its focus is unseen."""
    expect(target).to_be_visible()
    wanted = target.element_handle()
    for _step in range(MOST_STEPS):
        if wanted.evaluate("element => element === document.activeElement"):
            assert wanted.evaluate(_SHOWN), f"Focus is not seen: {wanted.evaluate('e => e.outerHTML')[:200]}"
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"{target} is not reached by {MOST_STEPS} steps on {page.url}")


def follow(page: Page, target: Locator, *, back: bool = False) -> None:
    """Step to a link or a button, press Enter, and wait for the page that comes."""
    reach(page, target, back=back)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, target: Locator, text: str) -> None:
    """Step to a field and write in it, in the place of what stands there."""
    reach(page, target)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def choose(page: Page, target: Locator, value: str) -> None:
    """Step to a list and go down it with the arrow to a value."""
    reach(page, target)
    for _step in range(MOST_STEPS):
        if target.input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} is not in {target}")
