"""What those find of the admin who only work at the desk: the desk and their own settings, nothing secret."""

import pytest

from cms.models import ProgrammeDraft
from tests import factories as f
from tests.applications.desk import at_desk
from tests.cms.pages import draft_call, editor_client

pytestmark = pytest.mark.django_db
SECRET = "Kanariepippi"
NAMING_DRAFTS = (
    "/admin/choose-page/search/?q=kanarie",
    "/admin/snippets/choose/cms/programmedraft/",
    "/admin/snippets/choose/cms/programmedraft/results/",
)
EDITORS_OWN = (
    *NAMING_DRAFTS,
    "/admin/choose-page/",
    "/admin/reports/site-history/",
    "/admin/api/main/pages/",
    "/admin/documents/chooser/",
    "/admin/images/chooser/",
)
OWN = ("/admin/", "/admin/cases/mine/", "/admin/account/", "/admin/jsi18n/", "/admin/sprite/")


def test_an_editor_finds_drafts_and_nobody_who_only_works_at_the_desk_does() -> None:
    draft_call(SECRET)
    ProgrammeDraft.objects.create(title_sv=SECRET, live=False)
    editor = editor_client()
    for address in NAMING_DRAFTS:
        assert SECRET in editor.get(address).content.decode(), address
    for user in (f.assessor(), f.officer(), f.decider()):
        client = at_desk(user)
        for address in EDITORS_OWN:
            answer = client.get(address)
            assert (answer.status_code, SECRET in answer.content.decode()) == (404, False), address


def test_whoever_works_at_the_desk_finds_the_desk_and_their_own_settings() -> None:
    client = at_desk(f.assessor())
    for address in OWN:
        assert client.get(address).status_code == 200, address


def test_an_address_that_asks_for_signing_in_still_does() -> None:
    client = at_desk(f.assessor())
    assert client.get("/admin/login/").status_code == 302
    client.logout()
    assert client.get("/admin/choose-page/").headers["Location"].startswith("/admin/login/")
