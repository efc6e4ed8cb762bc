"""Every applicant's page answers, in both languages, and to a stranger as if there were no such case."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from applications.actions.attach import attach
from applications.models import Application
from tests import factories as make

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def signed_in(user: make.User) -> Client:
    """Return a browser in which a person is signed in."""
    client = Client()
    client.force_login(user)
    return client


def addresses(application: Application) -> dict[str, str]:
    """Return every address of a case by its name, GET or not."""
    pk, party = application.pk, application.parties.order_by("order").last()
    file = application.attachments.first()
    assert party is not None
    names: dict[str, list[object]] = {
        name: [pk]
        for name in ("case", "submit", "unlock", "relock", "withdraw", "discard", "decline", "report")
    }
    names |= {"add_party": [pk], "attach": [pk, "other"]}
    names |= {name: [pk, party.pk] for name in ("party", "remove_party", "invite", "party_budget")}
    names |= {name: [pk, file.pk if file else uuid4()] for name in ("file", "detach")}
    names |= {name: [pk, 1] for name in ("receipt", "version")}
    found = {name: reverse(f"applications:{name}", args=args) for name, args in names.items()}
    for key in ("project", "parties", "plan", "budget", "contacts", "attachments"):
        found[f"section:{key}"] = reverse("applications:section", args=[pk, key])
    return found


def with_a_file(application: Application) -> Application:
    """Attach a file to a draft."""
    attach(
        application_id=application.pk,
        slot_key="other",
        file_name="avsiktsförklaring.pdf",
        content=PDF,
        actor=make.applicant(),
        now=make.APPLIED,
    )
    return application


POST_ONLY = {"unlock", "relock", "attach", "detach"}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_of_a_draft_answers(language: str) -> None:
    application = with_a_file(make.filled_application())
    with translation.override(language):
        pages = addresses(application)
    client = signed_in(make.applicant())
    answers = {name: client.get(url).status_code for name, url in pages.items()}
    away = {name: 302 for name in ("withdraw", "decline", "report")}
    none = {name: 404 for name in ("receipt", "version")}
    assert answers == {
        **dict.fromkeys(pages, 200),
        **dict.fromkeys(POST_ONLY, 405),
        **away,
        **none,
    }
