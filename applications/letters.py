"""The letters that a case sends: receipts, decisions, reports. Texts in `templates/mail/`."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from applications.document import answer
from applications.models import (
    Application,
    Attachment,
    Decision,
    Invitation,
    Letter,
    Party,
    PartyApproval,
    Report,
    Snapshot,
)
from journal.canonical import sha256_of
from mail.queue import enqueue


def send_receipts(snapshot: Snapshot, *, now: datetime) -> None:
    """Mail the receipt of a submitted version to applicants, project leader and signatory."""
    document = json.loads(snapshot.content)
    extra = (answer(document, "contacts", "leader_email"), answer(document, "contacts", "signatory_email"))
    for address, language in _addresses(snapshot.application, extra):
        context = {
            "snapshot": snapshot,
            "application": snapshot.application,
            "call": snapshot.application.round.call,
            "attachments": document["attachments"],
        }
        _send(f"receipt:{snapshot.pk}", "receipt", address, language, snapshot.application, context, now)


def send_invitation(invitation: Invitation, secret: str, *, language: str, now: datetime) -> None:
    """Mail the link that lets a person in."""
    with translation.override(language):
        link = settings.PUBLIC_URL + reverse("applications:invitation", args=[secret])
    context = {"invitation": invitation, "call": invitation.application.round.call, "link": link}
    enqueue(
        key=f"invitation:{invitation.pk}",
        to=invitation.email,
        template="invitation",
        context=context,
        language=language,
        now=now,
    )


def send_lapsed(
    application: Application, party: Party, rows: Iterable[PartyApproval], *, now: datetime
) -> None:
    """Tell those who signed for a party that what they approved has changed; not what it says now."""
    signed = {row.user_id or row.recorded_by_id for row in rows}
    takes_part = application.participants.filter(ended_at__isnull=True).select_related("user")
    people = [
        one.user
        for one in takes_part
        if one.user_id in signed or (one.is_signatory and one.party_id == party.pk)
    ]
    for address, language in sorted((user.email, user.language) for user in people):
        context = {"party": party, "call": application.round.call}
        key = f"lapsed:{party.pk}:{now.isoformat()}"
        _send(key, "approval_lapsed", address, language, application, context, now)


def send_infected(file: Attachment, *, now: datetime) -> None:
    """Tell whoever attached a file that the virus scanner has refused it."""
    application, user = file.application, file.added_by
    context = {"file": file, "call": application.round.call}
    _send(f"infected:{file.pk}", "infected", user.email, user.language, application, context, now)


def send_decision(decision: Decision, *, now: datetime) -> None:
    """Tell the applicants that there is a decision; what it says stands on the page, behind sign-in."""
    application = decision.application
    for address, language in _addresses(application):
        context = {"application": application, "call": application.round.call}
        _send(f"decision:{decision.pk}", "decision", address, language, application, context, now)


def send_report_answer(report: Report, *, now: datetime) -> None:
    """Tell the applicants that their final report was approved, or returned with a reason."""
    application = report.application
    for address, language in _addresses(application):
        context = {"application": application, "report": report, "call": application.round.call}
        key = f"report:{report.pk}:{'approved' if report.approved_at else report.version}"
        _send(key, "report_answer", address, language, application, context, now)


def send_letter_notice(letter: Letter, *, now: datetime) -> None:
    """Tell the applicants that there is a letter; what it says stands on the page, behind sign-in."""
    application = letter.application
    for address, language in _addresses(application):
        context = {"application": application, "letter": letter, "call": application.round.call}
        _send(f"letter:{letter.pk}", "letter", address, language, application, context, now)


def send_assignment(application: Application, to: str, language: str, *, key: str, now: datetime) -> None:
    """Ask an assessor to look at the names in a case and declare conflicts."""
    context = {
        "application": application,
        "call": application.round.call,
        "desk": settings.PUBLIC_URL + "/admin/",
    }
    enqueue(key=key, to=to, template="assignment", context=context, language=language, now=now)


def _send(
    key: str,
    template: str,
    address: str,
    language: str,
    application: Application,
    context: dict[str, Any],
    now: datetime,
) -> None:
    with translation.override(language):
        page = settings.PUBLIC_URL + reverse("applications:case", args=[application.pk])
    enqueue(
        key=f"{key}:{sha256_of(address)[:16]}",
        to=address,
        template=template,
        context={**context, "page": page},
        language=language,
        now=now,
    )


def _addresses(application: Application, extra: Iterable[str] = ()) -> list[tuple[str, str]]:
    people = (
        application.participants.filter(ended_at__isnull=True).select_related("user").order_by("joined_at")
    )
    found = {person.user.email.lower(): person.user.language for person in people}
    for address in extra:
        if "@" in address:
            found.setdefault(address.strip().lower(), "sv")
    return sorted(found.items())
