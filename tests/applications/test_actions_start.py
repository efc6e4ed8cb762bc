"""Starting an application."""

from datetime import timedelta

import pytest

from applications.actions.start import MOST_OPEN_DRAFTS, start
from applications.models import Application, Participant
from journal.models import Entry
from registry.models import Round
from registry.publish import withdraw_call
from rulebook.verdict import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_draft_begins_with_every_section_and_an_empty_coordinating_party() -> None:
    alma = make.applicant()
    application = start(round_id=make.open_round().pk, actor=alma, now=make.APPLIED)
    party = application.parties.get()
    assert (application.state, application.case_number) == ("draft", None)
    assert (party.role, party.name) == ("coordinator", "")
    assert set(application.sections.values_list("key", "version")) == {
        *((key, 0) for key in ("project", "parties", "plan", "budget", "contacts", "attachments")),
        (f"party:{party.pk.hex}", 0),
        (f"budget:{party.pk.hex}", 0),
    }
    assert list(Participant.objects.values_list("user", "role", "party")) == [
        (alma.pk, "coordinator", party.pk)
    ]
    entry = Entry.objects.latest("sequence")
    assert (entry.actor, entry.action, entry.object_id) == (
        alma.journal_name,
        "start",
        str(application.pk),
    )


def test_the_opening_and_the_closing_moment_themselves_are_open() -> None:
    round_ = make.closed_round()
    for moment in (round_.opens_at, round_.closes_at):
        assert start(round_id=round_.pk, actor=make.applicant(), now=moment).state == "draft"


@pytest.mark.parametrize("late", [False, True])
def test_a_round_that_is_not_open_is_refused(late: bool) -> None:
    round_ = make.closed_round()
    tick = timedelta(microseconds=1)
    now = round_.closes_at + tick if late else round_.opens_at - tick
    with pytest.raises(Refused):
        start(round_id=round_.pk, actor=make.applicant(), now=now)
    assert Application.objects.count() == 0


def test_a_withdrawn_call_has_no_rounds_to_apply_in() -> None:
    round_ = make.open_round()
    withdraw_call(round_.call, now=make.APPLIED, actor="machine:test")
    with pytest.raises(Round.DoesNotExist):
        start(round_id=round_.pk, actor=make.applicant(), now=make.APPLIED)


def test_the_fifty_first_draft_is_refused() -> None:
    round_ = make.open_round()
    alma = make.applicant()
    for _turn in range(MOST_OPEN_DRAFTS):
        start(round_id=round_.pk, actor=alma, now=make.APPLIED)
    with pytest.raises(Refused):
        start(round_id=round_.pk, actor=alma, now=make.APPLIED)
    assert start(round_id=round_.pk, actor=make.partner(), now=make.APPLIED)
