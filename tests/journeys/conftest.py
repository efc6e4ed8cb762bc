"""Journeys: a real portal, a real browser, and nothing known but what a person sees.

The portal keeps its data in a directory of the test run; a journey makes what it needs through pages or with
`portal.manage(...)`. The test process itself never opens the portal's database.
"""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from ops.browser import MISSING, find_chromium
from tests.portal import Portal, running_portal

QUIET = (
    *("--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey needs a browser; those of one file share a test process, and so a portal."""
    for item in items:
        if "tests/journeys/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if not item.get_closest_marker("xdist_group"):
                item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Portal]:
    """A portal without the demonstration; its journeys share it, so each uses names of its own."""
    with running_portal(tmp_path_factory.mktemp("portal") / "var", demonstration=False) as running:
        yield running


@pytest.fixture(scope="session")
def demo_portal(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Portal]:
    """A portal with the demonstration loaded; `var/demonstration.txt` says whom to sign in as."""
    with running_portal(tmp_path_factory.mktemp("demo") / "var", demonstration=True, patience=900) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A Chromium; without one the journeys fail, they are never skipped."""
    path = find_chromium()
    if path is None:
        pytest.fail(MISSING, pytrace=False)
    # Playwright leaves an event loop running in this thread, which Django takes for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=20_000)
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, *alone])
        yield browser
        browser.close()


class Windows:
    """Opens windows of their own on a portal, and notes what goes wrong in them."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.errors: list[str] = []

    def __call__(
        self, portal: Portal, path: str = "/", *, width: int = 1280, dark: bool = False, scripts: bool = True
    ) -> Page:
        """Open a page as somebody who has never been there."""
        context = self.browser.new_context(
            base_url=portal.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
        )
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        answer = page.goto(path)
        assert answer is not None
        assert answer.status < 500, portal.log()[-4000:]
        return page

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.errors.append(f"{message.location.get('url', '')}: {message.text}")


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Windows]:
    """Open a window on a portal: `open_page(portal, "/", width=320, dark=True, scripts=False)`.

    When the journey ends, no window may have met a script error or a refusal of the security policy.
    """
    windows = Windows(chromium)
    yield windows
    for context in windows.contexts:
        context.close()
    assert windows.errors == []
