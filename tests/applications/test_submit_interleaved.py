"""Saving by itself against submitting, unlocking, withdrawing and the closing moment, in every drawn order.

1,000 interleavings (`make drills`; a tenth otherwise): what was submitted stays as its receipt says, and
nothing is saved into a case that is sent, withdrawn or late. What should happen is followed here by a small
model of its own, which asks neither the state table nor the window.
"""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from accounts.models import User
from applications.actions import budget as budgeting
from applications.actions import party as partying
from applications.actions import save as saving
from applications.actions.budget import BudgetInput, save_budget
from applications.actions.party import save_party
from applications.actions.save import save
from applications.actions.submit import submit
from applications.actions.unlock import relock, relock_closed, unlock
from applications.actions.withdraw import withdraw
from applications.document import document_of
from applications.models import Application, Snapshot
from journal.canonical import canonical_json
from mail.models import Letter
from rulebook.verdict import Refused
from tests import factories as make
from tests.drills import runs

pytestmark = [pytest.mark.django_db, pytest.mark.drill]
WRITERS = st.sampled_from((0, 1))
MOSTLY_ALMA = st.sampled_from((0, 0, 0, 1))
TEXTS = st.sampled_from(("ett", "två", "tre"))
# How long a request is on its way from the stamp of its arrival to the action.
ON_ITS_WAY = st.sampled_from((timedelta(0), timedelta(0), timedelta(seconds=30)))
LEFT = st.sampled_from((timedelta(minutes=19), timedelta(microseconds=1), timedelta(0)))
STEPS = st.sampled_from((*[timedelta(microseconds=1)] * 3, timedelta(minutes=20), timedelta(days=1)))
SETTINGS = settings(
    max_examples=runs(1000),
    stateful_step_count=8,
    deadline=None,
    database=None,
    derandomize=runs(10) == 1,  # a tenth is always the same tenth; in full it is drawn anew
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)

SEEN = {
    *("a save: draft", "a save: unlocked", "a save is refused: draft", "a save is refused: submitted"),
    *("a submission: draft", "a submission: unlocked", "a submission is refused: submitted"),
    *("an unlocking: submitted", "a withdrawal: submitted", "a save is refused: withdrawn"),
}


class SentCase(RuleBasedStateMachine):
    """One application near its closing moment, two who write in it, and a model of what may happen."""

    application: ClassVar[Application]
    writers: ClassVar[tuple[User, User]]
    partner: ClassVar[UUID]
    seen: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self._undo = transaction.atomic()
        self._undo.__enter__()
        self.closes = make.CLOSED
        self.now = self.closes - timedelta(minutes=19)
        self.stands = "draft"
        self.receipts: dict[UUID, tuple[str, str, datetime]] = {}
        self.keys: list[UUID] = []

    def teardown(self) -> None:
        """Leave the application as it was before these steps."""
        transaction.set_rollback(True)
        self._undo.__exit__(None, None, None)

    @property
    def case(self) -> Application:
        """The case as it stands."""
        return Application.objects.get(pk=self.application.pk)

    def _try(self, act: Callable[[], object], *, allowed: bool, to: str = "", what: str) -> bool:
        before = None if allowed else canonical_json(document_of(self.case))
        try:
            act()
        except Refused as refused:
            if allowed:
                raise AssertionError(f"{what} was refused while {self.stands}") from refused
            went_through = False
        else:
            went_through = True
        if not went_through:
            assert canonical_json(document_of(self.case)) == before
            self.seen[f"{what} is refused: {self.stands}"] += 1
            return False
        assert allowed, f"{what} went through while {self.stands} at {self.now - self.closes} from closing"
        self.seen[f"{what}: {self.stands}"] += 1
        self.stands = to or self.stands
        return True

    @initialize(begins=st.sampled_from(("draft", "submitted", "unlocked", "withdrawn")), left=LEFT)
    def begin(self, begins: str, left: timedelta) -> None:
        """Begin near the closing moment, where the first steps have been taken already."""
        self.now = self.closes - left
        if begins != "draft":
            self.submit(writer=0, again=False, way=timedelta(0))
        if begins == "unlocked":
            self.unlock(writer=0, way=timedelta(0))
        elif begins == "withdrawn":
            self.withdraw(sure=0)

    @rule(step=STEPS)
    def wait(self, step: timedelta) -> None:
        """Let time pass: most steps lead to the closing moment and past it."""
        self.now = self.closes if self.now < self.closes <= self.now + step else self.now + step

    @rule(writer=WRITERS, text=TEXTS, way=ON_ITS_WAY)
    def save_answers(self, writer: int, text: str, way: timedelta) -> None:
        """Save a field by itself, as a script does; the request may have been on its way for a while."""
        arguments = {"key": "plan", "answers": {"plan_sv": text}}
        self._save(save, "plan", writer, way, arguments)

    @rule(writer=WRITERS, text=TEXTS, way=ON_ITS_WAY)
    def save_party(self, writer: int, text: str, way: timedelta) -> None:
        """Save the second party's page."""
        given = replace(make.ASSOCIATION, workplace=text)
        party = self.partner
        self._save(save_party, f"party:{party.hex}", writer, way, {"party_id": party, "given": given})

    @rule(writer=WRITERS, text=TEXTS, way=ON_ITS_WAY)
    def save_budget(self, writer: int, text: str, way: timedelta) -> None:
        """Save the second party's budget."""
        lines = [*make.BUDGETS[1], BudgetInput(2027, "own_in_kind", len(text))]
        party = self.partner
        self._save(save_budget, f"budget:{party.hex}", writer, way, {"party_id": party, "lines": lines})

    def _save(
        self, act: Callable[..., object], key: str, writer: int, way: timedelta, given: dict[str, Any]
    ) -> None:
        arrived_at = self.now - way
        allowed = self.stands in ("draft", "unlocked") and arrived_at <= self.closes
        arguments = {
            "application_id": self.application.pk,
            "version": make.version_of(self.application, key),
            "actor": self.writers[writer],
            "now": arrived_at,
            **given,
        }
        self._try(lambda: act(**arguments), allowed=allowed, what="a save")

    @rule(writer=MOSTLY_ALMA, again=st.booleans(), way=ON_ITS_WAY)
    def submit(self, writer: int, again: bool, way: timedelta) -> None:
        """Submit with a new key, or with the last one again."""
        replayed = again and bool(self.keys)
        key, arrived_at = (self.keys[-1] if replayed else uuid4()), self.now - way
        is_theirs = writer == 0
        if replayed:
            same = canonical_json(document_of(self.case)) == self.receipts[key][0]
            allowed = is_theirs and same and self.stands != "unlocked"
        else:
            allowed = is_theirs and self.stands in ("draft", "unlocked") and arrived_at <= self.closes
        sent: list[Snapshot] = []

        def act() -> None:
            sent.append(
                submit(
                    application_id=self.application.pk,
                    submission_key=key,
                    submit_anyway=True,
                    actor=self.writers[writer],
                    arrived_at=arrived_at,
                    now=self.now,
                )
            )

        to = self.stands if replayed else "submitted"
        if self._try(act, allowed=allowed, to=to, what="a submission") and not replayed:
            (snapshot,) = sent
            self.receipts[key] = (snapshot.content, snapshot.sha256, snapshot.arrived_at)
            self.keys.append(key)

    @rule(writer=MOSTLY_ALMA, way=ON_ITS_WAY)
    def unlock(self, writer: int, way: timedelta) -> None:
        """Open the form again."""
        arrived_at, actor = self.now - way, self.writers[writer]
        allowed = writer == 0 and self.stands == "submitted" and arrived_at <= self.closes
        case = self.application.pk
        self._try(
            lambda: unlock(application_id=case, actor=actor, arrived_at=arrived_at, now=self.now),
            allowed=allowed,
            to="unlocked",
            what="an unlocking",
        )

    @rule(writer=MOSTLY_ALMA)
    def relock(self, writer: int) -> None:
        """Leave the submitted version as it is."""
        actor, case = self.writers[writer], self.application.pk
        self._try(
            lambda: relock(application_id=case, actor=actor, now=self.now),
            allowed=writer == 0 and self.stands == "unlocked",
            to="submitted",
            what="a locking",
        )

    @rule()
    def tick(self) -> None:
        """The machine locks what is unlocked when the round has closed."""
        late = self.stands == "unlocked" and self.now > self.closes
        assert relock_closed(now=self.now) == late
        self.stands = "submitted" if late else self.stands

    @rule(sure=st.integers(0, 3))
    def withdraw(self, sure: int) -> None:
        """Take the application back, one time in four."""
        if sure == 0:
            case, actor = self.application.pk, self.writers[0]
            self._try(
                lambda: withdraw(application_id=case, reason="Vi hinner inte.", actor=actor, now=self.now),
                allowed=self.stands in ("submitted", "unlocked"),
                to="withdrawn",
                what="a withdrawal",
            )

    @invariant()
    def what_was_submitted_is_what_the_receipt_says(self) -> None:
        """Content, digest and moment of each version, and the mails, are those of the day it was sent."""
        case = self.case
        assert case.state == self.stands
        found = {
            one.submission_key: (one.content, one.sha256, one.arrived_at) for one in case.snapshots.all()
        }
        assert found == self.receipts, "a submitted version has changed"
        for content, digest, arrived_at in found.values():
            assert hashlib.sha256(content.encode()).hexdigest() == digest
            assert arrived_at <= self.closes
            assert Letter.objects.filter(template="receipt", body__contains=digest).exists()


def machine() -> type[SentCase]:
    """Make the machine: a filled application in a round that closes at CLOSED."""
    filled = make.filled_application(round_=make.closed_round())
    petra = make.with_partner(filled)

    class Machine(SentCase):
        application = filled
        writers = (make.applicant(), petra.user)
        partner = filled.parties.exclude(role="coordinator").get().pk
        seen = Counter()

    return Machine


def test_what_is_submitted_stays_and_nothing_is_saved_after_it() -> None:
    drawn = machine()
    run_state_machine_as_test(drawn, settings=SETTINGS)
    assert drawn.seen.keys() >= SEEN, "what is on trial was hardly drawn"


def _write_into_the_version(application: Application, **_more: Any) -> None:
    """Do what a shared row would do: let the working copy's change reach what was submitted."""
    application.snapshots.update(content=canonical_json(document_of(application)))


@pytest.mark.parametrize(
    ("rooms", "name", "words"),
    [
        ((saving, partying, budgeting), "require", "a save went through while (submitted|withdrawn)"),
        ((saving, partying, budgeting), "require_open", "a save went through while (draft|unlocked)"),
        ((saving, partying, budgeting), "touch", "a submitted version has changed"),
    ],
)
def test_a_save_that_does_not_look_at_the_state_or_the_clock_is_caught(
    monkeypatch: pytest.MonkeyPatch, rooms: tuple[Any, ...], name: str, words: str
) -> None:
    """The negative controls: each check patched out in turn, and a version that is not a copy."""
    for room in rooms:
        monkeypatch.setattr(room, name, _write_into_the_version if name == "touch" else _look_away)
    unshrunk = settings(SETTINGS, max_examples=200, phases=[Phase.generate])
    with pytest.raises(AssertionError, match=words):
        run_state_machine_as_test(machine(), settings=unshrunk)


def _look_away(*_given: Any, **_more: Any) -> None:
    """Check nothing."""
