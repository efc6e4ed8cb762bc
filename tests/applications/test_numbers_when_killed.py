"""Case numbers when hundreds are submitted at once by processes that are killed in the middle.

2,000 submissions and 20 kills (`make drills`; a tenth by `make test-services`). What the number series
promises is in docs/decisions/2026-11-22-number-series.md: one each, YYYY-NNNNN, no gaps.
"""

import os
import re
import signal
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid5

import pytest
from django.db import IntegrityError, connections
from django.db.models import QuerySet

from accounts.models import User
from applications.actions.submit import submit
from applications.models import Application, Snapshot
from journal.models import Entry
from journal.record import broken_links
from mail.models import Letter
from registry.models import Funder, IssuedNumber
from tests import factories as make
from tests.applications.many import many_like
from tests.applications.test_races import at_once, sender
from tests.drills import runs

pytestmark = [pytest.mark.postgresql, pytest.mark.drill, pytest.mark.django_db(transaction=True)]
WORKERS = 4
SPACE = UUID("2b5d0c53-6f0c-4f5e-9d2a-0a5a0d6c1b11")


def submit_all(cases: Sequence[UUID], actor: User, told: Path) -> None:
    """Submit cases one by one in a process of its own; write down each number when it is certain."""
    with told.open("a") as out:
        for case in cases:
            snapshot = submit(
                application_id=case,
                submission_key=uuid5(SPACE, case.hex),
                submit_anyway=False,
                actor=actor,
                arrived_at=make.APPLIED,
                now=make.APPLIED,
            )
            out.write(f"{case} {snapshot.application.case_number} {snapshot.sha256}\n")
            out.flush()
    connections.close_all()


class Crew:
    """Processes that submit, each its own share; one that is killed is replaced by one that starts over."""

    def __init__(self, cases: Sequence[UUID], actor: User, folder: Path) -> None:
        self.shares = [cases[at::WORKERS] for at in range(WORKERS)]
        self.actor, self.folder = actor, folder
        connections.close_all()  # a connection must not be shared with a child
        self.workers = [self._start(at) for at in range(WORKERS)]

    def _start(self, at: int) -> BaseProcess:
        arguments = (self.shares[at], self.actor, self.folder / str(at))
        process = get_context("fork").Process(target=submit_all, args=arguments)
        process.start()
        return process

    def kill_one(self, dice: Random) -> bool:
        """Kill one that works, as kill -9 does, and replace it; say whether there was one."""
        busy = [at for at, process in enumerate(self.workers) if process.is_alive()]
        if not busy:
            return False
        at = dice.choice(busy)
        pid = self.workers[at].pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        self.workers[at].join()
        assert self.workers[at].exitcode == -signal.SIGKILL
        self.workers[at] = self._start(at)
        return True

    def told(self) -> list[tuple[str, str, str]]:
        """Return what was acknowledged, as often as it was; a line that a kill cut off is none."""
        lines = [line for file in self.folder.iterdir() for line in file.read_text().split("\n")]
        found = [re.search(r"([0-9a-f-]{36}) (\S+) ([0-9a-f]{64})$", line) for line in lines]
        return [(one[1], one[2], one[3]) for one in found if one]


def wait_until(is_true: Callable[[], bool]) -> None:
    """Look again and again, for five minutes at most."""
    deadline = time.monotonic() + 300
    while not is_true():
        assert time.monotonic() < deadline, "the processes make no headway"
        time.sleep(0.02)


def test_every_case_gets_one_number_of_its_own_and_no_kill_leaves_a_gap(tmp_path: Path) -> None:
    count, kills, dice = runs(2000), runs(20), Random(20261122)
    funder = Funder.objects.filter(is_own=True)
    cases = many_like(make.filled_application(), count)
    before = set(IssuedNumber.objects.values_list("serial", flat=True))
    crew = Crew(cases, make.applicant(), tmp_path)
    for kill in range(kills):
        due = count * (kill + dice.random()) / (kills + 1)
        wait_until(lambda due=due: len(crew.told()) >= due)  # type: ignore[misc]
        time.sleep(dice.random() / 20)  # somewhere inside a transaction
        assert crew.kill_one(dice)
    for process in crew.workers:
        process.join()
        assert process.exitcode == 0
    found = dict(Application.objects.filter(pk__in=cases).values_list("pk", "case_number"))
    numbers = [number or "" for number in found.values()]
    assert all(re.fullmatch(r"2026-[0-9]{5}", number) for number in numbers)
    assert len(set(numbers)) == count
    serials = set(IssuedNumber.objects.filter(funder__in=funder).values_list("serial", flat=True))
    assert serials == set(range(1, len(before) + count + 1))
    sent = {(str(one.application_id), one.sha256) for one in Snapshot.objects.all()}
    assert len(sent) == count
    assert {(case, number) for case, number, _digest in crew.told()} == {
        (str(case), number) for case, number in found.items()
    }
    assert {(case, digest) for case, _number, digest in crew.told()} == sent
    assert Letter.objects.filter(template="receipt").count() == 2 * count
    assert Entry.objects.filter(action="submit").count() == count
    assert broken_links() == []


def test_without_the_lock_on_the_funder_two_are_given_the_same_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: the last constraint refuses what the lock would have put in a row."""
    cases = Application.objects.filter(pk__in=many_like(make.filled_application(), 20))

    lock = QuerySet.select_for_update

    def unlocked(rows: QuerySet[Any], **how: Any) -> QuerySet[Any]:
        return rows if rows.model is Funder else lock(rows, **how)

    monkeypatch.setattr(QuerySet, "select_for_update", unlocked)
    results = at_once([sender(case, case.pk) for case in cases])
    assert any("number_given_once" in str(one) for one in results if isinstance(one, IntegrityError)), results
