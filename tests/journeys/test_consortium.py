"""A consortium from invitation to receipt, with scripts and without; unlocked and submitted once more."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.factories import PASSWORD
from tests.journeys import applicant
from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import Windows
from tests.journeys.people import press
from tests.journeys.post import confirm_address, link_in, mailed
from tests.portal import Portal

ASSOCIATION = "Föreningen Öppna kartan"
MUNICIPALITY = "Sjöbro kommun"
SETTLE = """
from django.utils import timezone
from rulebook.vocabulary import clause_as_json
from rulebook.examples import CIVIC_TECH
from tests import factories as make
approvals = {
    "rule": "party_approvals",
    "effect": "blocks",
    "parameters": {"who": "all_parties"},
    "clause_sv": "Varje part ska ha godkänt sin del.",
}
opened = make.open_round(
    rules=[*(clause_as_json(clause) for clause in CIVIC_TECH), approvals], title="CALL"
)
alma = make.person("EMAIL", "Alma Bergdahl")
application = make.filled_application(round_=opened, user=alma, now=timezone.now())
print("case:", application.pk)
"""


@dataclass(frozen=True)
class Consortium:
    """One journey's own names: who coordinates, who joins, which call, where the application is."""

    alma: str
    petra: str
    call: str
    case: str


def settle(portal: Portal, mark: str) -> Consortium:
    """Publish a call that demands approvals, with an application that lacks only people."""
    alma, petra = f"alma.{mark}@sjobro.example", f"petra.{mark}@oppnakarta.example"
    call = f"Tillsammans om vattnet {mark}"
    told = portal.manage("shell", "-c", SETTLE.replace("CALL", call).replace("EMAIL", alma))
    return Consortium(alma, petra, call, f"/mina/{told.rpartition('case:')[2].strip()}/")


def sign_in(page: Page, email: str) -> Page:
    """Sign in at the portal's own page."""
    page.goto("/konto/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    press(page.locator("main button[type=submit]").first)
    page.wait_for_url(lambda url: "/login" not in url)
    return page


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_from_invitation_to_receipt(portal: Portal, open_page: Windows, scripts: bool) -> None:
    given = settle(portal, "skript" if scripts else "utan")
    alma = sign_in(open_page(portal, scripts=scripts), given.alma)
    _nothing_is_submitted_without_approvals(alma, given)
    petra = _the_partner_signs_up(portal, open_page, alma, given, scripts=scripts)
    _the_partner_writes_its_own_part(petra, given)
    _a_pdf_of_the_draft(petra, given)
    _approve(petra, given, ASSOCIATION)
    _a_changed_budget_is_approved_again(portal, open_page, petra, given)
    _the_coordinator_approves(alma, given)
    _submit(alma, given)
    if scripts:
        assert_accessible(alma)
    _the_receipt_holds(portal, open_page, alma, given)
    _unlocked_and_submitted_again(alma, given)


def _nothing_is_submitted_without_approvals(alma: Page, given: Consortium) -> None:
    alma.goto(given.case)
    press(alma.locator("main").get_by_role("link", name="Kontrollera och lämna in"))
    stops = alma.locator(".notice--wrong")
    expect(stops).to_contain_text(f"{ASSOCIATION}")
    expect(stops).to_contain_text("godkän")
    expect(alma.get_by_role("button", name="Lämna in ansökan")).to_have_count(0)


def _the_partner_signs_up(
    portal: Portal, open_page: Windows, alma: Page, given: Consortium, *, scripts: bool
) -> Page:
    alma.goto(f"{given.case}parties/")
    press(alma.get_by_role("link", name=re.compile(f"Bjud in en person.*{ASSOCIATION}")))
    alma.get_by_label("E-postadress").fill(given.petra)
    alma.get_by_label("behörig företrädare").check()
    press(alma.get_by_role("button", name="Mejla inbjudan"))
    expect(alma.locator("main")).to_contain_text(given.petra)
    page = open_page(portal, scripts=scripts)
    link = link_in(mailed(page, portal, "bjuder in dig", to=given.petra), "/mina/")
    page.goto(link)
    press(page.get_by_role("link", name="Skapa konto"))
    page.fill("[name=email]", given.petra)
    page.fill("[name=name]", "Petra Nyström")
    page.fill("[name=password1]", PASSWORD)
    if page.locator("[name=password2]").count():
        page.fill("[name=password2]", PASSWORD)
    press(page.locator("main button[type=submit]").first)
    confirm_address(page, portal, given.petra)
    page.goto(link)
    press(page.get_by_role("button", name="Ja, delta"))
    page.goto(given.case)
    expect(page.get_by_text("Petra Nyström").first).to_be_visible()
    return page


def _the_partner_writes_its_own_part(petra: Page, given: Consortium) -> None:
    petra.goto(f"{given.case}parties/")
    press(petra.get_by_role("link", name=re.compile(f"Ändra.*{ASSOCIATION}")))
    petra.fill("[name=contact_name]", "Petra N. Nyström")
    _save(petra)
    _move_costs(petra, given, personnel="250 000", other="50 000")
    petra.goto(given.case)
    expect(petra.get_by_role("heading", level=1)).to_have_text("Öppna medborgarbudgeten")
    expect(petra.locator("main").get_by_role("link", name="Läs ansökan i sin helhet")).to_be_visible()
    expect(petra.get_by_role("link", name="Kontrollera och lämna in")).to_have_count(0)


def _move_costs(page: Page, given: Consortium, *, personnel: str, other: str) -> None:
    page.goto(f"{given.case}budget/")
    press(page.locator("main table").get_by_role("link", name=ASSOCIATION))
    page.fill("[name=personnel-2027]", personnel)
    page.fill("[name=other_direct-2027]", other)
    _save(page)


def _save(page: Page) -> None:
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text("Sparat kl.").first).to_be_visible()


def _a_pdf_of_the_draft(page: Page, given: Consortium) -> None:
    page.goto(given.case)
    press(page.get_by_role("button", name="Ansökan som pdf"))
    ready = page.get_by_role("link", name="Spara pdf-filen")
    expect(ready).to_be_visible(timeout=90_000)
    with page.expect_download() as saved:
        ready.click()
    assert Path(saved.value.path()).read_bytes().startswith(b"%PDF")


def _open_approval(page: Page, given: Consortium, party: str) -> None:
    page.goto(given.case)
    press(page.get_by_role("link", name="Parternas godkännanden"))
    press(page.locator("main").get_by_role("link", name=party))


def _approve(page: Page, given: Consortium, party: str) -> None:
    _open_approval(page, given, party)
    press(page.get_by_role("button", name="Godkänn för parten"))
    expect(page.locator("main .lead")).to_have_text("Parten har godkänt sin del och budget.")
    expect(page.get_by_role("button", name="Godkänn för parten")).to_have_count(0)


def _a_changed_budget_is_approved_again(
    portal: Portal, open_page: Windows, petra: Page, given: Consortium
) -> None:
    _move_costs(petra, given, personnel="200 000", other="100 000")
    _open_approval(petra, given, ASSOCIATION)
    expect(petra.locator("main .lead")).to_contain_text("Den måste godkännas igen.")
    mailed(petra, portal, f"Godkänn igen: {ASSOCIATION}", to=given.petra)
    _approve(petra, given, ASSOCIATION)


def _the_coordinator_approves(alma: Page, given: Consortium) -> None:
    alma.goto(f"{given.case}personer/")
    press(alma.get_by_role("link", name=re.compile("Ändra.*Alma Bergdahl")))
    press(alma.get_by_role("button", name="Anteckna som behörig företrädare"))
    _approve(alma, given, MUNICIPALITY)


def _submit(alma: Page, given: Consortium) -> None:
    alma.goto(given.case)
    press(alma.locator("main").get_by_role("link", name="Kontrollera och lämna in").first)
    expect(alma.locator(".notice--wrong")).to_have_count(0)
    press(alma.get_by_role("button", name="Lämna in ansökan"))
    expect(alma.get_by_role("heading", level=1)).to_have_text("Vi har tagit emot din ansökan")


def _the_receipt_holds(portal: Portal, open_page: Windows, alma: Page, given: Consortium) -> None:
    number, fingerprint = _receipt(alma)
    with alma.expect_download() as saved:
        alma.get_by_role("link", name="Spara den frysta handlingen (JSON)").click()
    frozen = Path(saved.value.path()).read_bytes()
    assert hashlib.sha256(frozen).hexdigest() == fingerprint
    assert json.loads(frozen)["sections"]["contacts"]["leader_email"] == "alma@sjobro.example"
    proof = alma.get_by_role("link", name="Kontrollera den här kvittensen").get_attribute("href")
    public = open_page(portal, proof or "")
    expect(public.get_by_text("Kvittensen är äkta.")).to_be_visible()
    public.get_by_label("Ansökans fingeravtryck").fill("0" * 64)
    press(public.get_by_role("button", name="Kontrollera"))
    expect(public.get_by_text("Vi kan inte bekräfta kvittensen.")).to_be_visible()
    expect(public.locator("main")).not_to_contain_text(MUNICIPALITY)
    for address in (given.alma, given.petra, "kerstin@sjobro.example"):
        mailed(
            public, portal, f"Kvittens: vi har tagit emot din ansökan {number}", to=address, holds=fingerprint
        )


def _receipt(page: Page) -> tuple[str, str]:
    text = page.locator("main").inner_text()
    number, fingerprint = re.search(r"\d{4}-\d{5}", text), re.search(r"\b[0-9a-f]{64}\b", text)
    assert number is not None
    assert fingerprint is not None
    return number.group(0), fingerprint.group(0)


def _unlocked_and_submitted_again(alma: Page, given: Consortium) -> None:
    alma.goto(given.case)
    press(alma.get_by_role("button", name="Lås upp"))
    expect(alma.get_by_role("heading", name="Ansökan är upplåst")).to_be_visible()
    applicant.write(alma, given.case, "plan", {"effects_sv": "Ett verktyg som tio kommuner använder."})
    expect(alma.locator(".case-bar")).to_contain_text(
        "Den version som du lämnat in gäller tills en ny är inlämnad."
    )
    alma.goto(f"{given.case}inlamnad/1/")
    expect(alma.locator("main")).not_to_contain_text("tio kommuner")
    alma.goto(given.case)
    expect(alma.get_by_role("listitem").filter(has_text="Version 1")).to_contain_text("Gäller")
    press(alma.get_by_role("link", name="Kontrollera och lämna in på nytt"))
    press(alma.get_by_role("button", name="Lämna in ansökan"))
    assert alma.url.rstrip("/").endswith("/2")
    alma.goto(given.case)
    expect(alma.get_by_role("listitem").filter(has_text="Version 2")).to_contain_text("Gäller")
    expect(alma.get_by_role("listitem").filter(has_text="Version 1")).not_to_contain_text("Gäller")
    alma.goto(f"{given.case}inlamnad/2/")
    expect(alma.locator("main")).to_contain_text("tio kommuner")
