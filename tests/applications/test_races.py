"""What must stay one when fifty come at once. Real threads on PostgreSQL."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from applications.actions import submit as submitting
from applications.actions.start import start
from applications.actions.submit import submit
from applications.models import Application, Snapshot
from journal.canonical import canonical_json
from registry.models import IssuedNumber
from rulebook.verdict import Refused
from tests import factories as make

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
CROWD = 50


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """Do everything at the same moment, each in a thread of its own; return what came of it."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        gate.wait()
        try:
            return act()
        except Exception as problem:  # what went wrong is the result
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def sender(application: Application, key: UUID) -> Callable[[], object]:
    """Return an act that submits as Alma."""
    actor = make.applicant()

    def act() -> object:
        return submit(
            application_id=application.pk,
            submission_key=key,
            submit_anyway=False,
            actor=actor,
            arrived_at=make.APPLIED,
            now=make.APPLIED,
        )

    return act


def test_of_fifty_submissions_at_once_one_is_made() -> None:
    application = make.filled_application()
    results = at_once([sender(application, uuid4()) for _turn in range(CROWD)])
    assert sum(isinstance(one, Snapshot) for one in results) == 1
    assert sum(isinstance(one, Refused) for one in results) == CROWD - 1
    assert Snapshot.objects.count() == 1


def test_fifty_clicks_with_one_key_all_get_the_same_snapshot() -> None:
    application, key = make.filled_application(), uuid4()
    results = at_once([sender(application, key) for _turn in range(CROWD)])
    assert {one.pk for one in results if isinstance(one, Snapshot)} == {Snapshot.objects.get().pk}
    assert all(isinstance(one, Snapshot) for one in results)


def test_without_the_lock_more_than_one_gets_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: were the lock gone, the first test would see it."""
    application = make.filled_application()
    gate = Barrier(2)

    @contextmanager
    def unlocked(application_id: UUID) -> Iterator[Application]:
        with transaction.atomic():
            case = Application.objects.select_related("round__call__funder", "round__form").get(
                pk=application_id
            )
            gate.wait()
            yield case

    numbers = iter((1, 2))
    monkeypatch.setattr(submitting, "locked", unlocked)
    monkeypatch.setattr(submitting, "_number", lambda case, _now: setattr(case, "case_number", "2026-99999"))
    monkeypatch.setattr(submitting, "_freeze", lambda *given: _past_the_constraint(next(numbers), *given))
    results = at_once([sender(application, uuid4()) for _turn in range(2)])
    assert [type(one) for one in results] == [Snapshot, Snapshot], results


def _past_the_constraint(number: int, *given: object) -> Snapshot:
    """Freeze under a number of its own, which the constraint lets through: the lock alone is on trial."""
    case = given[0]
    assert isinstance(case, Application)
    return Snapshot.objects.create(
        application=case,
        number=number,
        document=number,
        content=canonical_json(given[1]),
        sha256="0" * 64,
        verdict=[],
        submission_key=uuid4(),
        arrived_at=make.APPLIED,
        submitted_by=make.applicant(),
    )


def test_cases_that_arrive_together_get_numbers_of_their_own() -> None:
    round_ = make.open_round()
    cases = [make.filled_application(round_=round_) for _turn in range(12)]
    at_once([sender(case, uuid4()) for case in cases])
    numbers = list(Application.objects.values_list("case_number", flat=True))
    assert len(set(numbers)) == 12
    assert None not in numbers
    serials = sorted(IssuedNumber.objects.values_list("serial", flat=True))
    assert serials == list(range(1, len(serials) + 1))


def test_the_limit_of_drafts_holds_for_those_who_start_at_once() -> None:
    round_ = make.open_round()
    alma = make.applicant()
    for _turn in range(48):
        start(round_id=round_.pk, actor=alma, now=make.APPLIED)
    at_once([lambda: start(round_id=round_.pk, actor=alma, now=make.APPLIED) for _turn in range(10)])
    assert Application.objects.count() == 50
