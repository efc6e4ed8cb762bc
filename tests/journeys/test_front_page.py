"""The front page: in Swedish first, in English beside it, for everybody."""

import pytest

from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import Windows
from tests.portal import Portal


@pytest.mark.parametrize(("path", "language"), [("/", "sv"), ("/en/", "en")])
def test_the_front_page_speaks_both_languages(
    portal: Portal, open_page: Windows, path: str, language: str
) -> None:
    page = open_page(portal, path)
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    assert_accessible(page)


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_it_is_legible_in_the_dark(portal: Portal, open_page: Windows, path: str) -> None:
    assert_accessible(open_page(portal, path, dark=True))


def test_it_leads_to_the_other_language_without_scripts(portal: Portal, open_page: Windows) -> None:
    page = open_page(portal, "/", scripts=False)
    page.get_by_role("link", name="English").first.click()
    assert page.url == f"{portal.url}/en/"
    page.get_by_role("link", name="Svenska").first.click()
    assert page.url == f"{portal.url}/"
