"""Submit an application: one transaction, a frozen snapshot, a number, a receipt."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from uuid import UUID

from accounts.models import User
from applications.actions.beats import locked, move, note, require, require_open
from applications.document import Document, document_of
from applications.facts import verdict_on
from applications.heads import write_head
from applications.letters import send_receipts
from applications.models import Application, Snapshot
from applications.snapshots import next_document
from applications.verdicts import verdict_as_json, warned_rules
from journal.canonical import canonical_json, sha256_of
from registry.models import NumberPurpose
from registry.numbers import issue_number
from rulebook.states import State
from rulebook.verdict import Refused, Verdict, say
from rulebook.workflow import Action


def submit(
    *,
    application_id: UUID,
    submission_key: UUID,
    submit_anyway: bool | AbstractSet[str],
    actor: User,
    arrived_at: datetime,
    now: datetime,
) -> Snapshot:
    """Freeze what stands in the application as its valid version; the last submitted one counts.

    `submission_key` comes from the form: the same person sending the same again gets the same snapshot.
    `submit_anyway` passes warnings: all of them, or those of the rules that it names (with the keys of
    `verdicts.warned_rules`); the snapshot's verdict records each with who passed it. To submit is to
    mark the whole as done. Raises Refused with every finding that stops it.
    """
    with locked(application_id) as application:
        again = application.snapshots.filter(submission_key=submission_key).first()
        if again is not None:
            _require_the_same(application, again, actor)
            return again
        require(application, actor, Action.SUBMIT, now=now)
        require_open(application, arrived_at=arrived_at)
        document, verdict = _judged(application, submit_anyway, arrived_at)
        _number(application, now)
        snapshot = _freeze(application, document, verdict, submission_key, actor, arrived_at)
        write_head(application, document)
        application.sections.exclude(key__contains=":").update(done=True)
        application.submitted_at = arrived_at
        move(application, Action.SUBMIT, now=now)
        told = {"snapshot": snapshot.number, "arrived_at": arrived_at.isoformat()}
        note(application, "submit", actor=actor.journal_name, now=now, content=document, **told)
        send_receipts(snapshot, now=now)
    return snapshot


def _require_the_same(application: Application, sent: Snapshot, actor: User) -> None:
    """Replay a submission only to who sent it, and only for what was sent."""
    unlocked = application.stands is State.UNLOCKED
    if sent.submitted_by_id != actor.pk or unlocked or sent.sha256 != sha256_of(document_of(application)):
        sentence = say("This page has been used to submit already. Look through it and submit again.")
        raise Refused.because("submission_key", sentence)


def _judged(
    application: Application, submit_anyway: bool | AbstractSet[str], arrived_at: datetime
) -> tuple[Document, Verdict]:
    document = document_of(application)
    verdict = verdict_on(document, application.round, at=arrived_at)
    asked = frozenset(warned_rules(verdict).values())
    passes = submit_anyway or not asked if isinstance(submit_anyway, bool) else asked <= submit_anyway
    if verdict.stops or not passes:
        raise Refused(verdict)
    return document, verdict


def _number(application: Application, now: datetime) -> None:
    if application.case_number is None:
        funder = application.round.call.funder
        application.case_number = issue_number(funder, NumberPurpose.CASE, now=now)


def _freeze(
    application: Application,
    document: dict[str, object],
    verdict: Verdict,
    submission_key: UUID,
    actor: User,
    arrived_at: datetime,
) -> Snapshot:
    return Snapshot.objects.create(
        application=application,
        number=application.snapshots.count() + 1,
        document=next_document(application),
        content=canonical_json(document),
        sha256=sha256_of(document),
        verdict=verdict_as_json(verdict, passed=verdict.warnings, passed_by=actor.journal_name),
        submission_key=submission_key,
        arrived_at=arrived_at,
        submitted_by=actor,
    )
