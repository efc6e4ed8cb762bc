"""Letters are queued once, sent once, and wait longer each time they fail."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import sanitize_address
from django.db import transaction
from pytest_django import Settings

from mail.models import KeptMail, Letter
from mail.queue import PATIENCE, enqueue, send_waiting

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)


class NobodyAnswers(BaseEmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Fail as the network does."""
        raise SMTPServerDisconnected("please run connect() first")


class ReadsAddresses(BaseEmailBackend):
    """A mail server's client, as far as it goes before it speaks to the server."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Read every address as Django's own client does."""
        return len([sanitize_address(to, "utf-8") for message in email_messages for to in message.to])


@pytest.fixture(autouse=True)
def _letter_template(settings: Settings) -> None:
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    (
                        "django.template.loaders.locmem.Loader",
                        {
                            "mail/hello.txt": "{% load i18n %}Case   {{ number }}\n\n"
                            "{% get_current_language as code %}Language: {{ code }}\n\n"
                        },
                    )
                ]
            },
        }
    ]


def queue(key: str = "receipt:1", language: str = "sv") -> Letter:
    """Queue one letter."""
    return enqueue(
        key=key,
        to="anna@example.se",
        template="hello",
        context={"number": "2026-00001"},
        language=language,
        now=NOW,
    )


def test_a_letter_is_written_in_its_readers_language() -> None:
    queue(language="en")
    assert Letter.objects.values("key", "to", "language", "template", "subject", "body", "sent_at").get() == {
        "key": "receipt:1",
        "to": "anna@example.se",
        "language": "en",
        "template": "hello",
        "subject": "Case 2026-00001",
        "body": "Language: en\n",
        "sent_at": None,
    }


def test_the_same_occasion_is_queued_once() -> None:
    assert queue() == queue()
    assert queue("receipt:2") != queue()
    assert Letter.objects.count() == 2


def test_nothing_is_queued_when_the_action_is_undone() -> None:
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert Letter.objects.count() == 0


def test_a_letter_leaves_once() -> None:
    queue()
    assert send_waiting(now=LATER) == 1
    assert send_waiting(now=LATER) == 0
    assert [(m.to, m.subject, m.body) for m in mail.outbox] == [
        (["anna@example.se"], "Case 2026-00001", "Language: sv\n")
    ]
    sent = Letter.objects.get()
    assert (sent.sent_at, sent.attempts, sent.error) == (LATER, 1, "")


def test_a_letter_that_fails_waits_longer_each_time_and_is_never_lost(settings: Settings) -> None:
    queue()
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.mail.test_queue.NobodyAnswers"
    now = NOW
    for patience in [*PATIENCE, PATIENCE[-1]]:
        assert send_waiting(now=now) == 0
        waiting = Letter.objects.get()
        assert waiting.next_attempt_at == now + patience
        assert waiting.error == "SMTPServerDisconnected: please run connect() first"
        assert send_waiting(now=now) == 0, "its turn has not come"
        assert Letter.objects.get().attempts == waiting.attempts
        now = waiting.next_attempt_at
    settings.EMAIL_BACKEND = working
    assert send_waiting(now=now) == 1
    assert (len(mail.outbox), Letter.objects.get().error) == (1, "")


def test_one_letter_that_fails_does_not_stop_the_others(settings: Settings) -> None:
    queue("first")
    queue("second")
    Letter.objects.filter(key="first").update(next_attempt_at=LATER + timedelta(hours=1))
    assert send_waiting(now=LATER) == 1
    assert list(Letter.objects.filter(sent_at__isnull=True).values_list("key", flat=True)) == ["first"]


def test_a_letter_that_no_mail_can_be_made_of_does_not_stop_the_others(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "tests.mail.test_queue.ReadsAddresses"
    queue("first")
    queue("second")
    Letter.objects.filter(key="first").update(to="a@example.se>")
    assert send_waiting(now=LATER) == 1
    first = Letter.objects.get(key="first")
    assert (first.sent_at, first.attempts, first.next_attempt_at) == (None, 1, LATER + PATIENCE[0])
    assert first.error.startswith("ValueError: Invalid address")


def test_only_so_many_leave_at_a_time() -> None:
    for number in range(5):
        queue(f"letter:{number}")
    assert [send_waiting(now=LATER, most=2) for _turn in range(4)] == [2, 2, 1, 0]


def test_without_a_mail_server_mails_are_kept_to_be_read(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "mail.backend.KeptMailBackend"
    queue()
    assert send_waiting(now=LATER) == 1
    assert KeptMail.objects.values("to", "subject", "body").get() == {
        "to": "anna@example.se",
        "subject": "Case 2026-00001",
        "body": "Language: sv\n",
    }


@pytest.mark.parametrize("name", ["ärende"])
def test_subjects_keep_their_letters(name: str, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "mail.backend.KeptMailBackend"
    EmailMessage(f"Ditt {name}", "Hej", to=["a@example.se"], cc=["b@example.se"]).send()
    assert KeptMail.objects.values("to", "subject").get() == {
        "to": "a@example.se, b@example.se",
        "subject": "Ditt ärende",
    }
