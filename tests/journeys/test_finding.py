"""Somebody looks for projects: words, choices, pictures and files, by keyboard, with scripts and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Windows
from tests.journeys.keyboard import follow
from tests.portal import Portal

# The same portal as the demonstration's pages: starting one takes longer than this journey.
pytestmark = pytest.mark.xdist_group("test_every_page")
COUNT = re.compile(r"^\d+ träff")


def count(page: Page) -> int:
    """How many hits the page says there are."""
    return int(page.locator(".found-count strong").inner_text().split()[0])


def chip(page: Page, words: str) -> None:
    """There is a choice to take away that says so."""
    expect(page.locator(".chips")).to_contain_text(words)


def test_choices_narrow_at_once_and_are_taken_away(demo_portal: Portal, open_page: Windows) -> None:
    page = open_page(demo_portal, "/projekt/")
    every = count(page)
    page.get_by_role("checkbox", name="Civilsamhälle").check()
    expect(page).to_have_url(re.compile(r"/projekt/\?sector=civil_society$"))
    chip(page, "Civilsamhälle")
    fewer = count(page)
    assert 0 < fewer < every
    page.get_by_role("link", name="Tabell").click()
    expect(page.locator("table")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?sector=civil_society&view=table$"))
    page.locator(".chip", has_text="Civilsamhälle").click()
    expect(page).to_have_url(re.compile(r"/projekt/\?view=table$"))
    assert count(page) == every


def test_without_scripts_the_same_by_a_button(demo_portal: Portal, open_page: Windows) -> None:
    page = open_page(demo_portal, "/projekt/", scripts=False)
    every = count(page)
    page.get_by_role("checkbox", name="Civilsamhälle").check()
    page.get_by_text("Ett eget spann").click()
    page.get_by_label("Från (kronor)").fill("1")
    page.get_by_label("Till (kronor)").fill("900 000 000")
    page.get_by_role("button", name="Visa urvalet", exact=True).click()
    expect(page).to_have_url(re.compile(r"/projekt/\?amount=1-900000000&sector=civil_society$"))
    assert 0 < count(page) < every
    page.get_by_role("link", name="Ta bort alla").click()
    assert count(page) == every


def test_the_map_and_the_years_lead_to_projects_by_keyboard(demo_portal: Portal, open_page: Windows) -> None:
    page = open_page(demo_portal, "/projekt/?view=map")
    county = page.locator("svg.map a").first
    name = (county.get_attribute("aria-label") or "").split(":")[0]
    follow(page, county)
    chip(page, name)
    page.goto("/projekt/?view=years")
    year = page.locator("svg.years a").last
    told = (year.get_attribute("aria-label") or "").split(":")[0]
    follow(page, year)
    chip(page, told)


def test_tabs_lead_to_every_kind_and_files_hold_what_was_found(
    demo_portal: Portal, open_page: Windows
) -> None:
    page = open_page(demo_portal, "/projekt/?q=kommun")
    found = count(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=False).last.click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) >= found + 1
    page.get_by_role("link", name=re.compile("^Organisationer")).click()
    expect(page).to_have_url(re.compile(r"/sok/organisationer/\?q=kommun$"))
    assert count(page) > 0
