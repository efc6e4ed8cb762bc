"""Two people in one section, and a session that ends while somebody types: nobody loses a word."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlparse

from playwright.sync_api import Page, expect

from tests.factories import PASSWORD
from tests.journeys.accessibility import assert_accessible
from tests.journeys.conftest import Windows
from tests.portal import Portal

ALMA, PETRA = "alma@sjobro.example", "petra@oppnakarta.example"
_SETTLE = """
from django.utils import timezone
from tests import factories as make
application = make.draft_application(now=timezone.now())
make.with_partner(application)
print("case:", application.pk)
"""
_FORGET = "from django.contrib.sessions.models import Session; Session.objects.all().delete()"
PLAN = "[name=plan_sv]"
SAVED = re.compile(r"^Sparat \d\d\.\d\d$")


def a_draft(portal: Portal) -> str:
    """Make a draft that Alma and Petra write; return its address."""
    told = portal.manage("shell", "-c", _SETTLE)
    return f"/mina/{told.rpartition('case:')[2].strip()}/"


def signed_in(page: Page, email: str) -> Page:
    """Sign in at the portal's own page."""
    page.goto("/konto/login/")
    fill_in_login(page, email)
    page.wait_for_url(lambda url: "/login" not in url)
    return page


def fill_in_login(page: Page, email: str) -> None:
    """Fill in the page to sign in at, and send it."""
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main button[type=submit]").first.click()


@contextmanager
def saving(page: Page) -> Iterator[None]:
    """Do something, and wait until the page has saved it by itself and says so."""
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/plan/" in answer.url):
        yield
    expect(page.locator(".autosave-status")).to_have_text(SAVED)


def test_two_people_in_one_section(portal: Portal, open_page: Windows) -> None:
    plan = f"{a_draft(portal)}plan/"
    alma, petra = (signed_in(open_page(portal), email) for email in (ALMA, PETRA))
    alma.goto(plan)
    petra.goto(plan)
    expect(petra.locator(".here")).to_have_text("Alma Bergdahl är också i det här avsnittet.")

    with saving(petra):
        petra.fill("[name=effects_sv]", "Petras effekter")
    with saving(alma):
        alma.fill("[name=purpose_sv]", "Almas syfte")
    with saving(petra):
        petra.fill(PLAN, "Petras plan")
    alma.fill(PLAN, "Almas plan")

    clash = alma.locator(".compare--here")
    expect(clash).to_contain_text("Petra Nyström")
    expect(clash).to_contain_text("Petras plan")
    expect(clash).to_contain_text("Almas plan")
    assert_accessible(alma)
    with saving(alma):
        clash.get_by_role("button", name="Ta båda").click()
    expect(clash).to_have_count(0)
    petra.reload()
    expect(petra.locator(PLAN)).to_have_value("Petras plan\n\nAlmas plan")
    expect(petra.locator("[name=purpose_sv]")).to_have_value("Almas syfte")
    expect(petra.locator("[name=effects_sv]")).to_have_value("Petras effekter")

    plain = signed_in(open_page(portal, scripts=False), ALMA)
    plain.goto(plan)
    petra.fill(PLAN, "Petras andra plan")
    petra.get_by_role("button", name="Spara", exact=True).click()
    expect(petra.get_by_text("Sparat kl.").first).to_be_visible()
    plain.fill(PLAN, "Almas andra plan")
    plain.get_by_role("button", name="Spara", exact=True).click()
    expect(plain.locator(".compare")).to_contain_text("Petras andra plan")
    plain.get_by_label("Det som är sparat").check()
    plain.get_by_role("button", name="Spara det jag har valt").click()
    expect(plain.locator(PLAN)).to_have_value("Petras andra plan")


def test_a_session_that_ends_while_typing(portal: Portal, open_page: Windows) -> None:
    plan = f"{a_draft(portal)}plan/"
    alma = signed_in(open_page(portal), ALMA)
    alma.goto(plan)
    portal.manage("shell", "-c", _FORGET)
    text = "Tre omgångar\nmed “invånare” & <vänner>"
    alma.fill(PLAN, text)
    trouble = alma.locator(".autosave-trouble")
    expect(trouble).to_contain_text("Du är utloggad. Texten ligger kvar")
    assert_accessible(alma)
    with alma.context.expect_page() as opened:
        trouble.get_by_role("link", name="Logga in i ett nytt fönster").click()
    fill_in_login(opened.value, ALMA)
    opened.value.wait_for_url(lambda url: urlparse(url).path == plan)
    opened.value.close()
    with saving(alma):
        alma.evaluate("dispatchEvent(new Event('focus'))")
    alma.reload()
    expect(alma.locator(PLAN)).to_have_value(text)

    alma.context.set_offline(True)
    alma.fill(PLAN, f"{text} utan nät")
    expect(trouble).to_contain_text("Inget nät. Texten ligger kvar")
    alma.get_by_role("button", name="Spara", exact=True).click()
    expect(alma.locator(PLAN)).to_have_value(f"{text} utan nät")
    with saving(alma):
        alma.context.set_offline(False)
    alma.reload()
    expect(alma.locator(PLAN)).to_have_value(f"{text} utan nät")

    plain = signed_in(open_page(portal, scripts=False), ALMA)
    plain.goto(plan)
    portal.manage("shell", "-c", _FORGET)
    plain.fill(PLAN, f"{text} utan skript")
    plain.get_by_role("button", name="Spara", exact=True).click()
    expect(plain.get_by_text("Det du skrev är kvar")).to_be_visible()
    fill_in_login(plain, ALMA)
    expect(plain.locator(PLAN)).to_have_value(f"{text} utan skript")
    plain.get_by_role("button", name="Spara", exact=True).click()
    expect(plain.get_by_text("Sparat kl.").first).to_be_visible()
    expect(plain.locator(PLAN)).to_have_value(f"{text} utan skript")
