"""Unlocking a submitted application, and locking it again."""

from datetime import timedelta

import pytest

from applications.actions.unlock import relock, relock_closed, unlock
from applications.models import Application
from applications.snapshots import content_of, valid_snapshot
from rulebook.verdict import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db


def opened(application: Application, **more: object) -> Application:
    """Unlock as Alma on APPLIED."""
    arguments = {"actor": make.applicant(), "arrived_at": make.APPLIED, "now": make.APPLIED, **more}
    return unlock(application_id=application.pk, **arguments)  # type: ignore[arg-type]


def test_the_submitted_version_stays_the_valid_one_meanwhile() -> None:
    application = opened(make.submitted_application())
    before = valid_snapshot(application).sha256
    make.give_answers(application, "project", {"title_sv": "Ändrad"})
    assert application.state == "unlocked"
    assert valid_snapshot(application).sha256 == before
    assert content_of(valid_snapshot(application))["sections"]["project"]["title_sv"] != "Ändrad"


def test_a_draft_and_an_application_after_closing_are_refused() -> None:
    with pytest.raises(Refused):
        opened(make.draft_application())
    round_ = make.closed_round()
    late = round_.closes_at + timedelta(microseconds=1)
    application = make.submitted_application(round_=round_)
    with pytest.raises(Refused):
        opened(application, arrived_at=late, now=late)


def test_only_the_coordinator_unlocks_and_locks() -> None:
    application = make.submitted_application()
    make.with_partner(application)
    with pytest.raises(Refused):
        opened(application, actor=make.partner())
    opened(application)
    with pytest.raises(Refused):
        relock(application_id=application.pk, actor=make.partner(), now=make.APPLIED)


def test_it_can_be_locked_again_as_it_was() -> None:
    application = opened(make.submitted_application())
    assert (
        relock(application_id=application.pk, actor=make.applicant(), now=make.APPLIED).state == "submitted"
    )
    with pytest.raises(Refused):
        relock(application_id=application.pk, actor=make.applicant(), now=make.APPLIED)


def test_what_is_still_open_when_the_round_closes_is_locked() -> None:
    round_ = make.closed_round()
    application = opened(make.submitted_application(round_=round_))
    draft = make.draft_application(round_=round_)
    assert relock_closed(now=round_.closes_at) == 0
    assert relock_closed(now=round_.closes_at + timedelta(microseconds=1)) == 1
    assert relock_closed(now=round_.closes_at + timedelta(days=1)) == 0
    states = dict(Application.objects.values_list("pk", "state"))
    assert states == {application.pk: "submitted", draft.pk: "draft"}
