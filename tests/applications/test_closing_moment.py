"""Around the closing moment, to the microsecond: every place gives the same answer, the documented one.

10,000 moments (`make drills`; a tenth otherwise) against a rule written out here in whole microseconds; the
same rule at each of seven moments through pages, lists, API and actions.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.actions import beats
from applications.actions.beats import require_open
from applications.actions.save import save
from applications.actions.submit import submit
from applications.actions.unlock import relock_closed, unlock
from applications.models import Application
from applications.views.own import OwnCase
from registry.models import Call, Round
from registry.openings import OpeningState, opening_of, state_of
from rulebook.facts import RoundFacts
from rulebook.verdict import Refused
from rulebook.window import Phase, phase, read_wall_time
from tests import factories as make
from tests.applications.test_pages_all import browser
from tests.applications.test_pages_form import at, text_of
from tests.drills import runs

pytestmark = pytest.mark.django_db
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
# A Swedish afternoon, both changes of the clock, the last moment of a year, a moment in microseconds.
CLOSINGS = (
    make.CLOSED,
    read_wall_time(datetime(2027, 3, 28).date(), datetime(2027, 3, 28, 3).time()).later,  # noqa: DTZ001
    read_wall_time(datetime(2027, 10, 31).date(), datetime(2027, 10, 31, 2, 30).time()).later,  # noqa: DTZ001
    datetime(2026, 12, 31, 22, 59, 59, 999_999, tzinfo=UTC),
    datetime(2027, 3, 14, 15, 9, 26, 535_897, tzinfo=UTC),
)
NEAR = tuple(timedelta(microseconds=n) for n in (-1_000_000, -2, -1, 0, 1, 2, 1_000_000))


def microseconds(moment: datetime) -> int:
    """Count from 1970 in integers, so that no rounding hides an edge."""
    return (moment - EPOCH) // TICK


def in_time(moment: datetime, round_: Round) -> bool:
    """Say what docs/decisions/2026-11-22-closing-moment.md says: the moment itself is in time."""
    return microseconds(round_.opens_at) <= microseconds(moment) <= microseconds(round_.closes_at)


def moments_around(edge: datetime, count: int, dice: Random) -> list[datetime]:
    """Draw moments around an edge: half within three microseconds, the others within a second or a day."""
    reaches = (3, 3, 3, 1000, 1_000_000, 86_400_000_000)
    return [
        edge + timedelta(microseconds=dice.randint(-reach, reach))
        for reach in (reaches[turn % len(reaches)] for turn in range(count))
    ]


def passes(act: Callable[[], object]) -> bool:
    """Whether an act is not refused."""
    try:
        act()
    except Refused as refused:
        if refused.verdict.of_rule("window"):
            return False
        raise
    return True


def answers_of(round_: Round, moment: datetime, application: Application) -> dict[str, bool]:
    """Ask everybody who needs no database whether the round takes applications."""
    facts = RoundFacts(opens_at=round_.opens_at, closes_at=round_.closes_at)
    case = OwnCase(application, make.applicant(), moment)
    return {
        "phase": phase(facts, moment) is Phase.OPEN,
        "state_of": state_of(round_, moment) is OpeningState.OPEN,
        "opening_of": opening_of([round_], moment).state is OpeningState.OPEN,
        "require_open": passes(lambda: require_open(application, arrived_at=moment)),
        "page": case.is_open,
    }


@pytest.mark.drill
def test_ten_thousand_moments_get_the_documented_answer_from_everybody() -> None:
    dice, counted = Random(20261122), 0
    make.applicant()
    for closes_at in CLOSINGS:
        round_ = make.open_round(opens_at=closes_at - timedelta(days=40), closes_at=closes_at)
        application = Application(round=round_)
        for edge in (round_.closes_at, round_.closes_at, round_.opens_at, round_.closes_at):
            for moment in moments_around(edge, runs(10_000) // (4 * len(CLOSINGS)), dice):
                told = answers_of(round_, moment, application)
                assert set(told.values()) == {in_time(moment, round_)}, (moment, told)
                counted += 1
    assert counted == runs(10_000)


def test_were_the_moment_itself_late_it_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: a rule that is one microsecond off."""
    round_ = make.closed_round()

    def strict(facts: RoundFacts, now: datetime) -> Phase:
        return phase(facts, now + TICK)

    monkeypatch.setattr(beats, "phase", strict)
    told = answers_of(round_, round_.closes_at, Application(round=round_))
    assert told == {
        "phase": True,
        "state_of": True,
        "opening_of": True,
        "require_open": False,
        "page": True,
    }


@pytest.mark.parametrize("offset", NEAR, ids=lambda offset: f"{offset // TICK:+d} µs")
def test_actions_say_what_the_rule_says(offset: timedelta) -> None:
    round_ = make.closed_round()
    draft, sent = (make.filled_application(round_=round_), make.submitted_application(round_=round_))
    moment, alma = round_.closes_at + offset, make.applicant()
    acts: list[Callable[[], object]] = [
        lambda: submit(
            application_id=draft.pk,
            submission_key=uuid4(),
            submit_anyway=False,
            actor=alma,
            arrived_at=moment,
            now=moment + timedelta(minutes=5),
        ),
        lambda: save(
            application_id=draft.pk, key="plan", answers={"plan_sv": "x"}, version=1, actor=alma, now=moment
        ),
        lambda: unlock(application_id=sent.pk, actor=alma, arrived_at=moment, now=moment),
    ]
    for act in acts:
        with transaction.atomic():
            assert passes(act) == in_time(moment, round_)
            transaction.set_rollback(True)
    unlock(application_id=sent.pk, actor=alma, arrived_at=make.APPLIED, now=make.APPLIED)
    assert relock_closed(now=moment) == (not in_time(moment, round_))


@pytest.mark.parametrize("offset", NEAR, ids=lambda offset: f"{offset // TICK:+d} µs")
def test_pages_lists_and_api_say_what_the_rule_says(
    client: Client, monkeypatch: pytest.MonkeyPatch, offset: timedelta
) -> None:
    round_ = make.closed_round()
    application, moment = make.filled_application(round_=round_), round_.closes_at + offset
    alma = browser(make.applicant())
    monkeypatch.setattr(timezone, "now", lambda: moment)
    is_open = in_time(moment, round_)
    call = Call.objects.get(pk=round_.call_id)
    start = f'href="{reverse("applications:start", args=[round_.pk])}"'
    assert (start in text_of(client.get(call.get_absolute_url()))) == is_open
    listed = client.get("/utlysningar/").context
    assert [bool(listed[name]) for name in ("open_calls", "closed_calls")] == [is_open, not is_open]
    home = client.get("/").context
    assert bool(home["open_calls"]) == is_open
    for status in ("open", "closed"):
        for noun in ("calls", "rounds"):
            told = client.get(f"/api/v1/{noun}/", {"status": status}).json()["results"]
            assert [one["status"] for one in told] == [status] * ((status == "open") == is_open)
    page = text_of(alma.get(at(application, "submit")))
    assert ('name="submission_key"' in page) == is_open
    assert alma.get(at(application, "section", "plan")).status_code == (200 if is_open else 302)
    answer = alma.post(at(application, "submit"), {"submission_key": str(uuid4())})
    assert answer.status_code == (302 if is_open else 422)


def test_what_arrived_in_time_is_saved_and_sent_however_long_its_body_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The head is stamped at the closing moment; the clock is past it when the views read the body."""
    round_ = make.closed_round()
    application, closes = make.filled_application(round_=round_), round_.closes_at
    clock = [closes]
    monkeypatch.setattr(timezone, "now", lambda: clock.pop(0) if len(clock) > 1 else clock[0])
    text = "Sparat i sista stund."
    alma = browser(make.applicant())
    clock[:] = [closes, closes + timedelta(minutes=7)]
    saved = alma.post(at(application, "section", "plan"), {"plan_sv": text, "version": "1"})
    assert saved.status_code == 302
    assert application.sections.get(key="plan").answers["plan_sv"] == text
    clock[:] = [closes, closes + timedelta(minutes=7)]
    answer = alma.post(at(application, "submit"), {"submission_key": str(uuid4())})
    assert answer.status_code == 302
    snapshot = application.snapshots.get()
    assert snapshot.arrived_at == closes
    assert hashlib.sha256(snapshot.content.encode()).hexdigest() == snapshot.sha256
