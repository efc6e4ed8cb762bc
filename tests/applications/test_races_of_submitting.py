"""Submitting while others click, save, unlock and withdraw. Real threads on PostgreSQL.

In full by `make drills`, a tenth by `make test-services`. The journal is written under the case's lock, so
its order is the order in which things happened; what may follow what is asked of it.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from threading import Event
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpResponse

from accounts.models import User
from applications.actions import save as saving
from applications.actions.save import save
from applications.actions.sections import SectionChanged
from applications.actions.unlock import relock, unlock
from applications.actions.withdraw import withdraw
from applications.models import Application, SectionAnswer, Snapshot
from journal.canonical import sha256_of
from journal.models import Entry
from mail.models import Letter
from registry.models import IssuedNumber, Round
from rulebook.verdict import Refused
from tests import factories as make
from tests.applications.many import many_like
from tests.applications.test_pages_all import browser
from tests.applications.test_pages_form import at
from tests.applications.test_races import CROWD, at_once, sender
from tests.drills import runs

pytestmark = [pytest.mark.postgresql, pytest.mark.drill, pytest.mark.django_db(transaction=True)]
Acts = list[Callable[[], object]]


def copies(count: int, round_: Round | None = None) -> list[Application]:
    """Return filled applications in one round."""
    return list(Application.objects.filter(pk__in=many_like(make.filled_application(round_=round_), count)))


def clicking(application: Application, key: UUID) -> Callable[[], object]:
    """Return an act that posts the form as Alma's browser does."""
    client, url = browser(make.applicant()), at(application, "submit")
    return lambda: client.post(url, {"submission_key": str(key)})


def test_a_double_click_is_one_submission_one_number_and_one_mail_to_each() -> None:
    """200 forms, each sent by two clicks and the Enter key at once."""
    dice = Random(20261122)
    for application in copies(runs(200)):
        key, letters = uuid4(), Letter.objects.filter(template="receipt").count()
        answers = at_once([clicking(application, key) for _click in range(dice.choice((2, 2, 3)))])
        receipt = at(application, "receipt", 1)
        assert [type(one) for one in answers] == [type(answers[0])] * len(answers), answers
        assert {one.headers["Location"] for one in answers if isinstance(one, HttpResponse)} == {receipt}
        assert application.snapshots.count() == 1
        assert Letter.objects.filter(template="receipt").count() == letters + 2
    sent = Application.objects.filter(state="submitted")
    numbers = set(sent.values_list("case_number", flat=True))
    assert len(numbers) == sent.count() == runs(200)
    assert IssuedNumber.objects.filter(purpose="case").count() == runs(200)


def test_of_fifty_submissions_at_once_one_wins_in_every_round() -> None:
    for application in copies(runs(20)):
        results = at_once([sender(application, uuid4()) for _turn in range(CROWD)])
        assert sum(isinstance(one, Snapshot) for one in results) == 1
        assert sum(isinstance(one, Refused) for one in results) == CROWD - 1
        assert application.snapshots.count() == 1


def test_without_the_lock_of_rows_more_than_one_gets_past_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control of both tests above: some get as far as the last constraint, or past it."""
    (application,) = copies(1)

    def unlocked(rows: QuerySet[Application], **_how: object) -> QuerySet[Application]:
        return rows

    monkeypatch.setattr(QuerySet, "select_for_update", unlocked)
    results = at_once([sender(application, uuid4()) for _turn in range(CROWD)])
    past = [one for one in results if isinstance(one, Snapshot | IntegrityError)]
    assert len(past) >= 2, results
    assert len(past) + sum(isinstance(one, Refused) for one in results) == CROWD


def test_what_is_saved_while_somebody_submits_is_in_it_or_refused() -> None:
    """300 rounds of two who save against submitting, unlocking, locking again and withdrawing."""
    dice, alma, applications = Random(20261122), make.applicant(), iter(copies(runs(300) + 1))
    petra = make.partner()
    application = _with(next(applications), petra)
    for turn in range(runs(300)):
        acts = [*_saves(application, (alma, petra), turn), *_moves(application, alma, dice)]
        dice.shuffle(acts)
        results = at_once(acts)
        known = Snapshot | Application | Refused | SectionChanged | SectionAnswer
        assert all(isinstance(one, known) for one in results), results
        _look_through(application)
        application.refresh_from_db()
        if application.state == "withdrawn":
            application = _with(next(applications), petra)
        elif application.state == "submitted":
            unlock(application_id=application.pk, actor=alma, arrived_at=make.APPLIED, now=make.APPLIED)


def _with(application: Application, user: User) -> Application:
    make.with_partner(application, user)
    return application


def _saves(application: Application, writers: tuple[User, User], turn: int) -> Acts:
    version = make.version_of(application, "plan")

    def saving_as(actor: User) -> Callable[[], object]:
        return lambda: save(
            application_id=application.pk,
            key="plan",
            answers={"plan_sv": f"{turn} {actor.email}"},
            version=version,
            actor=actor,
            now=make.APPLIED,
        )

    return [saving_as(actor) for actor in writers]


def _moves(application: Application, alma: User, dice: Random) -> Acts:
    pk, now = application.pk, make.APPLIED
    moves: Acts = [
        lambda: relock(application_id=pk, actor=alma, now=now),
        lambda: unlock(application_id=pk, actor=alma, arrived_at=now, now=now),
        lambda: withdraw(application_id=pk, reason="Vi hinner inte.", actor=alma, now=now),
    ]
    return [sender(application, uuid4()), *dice.sample(moves, k=1, counts=[2, 2, 1])]


def _look_through(application: Application) -> None:
    """Follow the journal of the case: no save where it is sent, each version as what stood there then."""
    stands, plan, sent = "draft", "", iter(application.snapshots.order_by("number"))
    after = {"submit": "submitted", "unlock": "unlocked", "relock": "submitted", "withdraw": "withdrawn"}
    for entry in Entry.objects.filter(object_id=str(application.pk)).order_by("sequence"):
        if entry.action == "save" and entry.details["section"] == "plan":
            assert stands in ("draft", "unlocked"), "something was saved after it was sent"
            plan = entry.digest
        elif entry.action == "submit":
            snapshot = next(sent)
            content = json.loads(snapshot.content)
            assert entry.digest == snapshot.sha256 == sha256_of(content)
            assert plan in ("", sha256_of(content["sections"]["plan"]))
        stands = after.get(entry.action, stands)
    assert (next(sent, None), stands) == (None, Application.objects.get(pk=application.pk).state)


def test_a_save_without_the_lock_lands_in_a_submitted_case_and_is_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: a save that has read the state before, and writes after, the submission."""
    (application,) = copies(1)
    was_read, is_sent = Event(), Event()

    @contextmanager
    def unlocked(application_id: UUID) -> Iterator[Application]:
        with transaction.atomic():
            yield Application.objects.select_related("round__form").get(pk=application_id)

    def wait_for_the_submission(*_given: object, **_more: object) -> None:
        was_read.set()
        assert is_sent.wait(30)

    def submitting() -> object:
        assert was_read.wait(30)
        try:
            return sender(application, uuid4())()
        finally:
            is_sent.set()

    monkeypatch.setattr(saving, "locked", unlocked)
    monkeypatch.setattr(saving, "require_seen", wait_for_the_submission)
    (late, *_others) = _saves(application, (make.applicant(), make.applicant()), 0)
    saved, sent = at_once([late, submitting])
    assert isinstance(sent, Snapshot), sent
    assert isinstance(saved, SectionAnswer), saved
    with pytest.raises(AssertionError, match="saved after it was sent"):
        _look_through(application)
