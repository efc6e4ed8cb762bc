"""What applicants do: start, write, invite, mend what the rules find, submit, report."""

from uuid import UUID

from playwright.sync_api import Page, expect

from rulebook.facts import Sector
from tests.journeys.people import press
from tests.rulebook.numbers import number_for

PROJECT = {
    "title_sv": "Medborgarbordet",
    "title_en": "The citizens' table",
    "summary_sv": "Invånarna planerar byns vattenförsörjning vid ett gemensamt digitalt bord.",
    "summary_en": "Residents plan the village water supply at a shared digital table.",
    "starts": "2027-02-01",
    "ends": "2028-01-31",
}
PLAN = {
    "purpose_sv": "Fler ska kunna vara med när beslut om vatten fattas.",
    "effects_sv": "Ett bord som andra byar kan bygga själva.",
    "plan_sv": "Vi bygger, prövar och delar i tre steg.",
}
CONTACTS = {
    "leader_name": "Sara Lind",
    "leader_email": "sara@soker.example",
    "signatory_name": "Berit Fors",
    "signatory_email": "berit@soker.example",
}


def begin(page: Page, call: str) -> str:
    """Start an application from the call's page; return the address of the case."""
    page.goto("/utlysningar/")
    page.get_by_role("link", name=call).first.click()
    page.get_by_role("link", name="Börja på en ansökan").first.click()
    page.get_by_role("button", name="Påbörja ansökan").click()
    page.wait_for_url(lambda url: _is_case(url))
    return page.url


def _is_case(url: str) -> bool:
    try:
        UUID(url.rstrip("/").rpartition("/")[2])
    except ValueError:
        return False
    return True


def write(page: Page, case: str, section: str, answers: dict[str, str]) -> None:
    """Fill in a section's questions and save."""
    page.goto(f"{case}{section}/")
    for name, text in answers.items():
        page.fill(f"[name={name}]", text)
    _save(page)


def name_coordinator(page: Page, case: str) -> None:
    """Describe the coordinating municipality."""
    page.goto(f"{case}parties/")
    page.get_by_role("link", name="Ändra").first.click()
    _describe(page, "Källviks kommun", Sector.MUNICIPALITY, 81)


def add_party(page: Page, case: str, name: str, sector: Sector, running: int) -> None:
    """Add a party."""
    page.goto(f"{case}parties/")
    page.get_by_role("link", name="Lägg till en part").click()
    _describe(page, name, sector, running)


def change_sector(page: Page, case: str, name: str, sector: Sector, running: int) -> None:
    """Correct what kind of organisation a party is."""
    page.goto(f"{case}parties/")
    page.get_by_role("link", name=name).first.click()
    _describe(page, name, sector, running)


def _describe(page: Page, name: str, sector: Sector, running: int) -> None:
    page.fill("[name=name]", name)
    page.fill("[name=organisation_number]", number_for(sector, running))
    page.select_option("[name=sector]", sector.value)
    _save(page)


def budget(page: Page, case: str, party: str, amount: str) -> None:
    """Seek a grant for a party that covers its personnel."""
    page.goto(f"{case}budget/")
    page.get_by_role("link", name=party).first.click()
    page.fill("[name=personnel-2027]", amount)
    page.fill("[name=grant-2027]", amount)
    _save(page)


def seek(page: Page, case: str, amount: str) -> None:
    """Write the sum sought in the head of the application."""
    write(page, case, "project", {"amount_sought": amount})


def _save(page: Page) -> None:
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text("Sparat kl.").first).to_be_visible()


def invite(page: Page, case: str, email: str) -> None:
    """Mail an invitation to a person at the last party."""
    page.goto(f"{case}parties/")
    page.get_by_role("link", name="Bjud in en person").last.click()
    page.fill("[name=email]", email)
    press(page.get_by_role("button", name="Mejla inbjudan"))


def check(page: Page, case: str) -> None:
    """Open the page with everything on it, and what is missing."""
    page.goto(case)
    press(page.locator("main").get_by_role("link", name="Kontrollera och lämna in"))


def submit(page: Page, case: str) -> None:
    """Press the button that hands the application in."""
    check(page, case)
    press(page.get_by_role("button", name="Lämna in ansökan"))


def report(page: Page, case: str, answers: dict[str, str]) -> None:
    """Write the final report and hand it in."""
    page.goto(case)
    page.get_by_role("link", name="slutrapport").first.click()
    for name, text in answers.items():
        page.fill(f"[name={name}]", text)
    press(page.locator("button[name=submit]"))
