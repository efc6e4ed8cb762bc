"""Whoever has a receipt can prove that it is genuine, with us and without us."""

import hashlib

import pytest
from django.test import Client
from django.urls import reverse

from applications.genuine import fingerprint_in
from applications.models import Application, Snapshot
from tests import factories as f

pytestmark = pytest.mark.django_db
VERIFY = "receipts:verify"


@pytest.fixture
def application() -> Application:
    return f.submitted_application()


def _ask(client: Client, number: str, fingerprint: str) -> tuple[int, str]:
    answer = client.get(reverse(VERIFY), {"number": number, "sha256": fingerprint})
    return answer.status_code, answer.content.decode()


def test_anyone_verifies_and_learns_nothing_else(client: Client, application: Application) -> None:
    snapshot = application.snapshots.get()
    status, page = _ask(client, str(application.case_number), snapshot.sha256)
    assert (status, "Kvittensen är äkta." in page) == (200, True)
    assert f.ANSWERS["project"]["title_sv"] not in page
    assert f.applicant().name not in page


def test_unknown_number_and_wrong_fingerprint_get_the_same_answer(
    client: Client, application: Application
) -> None:
    snapshot = application.snapshots.get()
    pages = []
    for number, fingerprint in (
        (str(application.case_number), "0" * 64),
        ("2099-99999", "0" * 64),
        ("2099-99999", snapshot.sha256),
    ):
        status, page = _ask(client, number, fingerprint)
        assert (status, "Vi kan inte bekräfta kvittensen." in page) == (200, True)
        pages.append(page.replace(number, "").replace(fingerprint, "").split("<main")[1].split("</main")[0])
    assert pages[0] == pages[1] == pages[2]


@pytest.mark.parametrize(
    ("number", "fingerprint"),
    [("", "0" * 64), ("2026-00001", ""), ("2026-00001", "abc"), ("x" * 41, "0" * 64)],
)
def test_what_can_be_no_receipt_is_said_at_its_field(client: Client, number: str, fingerprint: str) -> None:
    assert _ask(client, number, fingerprint)[0] == 422


def test_spaces_and_capitals_of_a_pasted_fingerprint_do_not_matter() -> None:
    assert fingerprint_in("AB" * 16 + "\n " + "cd" * 16) == "ab" * 16 + "cd" * 16
    assert fingerprint_in("é" * 64) == ""


def test_too_many_questions_wait(client: Client) -> None:
    statuses = [_ask(client, "2026-00001", "0" * 64)[0] for _ in range(61)]
    assert (set(statuses[:60]), statuses[60]) == ({200}, 429)


def test_the_saved_document_has_the_receipts_fingerprint(application: Application) -> None:
    client = Client()
    client.force_login(f.applicant())
    snapshot = application.snapshots.get()
    page = client.get(
        reverse("applications:receipt", args=[application.pk, snapshot.number])
    ).content.decode()
    address = reverse("applications:frozen", args=[application.pk, snapshot.number])
    assert address in page
    saved = client.get(address)
    assert hashlib.sha256(saved.content).hexdigest() == snapshot.sha256
    assert "attachment" in saved["Content-Disposition"]
    client.force_login(f.stranger())
    assert client.get(address).status_code == 404


def test_whoever_sees_a_part_cannot_save_the_whole(application: Application) -> None:
    client = Client()
    client.force_login(f.applicant())
    address = reverse("applications:frozen", args=[application.pk, 99])
    assert client.get(address).status_code == 404
    assert Snapshot.objects.count() == 1
