"""What an editor does in Wagtail: writes a programme and a call with rules, criteria and a round."""

from playwright.sync_api import Page

RULES = (
    ("Minsta antal aktörer", "least", "2", "Minst två aktörer ska delta."),
    ("Minsta antal sektorer", "least", "2", "Aktörerna ska komma från olika sektorer."),
    ("Högsta belopp", "most", "2 000 000", "Högst två miljoner kronor."),
)
CRITERIA = ("Potential", "Genomförbarhet")


def publish_programme(page: Page, title: str) -> None:
    """Write a programme and publish it."""
    page.goto("/admin/snippets/cms/programmedraft/add/")
    page.fill("[name=title_sv]", title)
    press_publish(page)


def publish_call(page: Page, title: str, programme: str) -> None:
    """Write a call in every tab of its form and publish it."""
    write_call(page, title, programme)
    press_publish(page)


def write_call(page: Page, title: str, programme: str) -> None:
    """Write a call in every tab of its form."""
    page.goto("/admin/calls/")
    page.get_by_role("link", name="Lägg till utlysning").first.click()
    page.wait_for_url(lambda url: "/add/cms/callpage/" in url or "choose_parent" in url)
    if "choose_parent" in page.url:
        page.locator("main button[type=submit]").click()
        page.wait_for_url("**/add/cms/callpage/**")
    page.fill("[name=title]", title)
    page.fill(
        "[name=ingress]", "Vi söker digitala tjänster som människor och det offentliga formar tillsammans."
    )
    page.fill("[name=who]", "Minst två aktörer från olika sektorer.")
    page.fill("[name=what]", "Nya tjänster.")
    page.fill("[name=how_much]", "Högst två miljoner kronor.")
    page.get_by_role("button", name="Välj program").click()
    page.get_by_role("link", name=programme).first.click()
    page.get_by_role("tab", name="Omgångar").click()
    _round(page)
    page.get_by_role("tab", name="Regler").click()
    for place, rule in enumerate(RULES):
        _rule(page, place, *rule)
    page.get_by_role("tab", name="Kriterier").click()
    for place, name in enumerate(CRITERIA):
        _add_block(page, "criteria")
        page.fill(f"[name=criteria-{place}-value-title_sv]", name)


def _round(page: Page) -> None:
    _add_block(page, "rounds")
    page.fill("[name=rounds-0-value-title_sv]", "Hösten")
    for name, day, clock in (("opens", "2026-11-02", "09:00"), ("closes", "2099-11-26", "14:00")):
        page.fill(f"[name=rounds-0-value-{name}-day]", day)
        page.keyboard.press("Escape")
        page.fill(f"[name=rounds-0-value-{name}-clock]", clock)
        page.keyboard.press("Escape")


def _rule(page: Page, place: int, kind: str, parameter: str, value: str, clause: str) -> None:
    _add_block(page, "rules", kind)
    page.fill(f"[name=rules-{place}-value-{parameter}]", value)
    page.select_option(f"[name=rules-{place}-value-effect]", "blocks")
    page.fill(f"[name=rules-{place}-value-clause_sv]", clause)


def _add_block(page: Page, field: str, kind: str = "") -> None:
    page.locator(f"[data-contentpath='{field}'] .c-sf-add-button:visible").last.click()
    if kind:
        page.get_by_role("option", name=kind, exact=True).click()


def press_publish(page: Page) -> None:
    """Publish what stands in the editor, and wait until it says so."""
    # The button lies in a menu above the foot of the page, where Wagtail's autosave notice moves it about.
    page.locator("[name=action-publish]").first.evaluate("button => button.click()")
    page.wait_for_selector(".messages .success")
