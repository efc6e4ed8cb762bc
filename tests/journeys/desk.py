"""What happens on the desk in the Wagtail admin: assign, declare, score, prepare, sign, approve."""

from playwright.sync_api import Page

from tests.journeys.people import press


def open_case(page: Page, number: str) -> None:
    """Open a case from the work list by its number."""
    page.goto(f"/admin/cases/?q={number}")
    press(page.locator("main table tbody a").first)


def assign(page: Page, number: str, assessor: str) -> None:
    """Assign an assessor by name."""
    open_case(page, number)
    page.goto(f"{_case(page)}assign/")
    page.get_by_label(assessor).check()
    press(page.get_by_role("button", name="Utse", exact=True))


def declare_and_score(page: Page, case: str, title: str) -> None:
    """See the names and nothing more, declare no conflict, score every criterion and hand it in."""
    page.goto(f"{case}declare/")
    assert title not in page.content()
    assert page.goto(f"{case}assess/") is not None
    assert title not in page.content()
    page.goto(f"{case}declare/")
    page.locator("input[name=has_conflict][value=no]").check()
    press(page.locator("main form button[type=submit]").first)
    page.goto(f"{case}assess/")
    assert title in page.content()
    for group in page.locator(".desk-criterion").all():
        group.locator("input[type=radio]").nth(5).check()
        group.locator("textarea").fill("Behovet är verkligt och gruppen kan.")
    page.fill("[name=summary]", "Ett litet projekt med ett tydligt svar.")
    press(page.locator("button[name=file]"))


def prepare(page: Page, number: str) -> None:
    """Prepare a grant of what was sought; the rows are there already."""
    open_case(page, number)
    page.goto(f"{_case(page)}decision/")
    page.select_option("[name=kind]", "granted")
    page.fill("[name=reasons]", "Projektet svarar väl mot båda kriterierna.")
    page.fill("[name=final_report_due]", "2028-03-31")
    page.keyboard.press("Tab")  # leaves the date picker, which would swallow the next click
    page.fill("[name=conditions]", "Lägesrapport efter sex månader.")
    press(page.locator("button[name=prepare]"))


def sign(page: Page, number: str) -> None:
    """Sign what is prepared."""
    open_case(page, number)
    page.goto(f"{_case(page)}decision/sign/")
    press(page.locator("button[name=sign]"))


def approve_report(page: Page, number: str) -> None:
    """Approve the final report."""
    open_case(page, number)
    page.goto(f"{_case(page)}report/")
    press(page.locator("button[name=approve]"))


def _case(page: Page) -> str:
    return page.url.split("?")[0].split("#")[0]
