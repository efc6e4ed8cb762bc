"""Every applicant's page answers, in both languages; to a stranger as if there were no such case."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from applications.models import Application
from rulebook.states import DecisionKind
from tests import factories as make
from tests.applications.test_actions_attach import put

pytestmark = pytest.mark.django_db
POST_ONLY = {"unlock", "relock", "attach", "detach", "done", "support_level"}
SECTIONS = ("project", "parties", "plan", "budget", "contacts", "attachments")


def browser(user: User) -> Client:
    """Return a browser in which a person is signed in."""
    client = Client()
    client.force_login(user)
    return client


# Who takes part, and what was approved, is the applicants' matter in every state.
PEOPLE = ("people", "invite", "approvals", "approval", "own_visits")


def addresses(application: Application) -> dict[str, str]:
    """Return every address of a case by its name, GET or not."""
    pk, party = application.pk, application.parties.order_by("order").last()
    file = application.attachments.first()
    assert party is not None
    own = (
        "case",
        "submit",
        "missing",
        "unlock",
        "relock",
        "withdraw",
        "discard",
        "decline",
        "report",
        "add_party",
        "copy",
        "support_level",
        "people",
        "approvals",
        "own_visits",
    )
    names: dict[str, list[object]] = {name: [pk] for name in own}
    names |= {
        name: [pk, party.pk] for name in ("party", "remove_party", "party_budget", "approval", "invite")
    }
    names |= {name: [pk, file.pk if file else uuid4()] for name in ("file", "detach")}
    names |= {name: [pk, 1] for name in ("receipt", "version")}
    names |= {"attach": [pk, "other"], "done": [pk, "plan"], "letter": [pk, uuid4()]}
    found = {name: reverse(f"applications:{name}", args=args) for name, args in names.items()}
    return found | {key: reverse("applications:section", args=[pk, key]) for key in SECTIONS}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("filled", [True, False])
def test_every_page_of_a_draft_answers(language: str, filled: bool) -> None:
    application = make.filled_application() if filled else make.draft_application()
    put(application)
    with translation.override(language):
        pages = addresses(application)
    client = browser(make.applicant())
    answers = {name: client.get(url).status_code for name, url in pages.items()}
    assert answers == {
        **dict.fromkeys(pages, 200),
        **dict.fromkeys(POST_ONLY, 405),
        **dict.fromkeys(("withdraw", "decline", "report"), 302),
        **dict.fromkeys(("receipt", "version", "letter"), 404),
    }


def test_every_page_of_a_submitted_case_answers() -> None:
    pages = addresses(make.submitted_application())
    client = browser(make.applicant())
    answers = {name: client.get(url).status_code for name, url in pages.items()}
    shown = dict.fromkeys(("case", "submit", "copy", "withdraw", "receipt", "version", *PEOPLE), 200)
    away = dict.fromkeys(pages, 302)
    assert answers == {**away, **shown, **dict.fromkeys(POST_ONLY, 405), "file": 404, "letter": 404}


@pytest.mark.parametrize(
    "kind", [DecisionKind.GRANTED, DecisionKind.REFUSED, DecisionKind.RESERVE, DecisionKind.DISMISSED]
)
def test_a_decided_case_shows_its_decision(kind: DecisionKind) -> None:
    application, decision = make.decided_application(kind)
    page = browser(make.applicant()).get(reverse("applications:case", args=[application.pk]))
    assert decision.reasons in page.content.decode()
    assert "Disa Strand" in page.content.decode()


def test_nothing_tells_that_a_decision_is_prepared() -> None:
    application, decision = make.prepared_application()
    client = browser(make.applicant())
    with translation.override("en"):
        pages = [reverse("applications:case", args=[application.pk]), reverse("applications:mine")]
    for url in pages:
        text = client.get(url).content.decode()
        assert "In review" in text
        assert "prepared" not in text.lower()
        assert decision.reasons not in text
        assert "Olof Hed" not in text
        assert "Asta Lind" not in text


def shape(content: bytes) -> str:
    """Return a page without what changes with every answer: tokens, nonces, and the address itself."""
    text = re.sub(r'(nonce|value)="[^"]*"', "", content.decode())
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", text)


@pytest.mark.parametrize("state", ["draft", "submitted", "running"])
def test_to_a_stranger_every_case_is_missing(state: str) -> None:
    builders = {
        "draft": make.filled_application,
        "submitted": make.submitted_application,
        "running": make.running_application,
    }
    application = builders[state]()
    missing = Application(pk=uuid4())
    clients = [browser(person()) for person in (make.stranger, make.officer)]
    for name, url in addresses(application).items():
        nowhere = url.replace(str(application.pk), str(missing.pk))
        for client in clients:
            for method in (client.get, client.post):
                answer, none = method(url), method(nowhere)
                assert answer.status_code == none.status_code, (name, method)
                assert answer.status_code in (404, 405), (name, method)
                assert shape(answer.content) == shape(none.content), (name, method)
    application.refresh_from_db()
    assert application.state == state


def test_without_signing_in_every_page_asks_for_it() -> None:
    application = make.filled_application()
    pages = {**addresses(application), "mine": reverse("applications:mine")}
    for url in pages.values():
        answer = Client().get(url)
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))


def test_what_a_signed_in_person_gets_is_kept_by_nobody() -> None:
    application = make.submitted_application()
    client = browser(make.applicant())
    for url in (reverse("applications:mine"), reverse("applications:case", args=[application.pk])):
        assert client.get(url)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", ["/mina/x/", "/mina/00000000-0000-0000-0000-00000000000g/", "/mina/%00/"])
def test_what_is_no_case_is_missing(path: str) -> None:
    assert browser(make.applicant()).get(path).status_code == 404
