"""From sign-in to receipt by the keyboard alone: a section, a party, a budget, and the last button."""

from playwright.sync_api import Page, expect

from rulebook.facts import Sector
from tests.factories import PASSWORD
from tests.journeys.conftest import Windows
from tests.journeys.keyboard import choose, follow, reach, write
from tests.portal import Portal
from tests.rulebook.numbers import number_for

CALL = "Utan mus"
LEADER = "kim@sjobro.example"
PARTY = "Föreningen Tangentbordet"
SETTLE = f"""
from django.utils import timezone
from tests import factories as make
now = timezone.now()
kim = make.person("{LEADER}", "Kim Ahl")
application = make.draft_application(round_=make.open_round(title="{CALL}"), user=kim, now=now)
for key, answers in make.ANSWERS.items():
    kept = {{name: text for name, text in answers.items() if name != "plan_sv"}}
    make.give_answers(application, key, kept, user=kim, now=now)
first = make.give_party(application, application.parties.get(), make.MUNICIPALITY, user=kim, now=now)
make.give_budget(application, first, make.BUDGETS[0], user=kim, now=now)
"""
BUDGET = {
    "personnel-2027": "300 000",
    "other_direct-2028": "200 000",
    "grant-2027": "300 000",
    "grant-2028": "200 000",
}


def test_from_sign_in_to_receipt_by_keyboard(portal: Portal, open_page: Windows) -> None:
    portal.manage("shell", "-c", SETTLE)
    page = open_page(portal, "/konto/login/")
    _sign_in(page)
    follow(page, page.locator("main").get_by_role("link", name="Öppna medborgarbudgeten", exact=True))
    _a_section(page)
    _a_party(page)
    _its_budget(page)
    follow(page, page.locator("main").get_by_role("link", name="Kontrollera och lämna in").first)
    follow(page, page.get_by_role("button", name="Lämna in ansökan"), back=True)
    expect(page.get_by_role("heading", level=1)).to_have_text("Vi har tagit emot din ansökan")


def _sign_in(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main", (
        "the first step leads past"
    )
    page.keyboard.press("Enter")
    write(page, page.locator("input[name=login]"), LEADER)
    write(page, page.locator("input[name=password]"), PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_url("**/mina/")


def _a_section(page: Page) -> None:
    follow(page, page.locator(".tasks").get_by_role("link", name="Mål, effekter och genomförande"))
    write(page, page.locator("[name=plan_sv]"), "Tre omgångar med invånare.")
    _save(page)
    expect(page.locator("[name=plan_sv]")).to_have_value("Tre omgångar med invånare.")
    follow(page, page.locator("main").get_by_role("link", name="Till översikten"))


def _save(page: Page) -> None:
    reach(page, page.get_by_role("button", name="Spara", exact=True))
    page.keyboard.press("Space")
    expect(page.get_by_text("Sparat kl.").first).to_be_visible()


def _a_party(page: Page) -> None:
    follow(page, page.locator(".tasks").get_by_role("link", name="Parter"))
    follow(page, page.get_by_role("link", name="Lägg till en part"))
    write(page, page.locator("[name=name]"), PARTY)
    write(page, page.locator("[name=organisation_number]"), number_for(Sector.ASSOCIATION, 70031))
    choose(page, page.locator("select[name=sector]"), Sector.ASSOCIATION.value)
    _save(page)
    expect(page.locator("main").get_by_role("link", name=PARTY, exact=True)).to_be_visible()
    follow(page, page.locator("main").get_by_role("link", name="Till översikten"))


def _its_budget(page: Page) -> None:
    follow(page, page.locator(".tasks").get_by_role("link", name="Budget"))
    follow(page, page.locator("main table").get_by_role("link", name=PARTY))
    for name, amount in BUDGET.items():
        write(page, page.locator(f"[name={name}]"), amount)
    _save(page)
    follow(page, page.get_by_role("link", name="Tillbaka till budgeten"))
    follow(page, page.locator("main").get_by_role("link", name="Till översikten"))
