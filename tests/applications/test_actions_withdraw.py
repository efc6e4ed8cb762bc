"""Withdrawing an application, throwing a draft away, declining a grant."""

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from applications.actions.decide import decline, sign
from applications.actions.publish import publish_due
from applications.actions.withdraw import discard, withdraw
from applications.models import Application, Attachment
from journal.models import Entry
from registry.models import Project
from rulebook.states import DecisionKind
from rulebook.verdict import Refused
from tests import factories as make
from tests.applications.test_actions_attach import put

pytestmark = pytest.mark.django_db


def test_a_withdrawn_application_keeps_what_was_submitted() -> None:
    application = make.submitted_application()
    withdrawn = withdraw(
        application_id=application.pk, reason=" Vi hinner inte. ", actor=make.applicant(), now=make.REVIEWED
    )
    assert (withdrawn.state, withdrawn.withdrawn_at, withdrawn.withdrawal_reason) == (
        "withdrawn",
        make.REVIEWED,
        "Vi hinner inte.",
    )
    assert withdrawn.snapshots.count() == 1


def test_a_reason_is_asked_for() -> None:
    application = make.submitted_application()
    with pytest.raises(Refused) as refused:
        withdraw(application_id=application.pk, reason=" \n", actor=make.applicant(), now=make.REVIEWED)
    assert refused.value.verdict.findings[0].field == "reason"


def test_a_reason_is_never_cut() -> None:
    application = make.submitted_application()
    with pytest.raises(Refused) as refused:
        withdraw(application_id=application.pk, reason="x" * 2001, actor=make.applicant(), now=make.REVIEWED)
    assert refused.value.verdict.findings[0].field == "reason"
    families = "👩‍👩‍👧‍👦" * 2000
    kept = withdraw(application_id=application.pk, reason=families, actor=make.applicant(), now=make.REVIEWED)
    assert kept.withdrawal_reason == families


def test_only_the_coordinator_withdraws_and_only_before_the_decision() -> None:
    application = make.submitted_application()
    make.with_partner(application)
    with pytest.raises(Refused):
        withdraw(application_id=application.pk, reason="x", actor=make.partner(), now=make.REVIEWED)
    decided, _decision = make.decided_application()
    with pytest.raises(Refused):
        withdraw(application_id=decided.pk, reason="x", actor=make.applicant(), now=make.DECIDED)


def test_a_case_in_review_is_withdrawn_also_while_a_decision_waits_for_a_signature() -> None:
    application, decision = make.prepared_application()
    withdraw(
        application_id=application.pk, reason="Vi slår ihop oss.", actor=make.applicant(), now=make.DECIDED
    )
    decision.refresh_from_db()
    application.refresh_from_db()
    assert (application.state, application.withdrawal_reason) == ("withdrawn", "Vi slår ihop oss.")
    assert (decision.returned_at, decision.signed_at) == (make.DECIDED, None)
    with pytest.raises(Refused):
        sign(application_id=application.pk, actor=make.decider(), now=make.DECIDED)


def test_a_discarded_draft_is_gone_with_its_files(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    capture = django_capture_on_commit_callbacks
    application = make.filled_application()
    file = put(application)
    storage, name = file.file.storage, str(file.file.name)
    assert storage.exists(name)
    with capture(execute=True):
        discard(application_id=application.pk, actor=make.applicant(), now=make.APPLIED)
    assert (Application.objects.count(), Attachment.objects.count()) == (0, 0)
    assert not storage.exists(name)
    assert Entry.objects.latest("sequence").action == "discard"


def test_only_the_coordinator_discards_and_only_a_draft() -> None:
    draft = make.filled_application()
    make.with_partner(draft)
    with pytest.raises(Refused):
        discard(application_id=draft.pk, actor=make.partner(), now=make.APPLIED)
    with pytest.raises(Refused):
        discard(application_id=make.submitted_application().pk, actor=make.applicant(), now=make.APPLIED)


def test_a_grant_is_declined_before_it_is_public() -> None:
    application, _decision = make.decided_application()
    declined = decline(application_id=application.pk, actor=make.applicant(), now=make.DECIDED)
    assert declined.state == "declined"
    publish_due(now=make.DECIDED)
    assert Project.objects.count() == 0


def test_what_is_public_or_refused_is_not_declined() -> None:
    with pytest.raises(Refused):
        decline(application_id=make.running_application().pk, actor=make.applicant(), now=make.DECIDED)
    refused, _decision = make.decided_application(DecisionKind.REFUSED)
    with pytest.raises(Refused):
        decline(application_id=refused.pk, actor=make.applicant(), now=make.DECIDED)


def test_only_the_coordinator_declines() -> None:
    application, _decision = make.decided_application()
    for nobody in (make.stranger(), make.officer()):
        with pytest.raises(Refused):
            decline(application_id=application.pk, actor=nobody, now=make.DECIDED)
