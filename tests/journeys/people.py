"""The people of a journey, made from outside as an administrator would; the rest goes through pages."""

from playwright.sync_api import Locator, Page

from tests.portal import Portal

PASSWORD = "tre-ekar-vid-sjon"
EDITOR = "ture@provfonden.example"
OFFICER = "helga@provfonden.example"
ASSESSOR = "bo@sakkunnig.example"
DECIDER = "viktor@provfonden.example"
APPLICANT = "sara@soker.example"
PARTNER = "omar@oppnabyar.example"

_SETTLE = """
from datetime import date
from django.utils import timezone
from accounts.actions.grant_role import grant_role
from accounts.models import Mandate, User
from registry.models import Funder
from rulebook.access import StaffRole
now, since = timezone.now(), date(2020, 1, 1)
if not Funder.objects.filter(is_own=True).exists():
    Funder.objects.create(slug="provfonden", name_sv="Provfonden", is_own=True)
people = {
    "ture@provfonden.example": "editor",
    "helga@provfonden.example": "officer",
    "bo@sakkunnig.example": "assessor",
    "viktor@provfonden.example": "decider",
    "sara@soker.example": "",
}
for email, role in people.items():
    if User.objects.filter(email=email).exists():
        continue
    user = User.objects.create_user(email, "tre-ekar-vid-sjon", name=email.split("@")[0].title())
    user.emailaddress_set.create(email=email, verified=True, primary=True)
    if role:
        grant_role(user=user, role=StaffRole(role), since=since, actor="machine:test", now=now)
    if role == "decider":
        Mandate.objects.create(user=user, since=since, highest_sum=5_000_000)
"""


def settle(portal: Portal) -> None:
    """Make the funder, unless another journey has made its own here, and its people; once."""
    portal.manage("shell", "-c", _SETTLE)


def sign_in(page: Page, email: str) -> Page:
    """Sign in at the portal's own page."""
    page.goto("/konto/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/login" not in url)
    return page


def let_the_round_close(portal: Portal, title: str) -> None:
    """Let time pass until the call's round has closed."""
    portal.manage(
        "shell",
        "-c",
        "from datetime import timedelta; from django.utils import timezone; "
        "from registry.models import Round; "
        f"Round.objects.filter(call__title_sv={title!r})"
        ".update(closes_at=timezone.now() - timedelta(seconds=1))",
    )


def press(button: Locator) -> None:
    """Press what leads to another page, and wait until it is there."""
    with button.page.expect_navigation():
        button.click()
