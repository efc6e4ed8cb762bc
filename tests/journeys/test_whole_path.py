"""The whole path in a browser: a call becomes an application, a decision, a public project, an outcome."""

import json
import re
import time
import urllib.parse
import urllib.request
from typing import Any

from playwright.sync_api import Page, expect

from rulebook.facts import Sector
from tests.journeys import applicant, desk, editor, people, post
from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import Windows
from tests.journeys.people import press
from tests.portal import Portal

CALL = "Byarnas verktyg"
PARTNER = "Föreningen Öppna Byar"
REPORT = {
    "summary_sv": "Byn fick en gemensam brunnsplan.",
    "results_sv": "En plan och ett bord.",
    "effects_sv": "Tre byar bygger egna bord.",
    "money_used": "1 990 000",
}


def test_from_call_to_outcome(portal: Portal, open_page: Windows) -> None:
    people.settle(portal)
    _an_editor_publishes_a_call(portal, open_page)
    sara = people.sign_in(open_page(portal), people.APPLICANT)
    case = applicant.begin(sara, CALL)
    _two_rules_fail_and_are_mended(sara, case)
    _the_partner_joins(portal, sara, case, open_page)
    number = _it_is_submitted_once(sara, case)
    people.let_the_round_close(portal, CALL)
    _it_is_reviewed_and_decided(portal, open_page, number)
    _the_public_finds_it(portal, open_page, number)
    _its_outcome_is_found(portal, open_page, sara, case, number)


def _an_editor_publishes_a_call(portal: Portal, open_page: Windows) -> None:
    ture = people.sign_in(open_page(portal), people.EDITOR)
    editor.publish_programme(ture, "Levande byar")
    editor.publish_call(ture, CALL, "Levande byar")
    ture.goto("/utlysningar/")
    ture.get_by_role("link", name=CALL).first.click()
    ture.wait_for_url(re.compile(r"/utlysningar/[a-z]+/\d{4}-\d{5}/$"))
    assert_accessible(ture)


def _two_rules_fail_and_are_mended(page: Page, case: str) -> None:
    applicant.write(page, case, "project", applicant.PROJECT)
    applicant.write(page, case, "plan", applicant.PLAN)
    applicant.write(page, case, "contacts", applicant.CONTACTS)
    applicant.name_coordinator(page, case)
    applicant.add_party(page, case, PARTNER, Sector.MUNICIPALITY, 82)
    applicant.budget(page, case, "Källviks kommun", "1 200 000")
    applicant.budget(page, case, PARTNER, "800 001 kr")
    applicant.seek(page, case, "2 000 001")
    applicant.check(page, case)
    stops = page.locator(".notice--wrong")
    expect(stops).to_contain_text("sektor")
    expect(stops).to_contain_text("takbelopp")
    assert_accessible(page)
    applicant.change_sector(page, case, PARTNER, Sector.ASSOCIATION, 82)
    applicant.budget(page, case, PARTNER, "800 000 kr")
    applicant.seek(page, case, "2 000 000")
    applicant.check(page, case)
    expect(page.locator(".notice--wrong")).to_have_count(0)


def _the_partner_joins(portal: Portal, sara: Page, case: str, open_page: Windows) -> None:
    applicant.invite(sara, case, people.PARTNER)
    link = _link_in_mail(portal, open_page, people.PARTNER)
    omar = open_page(portal, link)
    omar.get_by_role("link", name="Skapa konto").click()
    omar.fill("[name=email]", people.PARTNER)
    omar.fill("[name=name]", "Omar Haddad")
    omar.fill("[name=password1]", people.PASSWORD)
    if omar.locator("[name=password2]").count():
        omar.fill("[name=password2]", people.PASSWORD)
    press(omar.locator("main button[type=submit]").first)
    post.confirm_address(omar, portal, people.PARTNER)
    omar.goto(link)
    press(omar.get_by_role("button", name="Ja, delta"))
    omar.goto(case)
    expect(omar.get_by_role("heading", level=1)).to_have_text("Medborgarbordet")
    expect(omar.get_by_text("Omar Haddad").first).to_be_visible()


def _link_in_mail(portal: Portal, open_page: Windows, address: str) -> str:
    page = open_page(portal, "/")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        page.goto(portal.url)
        page.get_by_role("link", name="Post som portalen har skickat").click()
        row = page.locator("main a").filter(has_text=re.compile("bjud", re.IGNORECASE))
        if row.count():
            row.first.click()
            found = re.search(r"https?://[^\s<\"]+?(/mina/[^\s<\"]+)", page.locator("main").inner_text())
            if found:
                return found.group(1)
        time.sleep(1)
    raise AssertionError(f"No invitation to {address} was mailed")


def _it_is_submitted_once(page: Page, case: str) -> str:
    applicant.submit(page, case)
    found = re.search(r"\d{4}-\d{5}", page.locator("main").inner_text())
    assert found is not None
    expect(page.locator("main")).to_contain_text(re.compile("SHA-256", re.IGNORECASE))
    assert_accessible(page)
    page.goto(case)
    assert_accessible(page)
    return found.group(0)


def _it_is_reviewed_and_decided(portal: Portal, open_page: Windows, number: str) -> None:
    helga = people.sign_in(open_page(portal), people.OFFICER)
    desk.assign(helga, number, "Bo")
    desk.open_case(helga, number)
    case = helga.url
    bo = people.sign_in(open_page(portal), people.ASSESSOR)
    desk.declare_and_score(bo, case, applicant.PROJECT["title_sv"])
    desk.prepare(helga, number)
    assert helga.goto(f"{case}decision/sign/") is not None
    assert helga.locator("button[name=sign]").count() == 0, "an officer must not sign"
    viktor = people.sign_in(open_page(portal), people.DECIDER)
    desk.sign(viktor, number)


def _the_public_finds_it(portal: Portal, open_page: Windows, number: str) -> None:
    _wait_for(portal, f"/api/v1/projects/?q={number}")
    page = open_page(portal, "/projekt/?q=vattenförsörjning")
    expect(page.locator("main mark").first).to_be_visible()
    assert_accessible(page)
    page.get_by_label(re.compile("Civilsamhälle")).first.check()
    page.wait_for_timeout(500)
    if "sector" not in page.url:
        page.locator("form[role=search] button[type=submit], main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "sector" in url)
    page.get_by_role("link", name=applicant.PROJECT["title_sv"]).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(applicant.PROJECT["title_sv"])
    main = page.locator("main")
    for shown in (number, "Källviks kommun", PARTNER, CALL, "Syfte och mål", "Upplägg och genomförande"):
        expect(main).to_contain_text(shown)
    assert_accessible(page)
    found = _api(
        portal, f"/api/v1/projects/?q={urllib.parse.quote('vattenförsörjning')}&sector=civil_society"
    )
    assert [project["diarienummer"] for project in found["results"]] == [number]


def _its_outcome_is_found(portal: Portal, open_page: Windows, sara: Page, case: str, number: str) -> None:
    applicant.report(sara, case, REPORT)
    helga = people.sign_in(open_page(portal), people.OFFICER)
    desk.approve_report(helga, number)
    _wait_for(portal, "/api/v1/projects/?q=brunnsplan")
    page = open_page(portal, "/projekt/?q=brunnsplan")
    page.get_by_role("link", name=applicant.PROJECT["title_sv"]).first.click()
    expect(page.locator("main")).to_contain_text("Byn fick en gemensam brunnsplan.")
    assert_accessible(page)


def _wait_for(portal: Portal, path: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if _api(portal, path)["count"] == 1:
            return
        time.sleep(0.5)
    raise AssertionError(f"{path} found nothing; the worker said:\n{portal.log()[-3000:]}")


def _api(portal: Portal, path: str) -> dict[str, Any]:
    with urllib.request.urlopen(portal.url + path, timeout=20) as answer:  # noqa: S310 - a local address
        found: dict[str, Any] = json.load(answer)
    return found
