"""Two at the desk do the same thing at once: one of them does it. Real threads on PostgreSQL."""

from collections.abc import Callable
from datetime import date

import pytest

from accounts.models import Mandate, User
from applications.actions.assess import AssessmentChanged, assess
from applications.actions.decide import sign
from applications.models import Assessment, Decision
from journal.models import Entry
from mail.models import Letter
from rulebook.access import StaffRole
from rulebook.verdict import Refused
from tests import factories as f
from tests.applications.test_races import at_once

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def deciders(count: int) -> list[User]:
    found = [f.staff(f"d{n}@tallmyren.example", f"Decider {n}", StaffRole.DECIDER) for n in range(count)]
    for person in found:
        Mandate.objects.create(user=person, since=date(2020, 1, 1))
    return found


def test_of_eight_deciders_one_signs() -> None:
    application, _decision = f.prepared_application()

    def signing(person: User) -> Callable[[], object]:
        return lambda: sign(application_id=application.pk, actor=person, now=f.DECIDED)

    results = at_once([signing(person) for person in deciders(8)])
    assert sum(isinstance(result, Decision) for result in results) == 1
    assert sum(isinstance(result, Refused) for result in results) == 7
    assert Decision.objects.get().signed_by is not None
    assert Entry.objects.filter(action="sign").count() == 1
    assert Letter.objects.filter(template="decision").count() == 1


def test_of_eight_saves_of_one_version_one_is_kept() -> None:
    application, assignment = f.cleared_application()

    def saving(turn: int) -> Callable[[], object]:
        return lambda: assess(
            application_id=application.pk,
            scores={"potential": (turn % 7 + 1, f"Text {turn}"), "team": (4, "Bra.")},
            summary=f"Text {turn}",
            version=0,
            file=False,
            actor=assignment.assessor,
            now=f.REVIEWED,
        )

    results = at_once([saving(turn) for turn in range(8)])
    assert sum(isinstance(result, Assessment) for result in results) == 1
    assert sum(isinstance(result, AssessmentChanged) for result in results) == 7
    assert Assessment.objects.get().version == 1
