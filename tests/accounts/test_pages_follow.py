"""The pages for following: the same answer for every address, limits, one click, and nothing public."""

import re
from datetime import timedelta
from email.message import Message

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.follow_pages import BY_ADDRESS, BY_CLIENT
from accounts.follower import Follower
from accounts.following import confirm_link, end_link
from mail.models import Letter
from mail.queue import send_waiting
from registry.models import Call, Change, Round
from registry.publish import withdraw_call
from search.ask import ask
from search.question import Question
from tests.factories import closed_round, open_round
from tests.factories.followers import follower
from tests.registry.pages import words

pytestmark = pytest.mark.django_db
ADDRESS = "frida@foljer.example"


def page_for(call: Call) -> str:
    """Return where a call is followed."""
    return reverse("accounts:follow", args=[call.funder.slug, call.diarienummer])


def path_in(link: str) -> str:
    """Return the path of an absolute address."""
    return link.removeprefix("http://testserver")


def test_from_the_form_to_the_mailbox_and_back(client: Client) -> None:
    call = open_round().call
    answer = client.post(page_for(call), {"email": ADDRESS}, follow=True)
    assert answer.redirect_chain == [(reverse("accounts:follow_asked"), 302)]
    link = re.search(r"http://testserver\S+", Letter.objects.get().body)
    assert link
    assert client.get(path_in(link[0])).status_code == 200
    assert Follower.objects.get().confirmed_at is None
    assert client.post(path_in(link[0])).status_code == 200
    assert Follower.objects.get().confirmed_at is not None


def test_the_answer_is_the_same_whether_or_not_the_address_follows(client: Client) -> None:
    call = open_round().call
    new = client.post(page_for(call), {"email": ADDRESS}, follow=True)
    follower(call, "annan@foljer.example", now=timezone.now())
    known = client.post(page_for(call), {"email": "annan@foljer.example"}, follow=True)
    assert words_of(new.content) == words_of(known.content)
    assert new.redirect_chain == known.redirect_chain


def words_of(page: bytes) -> str:
    """Return a page without what differs each time."""
    return re.sub(r'nonce="[^"]+"', "", page.decode())


def test_a_wrong_address_is_said_at_the_field_and_stays(client: Client) -> None:
    page = client.post(page_for(open_round().call), {"email": "frida@foljer,example"}).content.decode()
    assert 'href="#id_email"' in page
    assert 'value="frida@foljer,example"' in page
    assert 'aria-invalid="true"' in page
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "hostile", ["\x00", "😀", "9" * 31, "x" * 100_000, "a@b.se\r\nBcc: c@d.se", "<b>@x.se"]
)
def test_hostile_addresses_get_a_page(client: Client, hostile: str) -> None:
    assert client.post(page_for(open_round().call), {"email": hostile}).status_code == 200
    assert not Letter.objects.exists()


def test_an_address_is_mailed_so_often_and_no_more_and_nobody_learns(client: Client) -> None:
    call = open_round().call
    answers = [client.post(page_for(call), {"email": ADDRESS}) for _ in range(BY_ADDRESS.most + 2)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, reverse("accounts:follow_asked"))
    }
    assert Letter.objects.count() == BY_ADDRESS.most


def test_a_client_may_ask_for_so_many_addresses(client: Client) -> None:
    call = open_round().call
    for at in range(BY_CLIENT.most):
        assert client.post(page_for(call), {"email": f"a{at}@foljer.example"}).status_code == 302
    assert client.post(page_for(call), {"email": ADDRESS}).status_code == 429
    other = client.post(page_for(call), {"email": ADDRESS}, REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 302


def test_one_click_ends_without_a_cookie() -> None:
    call = open_round().call
    one = follower(call, now=timezone.now())
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(path_in(end_link(one)), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not Follower.objects.exists()
    assert strict.post(path_in(end_link(one))).status_code == 200


def test_reading_the_link_ends_nothing(client: Client) -> None:
    one = follower(open_round().call, now=timezone.now())
    assert client.get(path_in(end_link(one))).status_code == 200
    assert Follower.objects.exists()


def test_a_forged_link_looks_as_one_that_has_been_used(client: Client) -> None:
    one = follower(open_round().call, now=timezone.now())
    used, forged = path_in(end_link(one)), path_in(end_link(one))[:-4] + "xxx/"
    pages = [client.post(address) for address in (forged, used, used)]
    assert {page.status_code for page in pages} == {200}
    assert len({page.content.decode().partition("<main ")[2].partition("</main>")[0] for page in pages}) == 1
    assert not Follower.objects.exists()
    for token in ("x", f"{one.pk.hex}:x", "%00", "9" * 31):
        address = reverse("accounts:follow_confirm", args=["x"]).replace("/x/", f"/{token}/")
        assert client.post(address).status_code == 404


def test_confirming_needs_the_page(client: Client) -> None:
    call = open_round().call
    client.post(page_for(call), {"email": ADDRESS})
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path_in(confirm_link(Follower.objects.get()))).status_code == 403


def test_the_mail_carries_the_one_click_headers(settings: pytest.FixtureRequest) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]
    now = timezone.now()
    one = follower(open_round().call, now=now - timedelta(days=1))
    Letter.objects.create(
        key="x",
        to=ADDRESS,
        subject="x",
        body="x",
        queued_at=now,
        next_attempt_at=now,
        unsubscribe=end_link(one),
    )
    assert send_waiting(now=now) == 2
    sent: list[Message] = [message.message() for message in mail.outbox]
    assert [message["List-Unsubscribe"] for message in sent] == [None, f"<{end_link(one)}>"]
    assert sent[1]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_closed_and_withdrawn_calls_are_not_followed(client: Client) -> None:
    closed = closed_round()
    Round.objects.filter(pk=closed.pk).update(
        closes_at=timezone.now() - timedelta(seconds=1), opens_at="2026-01-01T00:00Z"
    )
    answer = client.post(page_for(closed.call), {"email": ADDRESS})
    assert (answer.status_code, answer["Location"]) == (302, closed.call.get_absolute_url())
    call = open_round().call
    withdraw_call(call, now=timezone.now(), actor="machine:test")
    assert client.get(page_for(call)).status_code == 404
    assert not Letter.objects.exists()


def test_no_page_api_or_search_knows_who_follows(client: Client) -> None:
    call = open_round().call
    changes = Change.objects.count()
    follower(call, now=timezone.now())
    assert Change.objects.count() == changes
    for address in (
        *(call.get_absolute_url(), "/utlysningar/", "/", page_for(call), reverse("accounts:follow_asked")),
        *("/api/v1/calls/", "/api/v1/rounds/", "/projekt/?q=frida"),
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "foljer" not in answer.content.decode(), address
    assert "foljer" not in repr(ask(Question(text="frida foljer")))


def test_the_call_page_offers_to_follow_while_it_can_be(client: Client) -> None:
    call = open_round().call
    assert page_for(call) in client.get(call.get_absolute_url()).content.decode()
    closed = closed_round()
    Round.objects.filter(pk=closed.pk).update(closes_at=timezone.now(), opens_at="2026-01-01T00:00Z")
    assert page_for(closed.call) not in client.get(closed.call.get_absolute_url()).content.decode()
    assert "E-post" in words(client, page_for(call))
