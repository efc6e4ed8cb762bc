"""Reminders before closing: to those with open drafts, once each, and told to nobody else."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.mail import EmailMessage
from django.test import Client, override_settings
from django.urls import reverse

from applications.actions.submit import submit
from applications.actions.unlock import unlock
from applications.models import Application
from applications.reminders import KEPT, forget_reminders, remind_of_closing
from config.jobs import JOBS
from journal.models import Entry
from mail.models import KeptMail, Letter
from mail.queue import send_waiting
from registry.models import Round
from tests import factories as make
from tests.applications.desk import at_desk, page
from tests.applications.test_pages_form import text_of

pytestmark = pytest.mark.django_db
# The round closes on 29 October at 14 Swedish time; winter time began on the 25th.
WEEK = datetime(2026, 10, 22, 6, 0, tzinfo=UTC)
TWO = datetime(2026, 10, 27, 7, 0, tzinfo=UTC)
ONE = datetime(2026, 10, 28, 22, 59, tzinfo=UTC)


def reminded() -> list[str]:
    letters = Letter.objects.filter(template="closing_reminder").order_by("queued_at", "to")
    return [f"{letter.queued_at:%m-%d} {letter.to}" for letter in letters]


def draft() -> Application:
    application = make.filled_application(round_=make.closed_round())
    make.with_partner(application)
    return application


def test_everybody_is_reminded_seven_two_and_one_swedish_days_before_once_each() -> None:
    draft()
    moment = datetime(2026, 10, 20, 12, tzinfo=UTC)
    while moment < make.CLOSED + timedelta(days=2):
        remind_of_closing(now=moment)
        moment += timedelta(hours=1)
    days = ("10-22", "10-27", "10-28")
    people = ("alma@sjobro.example", "petra@oppnakarta.example")
    assert reminded() == [f"{day} {person}" for day in days for person in people]


@pytest.mark.parametrize(
    ("moment", "count"),
    [
        (datetime(2026, 10, 22, 5, 59, tzinfo=UTC), 0),
        (WEEK, 2),
        (datetime(2026, 10, 22, 21, 59, tzinfo=UTC), 2),
        (datetime(2026, 10, 22, 22, 0, tzinfo=UTC), 0),
        (datetime(2026, 10, 27, 6, 59, tzinfo=UTC), 0),
        (TWO, 2),
        (ONE, 2),
        (datetime(2026, 10, 29, 8, 0, tzinfo=UTC), 0),
    ],
)
def test_the_days_are_swedish_and_nobody_is_woken(moment: datetime, count: int) -> None:
    draft()
    assert remind_of_closing(now=moment) == count


def test_whoever_has_submitted_or_left_is_not_reminded() -> None:
    application = draft()
    application.participants.filter(role="partner").update(ended_at=make.APPLIED)
    sent = make.filled_application(round_=application.round, user=make.stranger())
    submit(
        application_id=sent.pk,
        submission_key=uuid4(),
        submit_anyway=False,
        actor=make.stranger(),
        arrived_at=make.APPLIED,
        now=make.APPLIED,
    )
    remind_of_closing(now=WEEK)
    assert reminded() == ["10-22 alma@sjobro.example"]


def test_an_unlocked_application_hears_that_the_submitted_version_counts() -> None:
    application = make.submitted_application(round_=make.closed_round())
    unlock(application_id=application.pk, actor=make.applicant(), arrived_at=make.APPLIED, now=make.APPLIED)
    remind_of_closing(now=WEEK)
    letter = Letter.objects.get(template="closing_reminder")
    draft_words = "that is not submitted"
    assert draft_words not in letter.body
    assert str(application.pk) in letter.body


def test_a_moved_closing_sends_nothing_twice_on_one_day() -> None:
    application = draft()
    remind_of_closing(now=TWO)
    Round.objects.filter(pk=application.round_id).update(closes_at=make.CLOSED - timedelta(days=1))
    assert remind_of_closing(now=TWO + timedelta(hours=2)) == 0
    assert len(reminded()) == 2


def test_a_person_who_joins_later_that_day_is_reminded_too_and_the_others_once() -> None:
    application = make.filled_application(round_=make.closed_round())
    assert remind_of_closing(now=WEEK) == 1
    make.with_partner(application)
    assert remind_of_closing(now=WEEK + timedelta(hours=1)) == 1
    assert len(reminded()) == 2


def test_withdrawn_rounds_remind_nobody() -> None:
    application = draft()
    Round.objects.filter(pk=application.round_id).update(withdrawn_at=make.APPLIED)
    assert remind_of_closing(now=WEEK) == 0


def test_no_officer_learns_who_has_a_draft() -> None:
    application = draft()
    before = Entry.objects.count()
    assert remind_of_closing(now=WEEK) == 2
    assert Entry.objects.count() == before
    desk = at_desk(make.officer())
    assert desk.get(page("case", application)).status_code == 404
    assert "Alma" not in text_of(desk.get(reverse("desk:start")))


@override_settings(EMAIL_BACKEND="mail.backend.KeptMailBackend")
def test_where_mail_is_kept_only_the_addressee_reads_the_reminder() -> None:
    draft()
    KeptMail.objects.all().delete()
    Letter.objects.all().delete()
    remind_of_closing(now=WEEK)
    send_waiting(now=WEEK)
    EmailMessage("Kvittens", "Vi har den.", to=["alma@sjobro.example"]).send()
    reminder = KeptMail.objects.get(to="alma@sjobro.example", own_space=True)
    for somebody in (Client(), at_desk(make.officer())):
        listed = text_of(somebody.get(reverse("mail:kept")))
        assert "Kvittens" in listed
        assert reminder.subject not in listed
        assert somebody.get(reverse("mail:letter", args=[reminder.pk])).status_code == 404
    alma = Client()
    alma.force_login(make.applicant())
    assert reminder.subject in text_of(alma.get(reverse("mail:kept")))
    assert alma.get(reverse("mail:letter", args=[reminder.pk])).status_code == 200


def test_old_reminders_are_forgotten() -> None:
    draft()
    remind_of_closing(now=WEEK)
    assert forget_reminders(now=WEEK + KEPT) == 0
    assert forget_reminders(now=WEEK + KEPT + timedelta(seconds=1)) == 2
    assert reminded() == []


def test_the_worker_reminds_and_its_log_counts_nobody() -> None:
    draft()
    job = next(one for one in JOBS if one.name == "remind of closing")
    assert job.function(WEEK) is None
    assert len(reminded()) == 2
