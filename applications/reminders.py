"""Reminders to people with open drafts, before a round closes: sent by the machine, told to nobody else.

No journal entry is written: that somebody has a draft is the applicants' own business, and a list of who has
begun must not come into being. The mail's key keeps each from being sent twice.
"""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import translation

from applications.actions.beats import locked
from applications.models import Application, Participant
from mail.models import Letter
from mail.queue import enqueue, forget_own_space
from registry.models import Round
from rulebook.states import State
from rulebook.window import STOCKHOLM, swedish_day

DAYS_BEFORE = (7, 2, 1)
FROM = time(8)  # Swedish time: nobody is woken by a reminder
KEPT = timedelta(days=30)
_OPEN = (State.DRAFT.value, State.UNLOCKED.value)


def remind_of_closing(*, now: datetime) -> int:
    """Mail everybody with an open draft whose round closes in 7, 2 or 1 Swedish days; return how many mails.

    One mail a person and application on one day, also if the closing moment moves.
    """
    if now.astimezone(STOCKHOLM).time() < FROM:
        return 0
    return sum(_remind(case, now) for case in _waiting(now))


def forget_reminders(*, now: datetime) -> int:
    """Delete old reminders; return how many."""
    return forget_own_space(before=now - KEPT)


def _waiting(now: datetime) -> list[UUID]:
    """The open drafts whose people have not all been mailed today."""
    today = swedish_day(now)
    on_these_days = Q(pk__in=[])
    for days in DAYS_BEFORE:
        begins = datetime.combine(today + timedelta(days=days), time(), tzinfo=STOCKHOLM)
        ends = datetime.combine(today + timedelta(days=days + 1), time(), tzinfo=STOCKHOLM)
        on_these_days |= Q(closes_at__gte=begins.astimezone(UTC), closes_at__lt=ends.astimezone(UTC))
    rounds = Round.objects.filter(
        on_these_days, opens_at__lte=now, withdrawn_at__isnull=True, call__withdrawn_at__isnull=True
    )
    people = Participant.objects.filter(
        application__round__in=rounds,
        application__state__in=_OPEN,
        ended_at__isnull=True,
        user__is_active=True,
    ).values_list("application_id", "user_id")
    keys = {_key(case, user, now): case for case, user in people}
    sent = set(Letter.objects.filter(key__startswith=_beginning(now)).values_list("key", flat=True))
    return sorted({case for key, case in keys.items() if key not in sent})


def _remind(case: UUID, now: datetime) -> int:
    with locked(case) as application:
        if application.state not in _OPEN:  # submitted a moment ago
            return 0
        people = application.participants.filter(ended_at__isnull=True, user__is_active=True)
        return sum(_send(application, one, now) for one in people.select_related("user"))


def _send(application: Application, one: Participant, now: datetime) -> int:
    key = _key(application.pk, one.user_id, now)
    if Letter.objects.filter(key=key).exists():
        return 0
    language = one.user.language
    with translation.override(language):
        page = settings.PUBLIC_URL + reverse("applications:case", args=[application.pk])
    context = {
        "call": application.round.call,
        "round": application.round,
        "is_unlocked": application.stands is State.UNLOCKED,
        "coordinates": one.role == "coordinator",
        "page": page,
    }
    enqueue(
        key=key, to=one.user.email, template="closing_reminder", context=context, language=language, now=now
    )
    return 1


def _beginning(now: datetime) -> str:
    return f"closing:{swedish_day(now).isoformat()}:"


def _key(case: UUID, user: int, now: datetime) -> str:
    return f"{_beginning(now)}{case}:{user}"
