"""A session that ends while somebody types: the text is back when the same person is, and nobody else's."""

import html
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from tests import factories as make
from tests.applications.test_pages_form import at, text_of
from tests.applications.test_pages_together import hidden, opened

pytestmark = pytest.mark.django_db
TEXT = "Tre omgångar\nmed <invånare> & en “öppen” utvärdering – 100 %"


@pytest.fixture
def draft() -> Application:
    """A draft of Alma's."""
    return make.draft_application()


def signed_in(client: Client, who: str = "alma@sjobro.example") -> Client:
    """Sign in at the portal's own page, as people do."""
    client.post(reverse("account_login"), {"login": who, "password": make.PASSWORD})
    return client


def with_fields(page: dict[str, str], **fields: str) -> dict[str, str]:
    """Return what the browser posts of a page."""
    return {**page, **fields}


def test_the_text_is_in_the_form_again_after_signing_in(draft: Application) -> None:
    url, client = at(draft, "section", "plan"), signed_in(Client())
    page = opened(client, url)
    Session.objects.all().delete()
    answer = client.post(url, with_fields(page, plan_sv=TEXT, purpose_sv="Syfte"))
    assert answer["Location"] == f"{reverse('account_login')}?{urlencode({'next': url}, safe='/')}"
    assert "är kvar" in text_of(client.get(answer["Location"]))
    signed_in(client)
    shown = text_of(client.get(url))
    assert html.escape(TEXT) in shown
    assert "inte sparat än" in shown
    assert hidden(shown, "bases") == page["bases"]
    assert draft.sections.get(key="plan").answers == {}
    again = {name: hidden(shown, name) for name in ("version", "bases", "writer")}
    client.post(url, with_fields(again, plan_sv=TEXT, purpose_sv="Syfte", effects_sv=""))
    assert draft.sections.get(key="plan").answers["plan_sv"] == TEXT
    assert "inte sparat än" not in text_of(client.get(url))


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(draft: Application) -> None:
    url, client = at(draft, "section", "plan"), signed_in(Client())
    page = opened(client, url)
    Session.objects.all().delete()
    client.post(url, with_fields(page, plan_sv=TEXT, purpose_sv=""))
    make.give_answers(draft, "plan", {"plan_sv": "Petras", "purpose_sv": "Petras syfte"})
    shown = text_of(signed_in(client).get(url))
    again = {name: hidden(shown, name) for name in ("version", "bases", "writer")}
    answer = client.post(url, with_fields(again, plan_sv=TEXT, purpose_sv=""))
    assert answer.status_code == 409
    assert "Petras" in text_of(answer)
    assert draft.sections.get(key="plan").answers == {"plan_sv": "Petras", "purpose_sv": "Petras syfte"}


def test_nobody_else_who_signs_in_there_is_shown_it(draft: Application) -> None:
    make.with_partner(draft)
    url, client = at(draft, "section", "plan"), signed_in(Client())
    page = opened(client, url)
    Session.objects.all().delete()
    client.post(url, with_fields(page, plan_sv=TEXT))
    signed_in(client, make.partner().email)
    shown = text_of(client.get(url))
    assert html.escape(TEXT) not in shown
    assert "inte sparat än" not in shown


def test_a_form_that_says_it_is_somebody_elses_is_not_kept(draft: Application) -> None:
    url = at(draft, "section", "plan")
    for writer in ("", "1", "1:x:y"):
        client = Client()
        client.post(url, {"plan_sv": TEXT, "writer": writer})
        assert html.escape(TEXT) not in text_of(signed_in(client).get(url))


def test_a_token_from_before_a_new_sign_in_loses_nothing(draft: Application) -> None:
    url, client = at(draft, "section", "plan"), signed_in(Client(enforce_csrf_checks=False))
    page = opened(client, url)
    client.handler.enforce_csrf_checks = True
    answer = client.post(url, with_fields(page, plan_sv=TEXT, csrfmiddlewaretoken="x" * 64))
    assert (answer.status_code, answer["Location"]) == (302, url)
    assert html.escape(TEXT) in text_of(client.get(url))
    script = client.post(url, {"plan_sv": TEXT}, headers={"Accept": "application/json"})
    assert (script.status_code, script.json()) == (403, {"problem": "token"})
    client.handler.enforce_csrf_checks = False
    assert client.post(url, {"leave": "yes"})["Location"] == url
    assert html.escape(TEXT) not in text_of(client.get(url))


def test_a_partys_page_and_budget_and_a_comment_are_kept_too(draft: Application) -> None:
    party = draft.parties.get()
    pages = {
        at(draft, "party", party.pk): ("name", "Källviks kommun & co"),
        at(draft, "party_budget", party.pk): ("person-0-description", "Handläggaren"),
        at(draft, "add_party"): ("name", "En ny part"),
        at(draft, "talk", "plan"): ("text", "En undran"),
    }
    client = signed_in(Client())
    writer = opened(client, at(draft, "section", "plan"))["writer"]
    Session.objects.all().delete()
    for url, (name, text) in pages.items():
        client.post(url, {name: text, "writer": writer, "step": "comment"})
    signed_in(client)
    for url, (_name, text) in pages.items():
        assert html.escape(text) in text_of(client.get(url)), url


def test_a_page_learns_how_long_the_session_lasts_and_prolongs_it(draft: Application) -> None:
    url, client = reverse("accounts:session"), signed_in(Client())
    row = Session.objects.get(pk=client.session.session_key)
    row.expire_date = timezone.now() + timedelta(minutes=5)
    row.save()
    told = client.get(url).json()
    assert told["user"] == make.applicant().pk
    assert 200 < told["left"] <= 300
    assert client.post(url).json()["left"] > 60 * 60 * 24
    assert client.get(url).json()["left"] > 60 * 60 * 24
    assert Client().get(url).json() == {"user": None, "left": 0, "token": ""}


def test_who_saves_stays_signed_in(draft: Application) -> None:
    url, client = at(draft, "section", "plan"), signed_in(Client())
    row = Session.objects.get(pk=client.session.session_key)
    row.expire_date = timezone.now() + timedelta(minutes=5)
    row.save()
    client.post(url, with_fields(opened(client, url), plan_sv=TEXT))
    row.refresh_from_db()
    assert row.expire_date > timezone.now() + timedelta(days=1)
