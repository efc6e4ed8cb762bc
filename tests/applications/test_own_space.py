"""A draft is the applicant's own space: no staff page, count, export, search or log shows one (TF 2:13)."""

import re
from collections import deque
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex

from accounts.models import User
from applications.actions.attach import attach
from applications.actions.invite import invite
from applications.actions.support import let_in
from applications.models import Application, Comment
from applications.worklist import desk_of
from rulebook.access import StaffRole
from tests import factories as make
from tests.applications.desk import at_desk
from tests.factories.files import pdf

pytestmark = pytest.mark.django_db
WORD = "Kanariedraft"
PDF = pdf()
MOST_PAGES = 30
# Ways out of the admin, and pages that no draft could reach but that are slow to render one by one.
NOT_FOLLOWED = re.compile(
    r"/admin/(logout|account|pages/\d+/(edit|copy|move|delete|unpublish|usage)|styleguide)"
)


def superuser() -> User:
    """Return an administrator with every right in the admin."""
    found = User.objects.filter(email="root@tallmyren.example").first()
    return found or User.objects.create_superuser("root@tallmyren.example", make.PASSWORD)


STAFF: list[Callable[[], User]] = [
    make.officer,
    make.decider,
    make.registrar,
    make.assessor,
    make.editor,
    make.support,
    superuser,
]


def planted() -> Application:
    """Leave a draft with the word wherever people write, and support let into it."""
    user = make.person("dolly@nagonstans.example", "Dolly Da")
    draft = make.draft_application(round_=make.open_round(), user=user)
    for key, name in (("project", "title_sv"), ("project", "summary_sv"), ("plan", "purpose_sv")):
        make.give_answers(draft, key, {name: f"{WORD} {name}"}, user=user)
    party = make.MUNICIPALITY.__class__(name=f"{WORD} kommun", sector="municipality", role="coordinator")
    make.give_party(draft, draft.parties.get(), party, user=user, now=make.APPLIED)
    attach(
        application_id=draft.pk,
        slot_key="other",
        file_name=f"{WORD}.pdf",
        content=PDF,
        actor=user,
        now=make.APPLIED,
    )
    invite(
        application_id=draft.pk,
        party_id=draft.parties.get().pk,
        email=f"{WORD.lower()}@nagonstans.example",
        greeting=WORD,
        actor=user,
        now=timezone.now(),
    )
    Comment.objects.create(
        application=draft, section="plan", text=WORD, written_by=user, written_at=make.APPLIED
    )
    let_in(application_id=draft.pk, actor=user, now=timezone.now())
    return draft


def tells(text: str, draft: Application) -> bool:
    """Whether a page says something that stands in the draft, besides the word that was asked for."""
    beside = rf"{WORD} (title_sv|summary_sv|purpose_sv|kommun)|{WORD}\.pdf|{WORD.lower()}@|{draft.pk}"
    return re.search(beside, text) is not None


def crawl(client: Client, starts: list[str]) -> dict[str, str]:
    """Follow every link inside the admin from some pages; return address → what was answered."""
    waiting, seen = deque(starts), dict[str, str]()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.popleft()
        if address in seen:
            continue
        answer = client.get(address, follow=True)
        body = b"".join(answer) if answer.streaming else answer.content
        seen[address] = body.decode("utf-8", "replace")
        kinds: dict[str, int] = {}
        for link in re.findall(r'href="(/admin/[^"#]*)"', seen[address]):
            kind = re.sub(r"[0-9a-f-]{36}|\d+", "N", link.partition("?")[0])
            kinds[kind] = kinds.get(kind, 0) + 1
            if kinds[kind] == 1 and not NOT_FOLLOWED.match(link):
                waiting.append(link)
    return seen


@pytest.mark.parametrize("person", STAFF)
def test_no_page_of_the_staff_shows_a_draft(person: Callable[[], User]) -> None:
    draft = planted()
    make.submitted_application(round_=draft.round)
    client = at_desk(person())
    asked = [
        "/admin/",
        "/admin/cases/",
        f"/admin/cases/?q={WORD}",
        "/admin/cases/export/",
        f"/admin/cases/export/?q={WORD}",
        f"/admin/cases/results/?q={WORD}",
        f"/admin/pages/search/?q={WORD}",
        "/admin/reports/site-history/",
        f"/admin/users/?q={WORD}",
        reverse("applications:support"),
        reverse("applications:mine"),
    ]
    pages, found = crawl(client, asked), False
    assert len(pages) >= len(asked)
    for address, text in pages.items():
        assert not tells(text, draft), address
        found |= "Öppna medborgarbudgeten" in text
    # The control: those who handle cases do see the one that was submitted beside it.
    assert found is (person in (make.officer, make.decider, make.registrar))


@pytest.mark.parametrize("person", STAFF)
def test_a_drafts_address_at_the_desk_is_as_missing_as_no_case_at_all(person: Callable[[], User]) -> None:
    draft = planted()
    client = at_desk(person())
    for name in ("case", "version", "file", "declare", "assess", "assign", "prepare", "sign"):
        more: list[object] = [1] if name == "version" else []
        if name == "file":
            more = [draft.attachments.get().pk]
        real = client.get(reverse(f"desk:{name}", args=[draft.pk, *more]), follow=True)
        absent = client.get(reverse(f"desk:{name}", args=[uuid4(), *more]), follow=True)
        assert (real.status_code, len(real.content)) == (absent.status_code, len(absent.content)), name


def test_no_count_and_no_queryset_of_the_desk_holds_a_draft() -> None:
    draft = planted()
    for person in STAFF:
        desk = desk_of(person(), now=timezone.now())
        assert draft not in desk.cases()
        assert draft not in desk.assigned()
        assert all(draft not in cases for cases in desk.waiting().values())


def test_support_has_no_desk() -> None:
    assert desk_of(make.support(), now=timezone.now()).roles == frozenset()
    assert at_desk(make.support()).get("/admin/cases/", follow=True).status_code in (403, 404)
    client = Client()
    client.force_login(make.support())
    assert client.get(reverse("accounts:start"))["Location"] == reverse("applications:support")
    assert StaffRole.SUPPORT not in desk_of(make.officer(), now=timezone.now()).roles


def test_public_pages_and_the_api_know_nothing_of_a_draft() -> None:
    draft = planted()
    client = Client()
    addresses = [
        "/",
        reverse("search:projects") + f"?q={WORD}",
        draft.round.call.get_absolute_url(),
        "/api/v1/calls/",
        "/api/v1/projects/",
        f"/api/v1/projects/?q={WORD}",
        "/api/v1/organisations/",
        "/sitemap.xml",
    ]
    for address in addresses:
        text = client.get(address, follow=True).content.decode()
        assert not tells(text, draft), address


def test_wagtail_keeps_no_index_of_where_cases_point() -> None:
    tracked = {model._meta.app_label for model in ReferenceIndex.tracked_models}
    assert not tracked & {"applications", "accounts", "journal", "mail"}


def test_an_automatic_letter_to_applicants_is_no_event_of_the_case() -> None:
    draft = planted()
    admin = at_desk(superuser())
    text = admin.get("/admin/reports/site-history/", follow=True).content.decode()
    assert "dolly@nagonstans.example" not in text
    assert not tells(text, draft)
