"""Every kind of page of the demonstration: axe finds nothing, at two widths, light and dark."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import Windows
from tests.journeys.people import press
from tests.portal import Portal

PASSWORD = "prova-portalen-2026"
DESK = (768, 1280)
PUBLIC = (
    "/",
    "/en/",
    "/utlysningar/",
    "/projekt/",
    "/projekt/?q=medborgarbudget",
    "/en/projects/?q=doors&year=unknown",
    "/projekt/?q=qqqqxyz",
    "/projekt/?view=map",
    "/projekt/?view=years",
    "/projekt/?view=table&q=kommun",
    "/projekt/?year=1999&sector=public",
    "/sok/organisationer/?q=kommun",
    "/sok/resultat/",
    "/sok/utlysningar/",
    "/sok/sidor/",
    "/sok/val/organisation/",
    "/tillganglighet/",
    "/personuppgifter/",
    "/post/",
    "/api/docs/",
    "/api/docs/try/?noun=projects&q=skola&ask=1",
    "/konto/login/",
    "/kontrollera-kvittens/",
    "/kontrollera-kvittens/?number=2026-00001&sha256=" + "0" * 64,
    "/kontrollera-kvittens/?number=&sha256=kort",
    "/konto/foljer/",
    "/konto/foljer/avsluta/x/",
    "/konto/foljer/bekrafta/x/",
    "/sok/spara/?q=budget&county=14",
    "/sok/sparade/",
    "/sok/sparade/skickat/",
    "/sok/sparade/avsluta/x/",
    "/sok/sparade/bekrafta/x/",
    "/konto/signup/",
    "/konto/password/reset/",
    "/finns-inte/",
)


def test_public_pages(demo_portal: Portal, open_page: Windows) -> None:
    page = open_page(demo_portal, "/")
    for path in (*PUBLIC, *_records(page)):
        page.goto(path)
        assert_accessible(page, also_dark=True)


def _records(page: Page) -> list[str]:
    """Addresses of a call in each state, of projects with and without outcome, and what they lead to."""
    page.goto("/utlysningar/")
    calls = _links(page, r"^/utlysningar/[a-z]+/\d{4}-\d{5}/$")
    assert len(calls) >= 5
    follow = []
    for call in calls:
        page.goto(call)
        follow += _links(page, r"/kan-vi-soka/|^/konto/folj/|/partner/$")
    assert len(follow) >= 2
    page.goto("/projekt/?has_outcome=yes")
    ended = _links(page, r"^/projekt/[a-z]+/\d{4}-\d{5}/$")[:2]
    page.goto("/projekt/?status=running")
    running = _links(page, r"^/projekt/[a-z]+/\d{4}-\d{5}/$")[:2]
    assert ended
    assert running
    page.goto(running[0])
    organisations = _links(page, r"^/organisationer/")[:1]
    programmes = _links(page, r"^/program/")[:1]
    assert organisations
    assert programmes
    return [*calls, *follow, *ended, *running, *organisations, *programmes]


def _links(page: Page, pattern: str) -> list[str]:
    found = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.getAttribute('href'))")
    return sorted({href.split("?")[0] for href in found if re.search(pattern, href.split("?")[0])})


def _sign_in(page: Page, email: str) -> Page:
    page.goto("/konto/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/login" not in url)
    return page


def _own_organisations(page: Page) -> list[str]:
    """The pages about the person's organisations, with what each leads to."""
    page.goto("/konto/organisationer/")
    own = _links(page, r"^/konto/organisationer/\d+/$")
    assert own
    page.goto(own[0])
    below = _links(page, r"^/konto/organisationer/\d+/.+")
    assert len(below) >= 3
    return ["/konto/organisationer/", "/konto/organisationer/ny/", *own, *below]


def test_own_organisations_and_copying(demo_portal: Portal, open_page: Windows) -> None:
    page = _sign_in(open_page(demo_portal, "/"), "sara@alvnas.example")
    page.goto("/mina/")
    copying = _links(page, r"/kopiera/$")[:1]
    assert copying
    for path in (*copying, *_own_organisations(page)):
        page.goto(path)
        assert_accessible(page)


def test_the_applicants_pages(demo_portal: Portal, open_page: Windows) -> None:
    page = _sign_in(open_page(demo_portal, "/"), "sara@alvnas.example")
    page.goto("/mina/")
    assert_accessible(page)
    cases = _links(page, r"^/mina/[0-9a-f-]{36}/$")
    assert len(cases) >= 3
    for case in cases:
        page.goto(case)
        assert_accessible(page)
        talk = f"{case}tillsammans/plan/"
        for below in [talk, *(link for link in _links(page, rf"^{case}.+") if "/filer/" not in link)]:
            page.goto(below)
            assert_accessible(page)
            if below.endswith("/arbete/"):
                for address in (f"{below}?remove=paket.0&more=personer.3", f"{below}filer/"):
                    page.goto(address)
                    assert_accessible(page)
            if below.endswith(("/personer/", "/godkannanden/")):
                inside = [link for link in _links(page, rf"^{case}.+/") if link not in (below, case)]
                people = [link for link in inside if re.search(r"/personer/\d+/|/bjud-in/|ndanden/.", link)]
                for address in people[:3]:
                    page.goto(address)
                    assert_accessible(page)
            if below.endswith("/budget/"):
                budgets = _links(page, rf"^{below}[0-9a-f-]{{36}}/$")
                assert budgets
                for address in (budgets[0], f"{below}utskrift/", f"{below}kalkylblad/las-in/"):
                    page.goto(address)
                    assert_accessible(page)


@pytest.mark.parametrize("who", ["helga@nyttverket", "bo@sakkunnig", "viktor@nyttverket"])
def test_the_desk(demo_portal: Portal, open_page: Windows, who: str) -> None:
    page = _sign_in(open_page(demo_portal, "/"), f"{who}.example")
    page.goto("/admin/cases/")
    assert_accessible(page, widths=DESK)
    cases = _links(page, r"^/admin/cases/[0-9a-f-]{36}/")
    assert cases
    kinds: dict[str, str] = {}
    for case in cases:
        page.goto(case)
        kinds.setdefault(_kind(case), case)
        for below in _links(page, r"^/admin/cases/[0-9a-f-]{36}/.+"):
            kinds.setdefault(_kind(below), below)
    assert len(kinds) >= 2
    for path in (path for kind, path in kinds.items() if "/files/" not in kind):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        assert_accessible(page, widths=DESK)


def _kind(path: str) -> str:
    return re.sub(r"[0-9a-f-]{36}|\d+", "*", path)


def test_letters_what_is_missing_and_an_invited_sketch(demo_portal: Portal, open_page: Windows) -> None:
    page = _sign_in(open_page(demo_portal, "/"), "elin@soker.example")
    page.goto("/mina/")
    letters = []
    for case in _links(page, r"^/mina/[0-9a-f-]{36}/$"):
        page.goto(case)
        letters += _links(page, rf"^{case}brev/")
        page.goto("/mina/")
    assert len(letters) >= 2
    for letter in letters[:3]:
        page.goto(letter)
        assert_accessible(page)
    sara = _sign_in(open_page(demo_portal, "/"), "sara@alvnas.example")
    sara.goto("/mina/")
    for case in _links(sara, r"^/mina/[0-9a-f-]{36}/$"):
        sara.goto(f"{case}saknas/")
        assert_accessible(sara)


def test_can_we_apply_when_answered(demo_portal: Portal, open_page: Windows) -> None:
    page = open_page(demo_portal, "/utlysningar/")
    checks = []
    for call in _links(page, r"^/utlysningar/[a-z]+/\d{4}-\d{5}/$"):
        page.goto(call)
        checks += _links(page, r"/kan-vi-soka/")
    for check in checks:
        page.goto(check)
        for name in ("p1-sector", "p2-sector"):
            if page.locator(f"[name={name}]").count():
                page.select_option(f"[name={name}]", "municipality")
        for sought in ("en miljard", "900 000 000"):
            if page.locator("[name=project-amount_sought]").count():
                page.fill("[name=project-amount_sought]", sought)
            press(page.locator("form.self-check .button--large"))
            assert_accessible(page)


def test_the_notice_boards(demo_portal: Portal, open_page: Windows) -> None:
    page = _sign_in(open_page(demo_portal, "/"), "sara@alvnas.example")
    page.goto("/utlysningar/")
    boards = []
    for call in _links(page, r"^/utlysningar/[a-z]+/\d{4}-\d{5}/$"):
        page.goto(call)
        boards += _links(page, r"/partner/$")
    below: list[str] = []
    for board in boards:
        page.goto(board)
        below += _links(page, r"/partner/ny/$|/anmal/$|^/mina/partner/.+")
    page.goto("/mina/partner/")
    below += _links(page, r"^/mina/partner/.+")
    kinds = {_kind(path): path for path in below}
    assert len(kinds) >= 4
    for path in (*boards, "/mina/partner/", *kinds.values()):
        page.goto(path)
        assert_accessible(page)
        form = page.locator("main form[method=post]")
        if path.endswith(("/ny/", "/anmal/", "/skriv/")):
            press(form.locator("button[type=submit]").first)
            assert_accessible(page)


def test_a_pdf_and_a_party_looked_up(demo_portal: Portal, open_page: Windows) -> None:
    page = _sign_in(open_page(demo_portal, "/"), "sara@alvnas.example")
    page.goto("/mina/")
    drafts = []
    for case in _links(page, r"^/mina/[0-9a-f-]{36}/$"):
        page.goto(case)
        if page.get_by_role("link", name="Kontrollera och lämna in").count():
            drafts.append(case)
    assert drafts
    page.goto(drafts[0])
    press(page.get_by_role("button", name="Ansökan som pdf"))
    assert_accessible(page)
    expect(page.get_by_role("link", name="Spara pdf-filen")).to_be_visible(timeout=90_000)
    assert_accessible(page)
    for text in ("kommun", "qqqqxyz"):
        page.goto(f"{drafts[0]}parties/")
        press(page.get_by_role("link", name="Lägg till en part"))
        page.fill("[name=look_up]", text)
        press(page.locator(".party-search button"))
        assert_accessible(page)
    page.fill("[name=name]", "")
    page.fill("[name=organisation_number]", "inte ett nummer")
    press(page.locator("#writing").get_by_role("button", name="Spara", exact=True))
    expect(page.locator(".error-summary")).to_be_visible()
    assert_accessible(page)
