"""Before there is an application: can we apply, mails about the call, partners found on its board."""

import re

import pytest
from playwright.sync_api import Page, expect

from rulebook.facts import Sector
from tests.factories import PASSWORD
from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import Windows
from tests.journeys.people import press
from tests.journeys.post import link_in, mailed
from tests.portal import Portal

SEEKER, OFFERER = "alma@sjobro.example", "petra@oppnakarta.example"
FOLLOWER = "ines@foljer.example"
CONFIRM, END = "/konto/foljer/bekrafta/", "/konto/foljer/avsluta/"
SETTLE = """
from tests import factories as make
make.applicant(), make.partner()
call = make.open_round(title="TITLE").call
print("call:", call.get_absolute_url())
"""


def settle(portal: Portal, title: str) -> str:
    """Publish an open call and two people with accounts; return the call's address."""
    told = portal.manage("shell", "-c", SETTLE.replace("TITLE", title))
    return told.rpartition("call:")[2].strip()


def _signed_in(page: Page, email: str) -> Page:
    page.goto("/konto/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    press(page.locator("main button[type=submit]").first)
    return page


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_can_we_apply(portal: Portal, open_page: Windows, scripts: bool) -> None:
    call = settle(portal, "Får vi söka, med skript" if scripts else "Får vi söka, utan skript")
    page = open_page(portal, call, scripts=scripts)
    press(page.get_by_role("link", name="Kan vi söka?"))
    answer = page.locator("#answer")
    page.fill("[name=project-amount_sought]", "2 500 000")
    page.select_option("[name=p1-sector]", Sector.MUNICIPALITY.value)
    page.select_option("[name=p2-sector]", Sector.MUNICIPALITY.value)
    press(page.locator("form.self-check").get_by_role("button", name="Få svaret").last)
    expect(answer.get_by_role("heading", name="Nej, inte så här")).to_be_visible()
    expect(answer).to_contain_text("Aktörerna ska komma från olika sektorer.")
    expect(answer).to_contain_text("Högst 2 000 000 kronor")
    if scripts:
        assert_accessible(page)
    page.fill("[name=project-amount_sought]", "1 500 000")
    page.select_option("[name=p2-sector]", Sector.ASSOCIATION.value)
    if not scripts:  # where scripts run the answer follows by itself
        press(page.locator("form.self-check").get_by_role("button", name="Få svaret").last)
    expect(answer.get_by_role("heading", name="Ja, så långt det här räcker")).to_be_visible()
    expect(answer).not_to_contain_text("Nej")


def test_following_a_call_by_mail(portal: Portal, open_page: Windows) -> None:
    call = settle(portal, "Att följa via mejl")
    page = open_page(portal, call)
    press(page.get_by_role("link", name="Följ via mejl"))
    page.get_by_label("E-postadress").fill(FOLLOWER)
    press(page.get_by_role("button", name="Följ via mejl"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Titta i din mejl")
    confirm = link_in(mailed(page, portal, "Att följa via mejl", to=FOLLOWER, holds=CONFIRM), CONFIRM)
    page.goto(confirm)
    press(page.get_by_role("button", name="Ja, skicka mejl till mig om utlysningen"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Du följer utlysningen")

    page.goto(call)
    press(page.get_by_role("link", name="Följ via mejl"))
    page.get_by_label("E-postadress").fill(FOLLOWER)
    press(page.get_by_role("button", name="Följ via mejl"))
    told = mailed(page, portal, "Att följa via mejl", to=FOLLOWER, holds="/konto/foljer/avsluta/")
    end = link_in(told, END)
    page.goto(end)
    press(page.get_by_role("button", name="Avsluta mejlen"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Du följer inte längre utlysningen")
    page.goto(confirm)
    press(page.get_by_role("button", name="Ja, skicka mejl till mig om utlysningen"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Länken är för gammal")


def test_partners_find_each_other(portal: Portal, open_page: Windows) -> None:
    call = settle(portal, "Att hitta partner")
    petra = _signed_in(open_page(portal), OFFERER)
    petra.goto(call)
    press(petra.get_by_role("link", name=re.compile("anslag")).first)
    press(petra.get_by_role("link", name="Sätt upp ett anslag"))
    press(petra.get_by_role("button", name="Sätt upp anslaget"))
    expect(petra.locator(".error-summary")).to_be_focused()
    petra.fill("[name=organisation]", "Föreningen Öppna kartan")
    petra.select_option("[name=sector]", label="Civilsamhälle")
    petra.fill("[name=offers]", "Vi kan kartor & öppen källkod.")
    petra.fill("[name=seeks]", "En kommun som vill pröva.")
    press(petra.get_by_role("button", name="Sätt upp anslaget"))
    expect(petra.locator("main")).to_contain_text("Vi kan kartor & öppen källkod.")

    alma = open_page(portal, f"{call}partner/")
    expect(alma.locator("main")).not_to_contain_text("Petra")
    alma = _signed_in(alma, SEEKER)
    alma.goto(f"{call}partner/")
    press(alma.get_by_role("link", name=re.compile("Skriv ett meddelande")))
    alma.get_by_label("Ditt meddelande").fill("Hej! Vi vill pröva er karta i Sjöbro.")
    press(alma.get_by_role("button", name="Skicka"))

    told = mailed(petra, portal, "Alma Bergdahl", to=OFFERER)
    assert SEEKER not in told
    petra.goto(link_in(told, "/mina/"))
    expect(petra.locator("main")).to_contain_text("Vi vill pröva er karta i Sjöbro.")
    petra.get_by_label("Ditt meddelande").fill("Gärna. Vi hörs på tisdag?")
    press(petra.get_by_role("button", name="Skicka"))
    alma.goto("/mina/partner/")
    press(alma.locator(".tasks a").first)
    expect(alma.locator("main")).to_contain_text("Vi hörs på tisdag?")
    expect(alma.locator("main")).not_to_contain_text(OFFERER)
    assert_accessible(alma)
