"""Names are suggested while one types: by keyboard, read aloud, without obstacles; and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import Windows
from tests.portal import Portal

# The same portal as the demonstration's pages: starting one takes longer than this journey.
pytestmark = pytest.mark.xdist_group("test_every_page")


def test_names_are_suggested_and_chosen_by_keyboard(demo_portal: Portal, open_page: Windows) -> None:
    page = open_page(demo_portal, "/")
    field = page.locator("#home-search")
    box = page.get_by_role("listbox")
    field.press_sequentially("gransö k")
    suggestion = box.get_by_role("option", name="Gränsö kommun")
    expect(suggestion).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field.locator("xpath=following-sibling::*[@role='status']")).not_to_be_empty()
    assert_accessible(page)
    field.press("ArrowDown")
    expect(suggestion).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", suggestion.get_attribute("id") or "?")
    assert_accessible(page, widths=(1280,))
    field.press("Escape")
    expect(box).to_be_hidden()
    expect(field).to_have_value("gransö k")
    field.press("ArrowDown")
    field.press("ArrowDown")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gränsö kommun")


def test_enter_searches_and_a_click_follows(demo_portal: Portal, open_page: Windows) -> None:
    page = open_page(demo_portal, "/utlysningar/")
    field = page.locator("#site-search")
    field.press_sequentially("klarspr")
    suggestion = page.get_by_role("option", name="Klarspråksknappen")
    suggestion.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Klarspråksknappen")
    page.locator("#site-search").press_sequentially("öppna prot")
    expect(page.get_by_role("option", name="Öppna protokoll")).to_be_visible()
    page.locator("#site-search").press("Enter")
    expect(page).to_have_url(f"{demo_portal.url}/projekt/?q=%C3%B6ppna+prot")


def test_the_search_page_suggests_too(demo_portal: Portal, open_page: Windows) -> None:
    page = open_page(demo_portal, "/projekt/?q=kommun")
    expect(page.locator(".matches").get_by_role("link")).to_have_count(3)
    page.locator("#search-words").fill("")
    page.locator("#search-words").press_sequentially("öppna prot")
    expect(page.get_by_role("option", name="Öppna protokoll")).to_be_visible()
    assert_accessible(page)


def test_without_scripts_the_field_searches(demo_portal: Portal, open_page: Windows) -> None:
    page = open_page(demo_portal, "/", scripts=False)
    field = page.locator("#home-search")
    field.fill("gränsö kommun")
    field.press("Enter")
    assert page.get_by_role("listbox").count() == 0
    assert page.url.startswith(f"{demo_portal.url}/projekt/?q=")
    page.locator(".matches").get_by_role("link", name="Gränsö kommun").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gränsö kommun")
