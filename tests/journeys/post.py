"""The mails that the portal keeps instead of sending: found by what stands in them, as a person would."""

import re
import time

from playwright.sync_api import Page

from tests.journeys.people import press
from tests.portal import Portal

PATIENCE = 60


def mailed(page: Page, portal: Portal, subject: str, *, to: str, holds: str = "") -> str:
    """Return the text of the newest mail to somebody with such a subject, once it has come.

    `holds` must stand in it too. Raises AssertionError when none has come within a minute.
    """
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        page.goto(f"{portal.url}/post/")
        letters = page.locator("main li.card").filter(has_text=to)
        for letter in letters.filter(has_text=re.compile(subject)).locator("h2 a").all()[:3]:
            address = letter.get_attribute("href")
            page.goto(f"{portal.url}{address}")
            text = page.locator("main").inner_text()
            if holds in text:
                return text
            page.go_back()
        page.wait_for_timeout(500)
    raise AssertionError(f"No mail like {subject!r} came to {to}:\n{portal.log()[-2000:]}")


def link_in(text: str, below: str) -> str:
    """Return the path of the first link in a mail that begins with `below`."""
    found = re.search(rf"https?://[^\s/]+({re.escape(below)}[^\s<\"]*)", text)
    assert found is not None, text
    return found.group(1)


def confirm_address(page: Page, portal: Portal, email: str) -> None:
    """Open the link that a new account's mail holds, and confirm the address."""
    page.goto(link_in(mailed(page, portal, "[Bb]ekräfta", to=email), "/konto/"))
    press(page.locator("main form button[type=submit]").first)
