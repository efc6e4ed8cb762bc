"""Submitting: one transaction, a frozen snapshot, a number, a receipt."""

import hashlib
import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from applications.actions.budget import BudgetInput
from applications.actions.submit import submit
from applications.actions.unlock import unlock
from applications.document import document_of
from applications.facts import verdict_on
from applications.models import Application, CaseHead, Participant, Snapshot
from applications.models.snapshot import SnapshotIsFrozen
from applications.snapshots import content_of, document_number, valid_snapshot
from applications.verdicts import verdict_from_json, warned_rules
from journal.canonical import canonical_json
from journal.models import Entry
from mail.models import Letter
from rulebook.verdict import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db
WARNING = {
    "rule": "indirect_share",
    "effect": "warns",
    "parameters": {"most": 10},
    "clause_sv": "Högst tio procent.",
    "clause_en": "At most ten per cent.",
}


def send(application: Application, key: UUID | None = None, **more: object) -> Snapshot:
    """Submit as Alma on APPLIED."""
    arguments = {
        "submit_anyway": False,
        "actor": make.applicant(),
        "arrived_at": make.APPLIED,
        "now": make.APPLIED,
        **more,
    }
    return submit(application_id=application.pk, submission_key=key or uuid4(), **arguments)  # type: ignore[arg-type]


def test_what_stood_there_is_frozen_to_the_letter_and_numbered() -> None:
    application = make.filled_application()
    document = document_of(application)
    snapshot = send(application)
    application.refresh_from_db()
    assert snapshot.content == canonical_json(document)
    assert snapshot.sha256 == hashlib.sha256(snapshot.content.encode()).hexdigest()
    assert json.loads(snapshot.content) == document == content_of(valid_snapshot(application))
    assert (application.state, application.submitted_at) == ("submitted", make.APPLIED)
    assert application.case_number is not None
    assert application.case_number.startswith("2026-")
    assert document_number(snapshot) == f"{application.case_number}_1"
    assert verdict_from_json(snapshot.verdict).stops == ()
    assert CaseHead.objects.get(application=application).sought == 1_200_000
    assert Entry.objects.latest("sequence").action == "submit"


def test_the_receipt_goes_to_the_applicants_the_leader_and_the_signatory() -> None:
    application = make.filled_application()
    make.with_partner(application)
    snapshot = send(application)
    letters = Letter.objects.filter(template="receipt")
    assert sorted(letters.values_list("to", flat=True)) == [
        "alma@sjobro.example",
        "kerstin@sjobro.example",
        "petra@oppnakarta.example",
    ]
    for letter in letters:
        assert snapshot.sha256 in letter.body
        assert str(snapshot.application.case_number) in letter.subject
        assert "2026-10-20 09:30:00 UTC" in letter.body


def test_the_same_key_gives_the_same_snapshot_and_no_second_mail() -> None:
    application, key = make.filled_application(), uuid4()
    assert send(application, key) == send(application, key)
    assert (Snapshot.objects.count(), Letter.objects.filter(template="receipt").count()) == (1, 2)


def test_a_second_version_keeps_the_number_and_the_first_version() -> None:
    application = make.filled_application()
    first = send(application)
    unlock(application_id=application.pk, actor=make.applicant(), arrived_at=make.APPLIED, now=make.APPLIED)
    make.give_answers(application, "project", {"title_sv": "Ny titel"})
    second = send(application)
    application = Application.objects.get(pk=application.pk)
    number = application.case_number
    assert [document_number(one) for one in application.snapshots.all()] == [f"{number}_1", f"{number}_2"]
    assert valid_snapshot(application) == second
    first.refresh_from_db()
    assert content_of(first)["sections"]["project"]["title_sv"] == "Öppna medborgarbudgeten"


def test_a_snapshot_is_never_changed_or_deleted() -> None:
    snapshot = send(make.filled_application())
    for change in (snapshot.save, snapshot.delete):
        with pytest.raises(SnapshotIsFrozen):
            change()


@pytest.mark.parametrize(("sought", "stops"), [("2 000 000", False), ("2 000 001", True)])
def test_the_ceiling_itself_may_be_sought(sought: str, stops: bool) -> None:
    application = make.filled_application()
    first, second = application.parties.all()
    amount = int(sought.replace(" ", ""))
    make.give_answers(application, "project", {"amount_sought": sought})
    for party, part in ((first, amount - 500_000), (second, 500_000)):
        lines = [
            BudgetInput(2027, "personnel", part),
            BudgetInput(2027, "grant", part),
        ]
        make.give_budget(application, party, lines)
    if not stops:
        assert send(application).number == 1
        return
    with pytest.raises(Refused) as refused:
        send(application)
    assert {finding.rule for finding in refused.value.verdict.stops} == {"ceiling"}


def test_everything_that_stops_is_told_at_once_and_nothing_is_kept() -> None:
    application = make.draft_application()
    with pytest.raises(Refused) as refused:
        send(application)
    rules = {finding.rule for finding in refused.value.verdict.stops}
    assert {"complete", "min_actors", "min_sectors", "party_particulars"} <= rules
    application.refresh_from_db()
    assert (application.state, application.case_number, Snapshot.objects.count()) == ("draft", None, 0)


def test_a_warning_is_passed_by_saying_so_and_is_recorded() -> None:
    application = make.filled_application(round_=make.open_round(rules=[WARNING]))
    party = application.parties.get(role="coordinator")
    lines = [*make.BUDGETS[0], BudgetInput(2027, "indirect", 400_000)]
    make.give_budget(application, party, lines)
    with pytest.raises(Refused):
        send(application)
    snapshot = send(application, submit_anyway=True)
    assert [finding.rule for finding in verdict_from_json(snapshot.verdict).warnings] == [
        "costs_are_covered",
        "indirect_share",
    ]


def test_what_arrived_in_time_is_in_time_however_late_it_is_handled() -> None:
    round_ = make.closed_round()
    application = make.filled_application(round_=round_)
    snapshot = send(application, arrived_at=round_.closes_at, now=round_.closes_at + timedelta(minutes=3))
    assert snapshot.arrived_at == round_.closes_at


def test_a_microsecond_after_closing_is_too_late() -> None:
    round_ = make.closed_round()
    application = make.filled_application(round_=round_)
    late = round_.closes_at + timedelta(microseconds=1)
    with pytest.raises(Refused) as refused:
        send(application, arrived_at=late, now=late)
    assert [finding.rule for finding in refused.value.verdict.findings] == ["window"]


def test_only_the_coordinator_submits() -> None:
    application = make.filled_application()
    make.with_partner(application)
    for nobody in (make.partner(), make.stranger(), make.officer()):
        with pytest.raises(Refused):
            send(application, actor=nobody)


def test_a_submitted_application_is_not_submitted_again_without_unlocking() -> None:
    application = make.submitted_application()
    with pytest.raises(Refused):
        send(application)


def test_a_used_key_is_never_replayed_to_somebody_else() -> None:
    application, key = make.filled_application(), uuid4()
    send(application, key)
    second = make.person("nils@sjobro.example", "Nils Ek")
    Participant.objects.create(
        application=application, user=second, role="coordinator", joined_at=make.APPLIED
    )
    for somebody in (second, make.stranger()):
        with pytest.raises(Refused) as refused:
            send(application, key, actor=somebody)
        assert refused.value.verdict.of_rule("submission_key")
    assert (Snapshot.objects.count(), Letter.objects.filter(template="receipt").count()) == (1, 2)


def test_a_used_key_is_never_replayed_for_something_else() -> None:
    application, key = make.filled_application(), uuid4()
    send(application, key)
    unlock(application_id=application.pk, actor=make.applicant(), arrived_at=make.APPLIED, now=make.APPLIED)
    with pytest.raises(Refused) as refused:
        send(application, key)
    assert refused.value.verdict.of_rule("submission_key")
    make.give_answers(application, "plan", {"plan_sv": "En annan plan."})
    with pytest.raises(Refused) as refused:
        send(application, key)
    assert refused.value.verdict.of_rule("submission_key")
    assert send(application, uuid4()).number == 2


def test_a_key_of_another_application_means_nothing_here() -> None:
    round_, key = make.open_round(), uuid4()
    first, second = (make.filled_application(round_=round_) for _turn in range(2))
    assert send(first, key).application_id != send(second, key).application_id


def test_each_rule_that_warns_is_passed_by_name_with_who() -> None:
    application = make.filled_application(round_=make.open_round(rules=[WARNING]))
    lines = [*make.BUDGETS[0], BudgetInput(2027, "indirect", 400_000)]
    make.give_budget(application, application.parties.get(role="coordinator"), lines)
    verdict = verdict_on(document_of(application), application.round, at=make.APPLIED)
    keys = warned_rules(verdict)
    assert "indirect_share" in keys
    for wrong in (frozenset[str](), frozenset(keys), frozenset(list(keys.values())[1:])):
        with pytest.raises(Refused):
            send(application, submit_anyway=wrong)
    snapshot = send(application, submit_anyway=frozenset(keys.values()))
    passed = {row["rule"]: row["passed_by"] for row in snapshot.verdict if "passed_by" in row}
    assert passed == dict.fromkeys(keys, make.applicant().journal_name)


def test_a_warning_that_says_something_else_than_what_was_read_is_not_passed() -> None:
    application = make.filled_application(round_=make.open_round(rules=[WARNING]))
    party = application.parties.get(role="coordinator")
    make.give_budget(application, party, [*make.BUDGETS[0], BudgetInput(2027, "indirect", 400_000)])
    verdict = verdict_on(document_of(application), application.round, at=make.APPLIED)
    read = frozenset(warned_rules(verdict).values())
    make.give_budget(application, party, [*make.BUDGETS[0], BudgetInput(2027, "indirect", 700_000)])
    with pytest.raises(Refused):
        send(application, submit_anyway=read)


def test_to_submit_is_to_mark_the_whole_as_done() -> None:
    application = make.filled_application()
    send(application)
    assert set(application.sections.exclude(key__contains=":").values_list("done", flat=True)) == {True}
