"""The boards as people see them."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.groups import settle_groups_of
from cms.groups import settle_groups
from partnering.actions.post import post
from partnering.models import Conversation, Notice
from registry.models import Call
from tests.factories import applicant, editor, officer, open_round, partner, stranger
from tests.partnering.board import given

pytestmark = pytest.mark.django_db
GOOD = {"organisation": "Öppna kartan", "sector": "civil_society", "offers": "Kartor.", "seeks": ""}


@pytest.fixture
def call() -> Call:
    return open_round().call


@pytest.fixture
def notice(call: Call) -> Notice:
    return post(call_id=call.pk, given=given(), language="sv", actor=applicant(), now=timezone.now())


def _as(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def _board(call: Call) -> str:
    return reverse("partnering:notices", args=[call.funder.slug, call.diarienummer])


def test_everyone_reads_the_board_and_nobody_an_address(client: Client, notice: Notice) -> None:
    page = client.get(_board(notice.call)).content.decode()
    assert "Tolv byalag som vill prova." in page
    assert "Skåne" in page
    assert applicant().email not in page
    assert applicant().name not in page


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("sector=public", True),
        ("sector=business", False),
        ("county=12", True),
        ("county=01", False),
        ("looks_for=civil_society", True),
        ("looks_for=academia", False),
        ("sector=kingdom&county=99&page=10000000000", True),
    ],
)
def test_narrowed(client: Client, notice: Notice, query: str, is_there: bool) -> None:
    answer = client.get(f"{_board(notice.call)}?{query}")
    assert answer.status_code == 200
    assert ("Tolv byalag" in answer.content.decode()) is is_there


def test_the_board_costs_the_same_for_one_and_twenty(
    client: Client, notice: Notice, django_assert_num_queries: object
) -> None:
    for _number in range(4):
        post(call_id=notice.call_id, given=given(), language="sv", actor=stranger(), now=timezone.now())
    with django_assert_num_queries(5):  # type: ignore[operator]  # own funder twice, call, notices, rounds
        client.get(_board(notice.call))


def test_put_up_and_mend(call: Call) -> None:
    client = _as(partner())
    address = reverse("partnering:add", args=[call.funder.slug, call.diarienummer])
    wrong = client.post(address, {**GOOD, "offers": "Skriv till oss@kartan.example"})
    assert wrong.status_code == 422
    assert "oss@kartan.example" in wrong.content.decode()
    assert not Notice.objects.exists()
    assert client.post(address, GOOD).status_code == 302
    assert Notice.objects.get().organisation == "Öppna kartan"


def test_change_and_end(notice: Notice) -> None:
    client = _as(applicant())
    address = reverse("partnering:edit", args=[notice.pk])
    assert "Tolv byalag" in client.get(address).content.decode()
    assert client.post(address, {**GOOD, "version": "1"}).status_code == 302
    stale = client.post(address, {**GOOD, "offers": "Något annat.", "version": "1"})
    assert stale.status_code == 422
    assert "Något annat." in stale.content.decode()
    assert client.post(reverse("partnering:end", args=[notice.pk])).status_code == 302
    assert client.get(address).status_code == 404


def test_foreign_and_missing_look_alike(notice: Notice) -> None:
    client = _as(stranger())
    for name in ("partnering:edit", "partnering:end"):
        answers = [
            (one.status_code, one.content)
            for one in (client.post(reverse(name, args=[pk]), GOOD) for pk in (notice.pk, uuid4()))
        ]
        assert answers[0][0] == answers[1][0] == 404


def test_a_conversation_is_for_two(notice: Notice) -> None:
    asked = _as(partner()).post(reverse("partnering:contact", args=[notice.pk]), {"text": "Vi är med."})
    assert asked.status_code == 302
    address = reverse("partnering:conversation", args=[Conversation.objects.get().pk])
    for person in (applicant(), partner()):
        page = _as(person).get(address)
        assert "Vi är med." in page.content.decode()
    assert applicant().email not in _as(partner()).get(address).content.decode()
    assert partner().email not in _as(applicant()).get(address).content.decode()
    assert _as(stranger()).get(address).status_code == 404
    assert _as(stranger()).post(address, {"text": "Hej"}).status_code == 404


def test_signing_in_comes_first(client: Client, notice: Notice) -> None:
    for address in (
        reverse("partnering:mine"),
        reverse("partnering:contact", args=[notice.pk]),
        reverse("partnering:edit", args=[notice.pk]),
    ):
        answer = client.get(address)
        assert (answer.status_code, "login" in answer["Location"]) == (302, True)


def test_anyone_may_report(client: Client, notice: Notice) -> None:
    address = reverse(
        "partnering:objection", args=[notice.call.funder.slug, notice.call.diarienummer, notice.pk]
    )
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Reklam."}).status_code == 302
    assert notice.objections.get().reason == "Reklam."


def test_editors_settle_in_the_admin(notice: Notice) -> None:
    settle_groups()
    for person in (officer(), editor()):
        settle_groups_of(person, timezone.localdate())
    address = reverse("partner_notices")
    assert _as(officer()).get(address).status_code == 404
    page = _as(editor()).get(address)
    assert (page.status_code, "Tolv byalag" in page.content.decode()) == (200, True)
    _as(editor()).post(address, {"notice": str(notice.pk), "reason": "Reklam."})
    notice.refresh_from_db()
    assert notice.taken_down_reason == "Reklam."
    assert _as(editor()).post(address, {"notice": "x", "keep": ""}).status_code == 404


def test_null_bytes_and_markup_are_text(call: Call) -> None:
    client = _as(partner())
    address = reverse("partnering:add", args=[call.funder.slug, call.diarienummer])
    assert client.post(address, {**GOOD, "offers": "a\x00b"}).status_code == 422
    client.post(address, {**GOOD, "offers": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in client.get(_board(call)).content.decode()
