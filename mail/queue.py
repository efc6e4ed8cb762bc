"""Putting letters in the queue, and sending what waits."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from mail.models import KeptMail, Letter
from mail.own_space import TEMPLATES, OwnSpaceMail

PATIENCE = [timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440)]


def enqueue(
    *,
    key: str,
    to: str,
    template: str,
    context: Mapping[str, Any],
    language: str,
    now: datetime,
    unsubscribe: str = "",
) -> Letter:
    """Write a letter into the queue, in the caller's transaction; the same key gives the same letter.

    `template` names `templates/mail/NAME.txt`; its first line is the subject. `unsubscribe` is an absolute
    address that ends such letters by one POST.
    """
    with translation.override(language):
        text = render_to_string(f"mail/{template}.txt", dict(context))
    subject, _, body = text.strip().partition("\n")
    letter, _made = Letter.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "language": language,
            "template": template,
            "subject": " ".join(subject.split()),
            "body": body.strip() + "\n",
            "unsubscribe": unsubscribe,
            "queued_at": now,
            "next_attempt_at": now,
        },
    )
    return letter


def send_waiting(*, now: datetime, most: int = 50) -> int:
    """Send letters whose turn it is; return how many left. A letter that fails waits longer each time."""
    sent = 0
    due = Letter.objects.filter(sent_at__isnull=True, next_attempt_at__lte=now).order_by("id")
    for number in due.values_list("pk", flat=True)[:most]:
        with transaction.atomic():
            letter = Letter.objects.select_for_update(skip_locked=_skips()).filter(
                pk=number, sent_at__isnull=True
            )
            for one in letter:
                sent += _send(one, now)
    return sent


def forget(*, beginning: str) -> int:
    """Delete the letters whose keys begin so, sent or not: their addresses go with them. Return how many."""
    return Letter.objects.filter(key__startswith=beginning).delete()[0]


def forget_own_space(*, before: datetime) -> int:
    """Delete mails about drafts queued before a moment: no list of who had one is left. Return how many."""
    KeptMail.objects.filter(own_space=True, kept_at__lt=before).delete()
    return Letter.objects.filter(template__in=TEMPLATES, queued_at__lt=before).delete()[0]


def _skips() -> bool:
    return bool(transaction.get_connection().features.has_select_for_update_skip_locked)


def _send(letter: Letter, now: datetime) -> int:
    letter.attempts += 1
    try:
        kind = OwnSpaceMail if letter.template in TEMPLATES else EmailMessage
        kind(letter.subject, letter.body, to=[letter.to], headers=_headers(letter)).send()
    except (SMTPException, OSError, ValueError) as problem:  # ValueError: no mail can be made of it
        letter.error = f"{type(problem).__name__}: {problem}"[:255]
        letter.next_attempt_at = now + PATIENCE[min(letter.attempts, len(PATIENCE)) - 1]
        letter.save(update_fields=["attempts", "error", "next_attempt_at"])
        return 0
    letter.sent_at, letter.error = now, ""
    letter.save(update_fields=["attempts", "sent_at", "error"])
    return 1


def _headers(letter: Letter) -> dict[str, str]:
    if not letter.unsubscribe:
        return {}
    return {
        "List-Unsubscribe": f"<{letter.unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
