"""Decide a case: prepared by an officer, signed by another person with a mandate for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from accounts.models import User
from applications.actions.beats import locked, move, note, require, touch
from applications.facts import verdict_on_decision
from applications.letters import send_decision
from applications.mandates import has_mandate
from applications.models import Application, Assessment, Decision, DecisionRow, Party, Snapshot
from applications.sketches import is_sketch
from applications.snapshots import content_of, valid_snapshot
from applications.ties import UNDECLARED_TIE, has_undeclared_tie, require_declared
from applications.verdicts import verdict_as_json
from rulebook.conflict import Chair, cannot_also
from rulebook.facts import AidGround
from rulebook.states import OF_A_SKETCH, STATE_AFTER_DECISION, DecisionKind, State, kinds_for
from rulebook.verdict import Answer, Effect, Finding, Refused, Sentence, Verdict, say
from rulebook.window import swedish_day
from rulebook.workflow import Action

MORE_THAN_SOUGHT = "decided_more_than_sought"
OF_A_PARTY = frozenset(field.name for field in Party._meta.concrete_fields) - {"id"}
WRONG_STEP = say(
    "This decision does not fit the round. A sketch is invited to the full application or not; "
    "in every other round money is granted or refused."
)


@dataclass(frozen=True, kw_only=True)
class RowInput:
    """What one party is to get for one year on one ground, whole kronor."""

    party_id: UUID
    year: int
    aid_ground: str
    amount: int
    highest_support_level: int | None = None


@dataclass(frozen=True, kw_only=True)
class DecisionInput:
    """What an officer proposes. Rows only when money is granted or kept in reserve."""

    kind: DecisionKind
    reasons: str
    rows: Sequence[RowInput] = ()
    reason_for_more: str = ""
    conditions: str = ""
    final_report_due: date | None = None
    publish_at: datetime | None = None
    publish_refused: bool = False


def prepare(*, application_id: UUID, given: DecisionInput, actor: User, now: datetime) -> Decision:
    """Prepare a decision; the rules are checked again. Raises Refused with every finding that stops it."""
    with locked(application_id) as application:
        require(application, actor, Action.PREPARE, now=now)
        require_declared(application, actor)
        verdict = _judge(application, given, now)
        if verdict.stops:
            raise Refused(verdict)
        _put_back_parties(application, given)
        decision = _write(application, given, verdict, actor, now)
        move(application, Action.PREPARE, now=now)
        total = sum(row.amount for row in given.rows)
        note(
            application,
            "prepare",
            actor=actor.journal_name,
            now=now,
            content=given.reasons,
            kind=given.kind,
            sum=total,
        )
    return decision


def return_decision(*, application_id: UUID, reason: str, actor: User, now: datetime) -> Decision:
    """Send a prepared decision back with a reason. Raises Refused."""
    with locked(application_id) as application:
        require(application, actor, Action.RETURN, now=now)
        if not reason.strip():
            raise Refused.because("reason", say("Say why the decision is sent back."), "reason")
        decision = prepared_decision(application)
        decision.returned_at, decision.return_reason = now, reason.strip()
        decision.save()
        application.state = _state_before(application).value
        touch(application, now=now)
        note(application, "return", actor=actor.journal_name, now=now, content=reason)
    return decision


def sign(*, application_id: UUID, actor: User, now: datetime) -> Decision:
    """Sign a prepared decision: somebody other than who prepared it, within the mandate. Raises Refused."""
    with locked(application_id) as application:
        require(application, actor, Action.SIGN, now=now)
        decision = prepared_decision(application)
        obstacle = obstacle_to_signing(decision, application, actor, now=now)
        if obstacle is not None:
            raise Refused(Verdict.of([obstacle]))
        total = sum(row.amount for row in decision.rows.all())
        decision.signed_by, decision.signed_at = actor, now
        # A sketch that is invited, or not, is never public: only what the full application leads to is.
        is_public = DecisionKind(decision.kind) not in OF_A_SKETCH
        decision.publish_at = max(decision.publish_at or now, now) if is_public else None
        decision.save()
        application.state = STATE_AFTER_DECISION[DecisionKind(decision.kind)].value
        touch(application, now=now)
        note(
            application,
            "sign",
            actor=actor.journal_name,
            now=now,
            content=decision.reasons,
            kind=decision.kind,
            sum=total,
        )
        send_decision(decision, now=now)
    return decision


def decline(*, application_id: UUID, actor: User, now: datetime) -> Application:
    """The applicants decline what was granted before it is public. Raises Refused."""
    with locked(application_id) as application:
        require(application, actor, Action.DECLINE, now=now)
        move(application, Action.DECLINE, now=now)
        note(application, "decline", actor=actor.journal_name, now=now)
    return application


def prepared_decision(application: Application) -> Decision:
    """The decision that waits for a signature. Raises Decision.DoesNotExist."""
    return application.decisions.filter(returned_at__isnull=True, signed_at__isnull=True).latest("number")


def _state_before(application: Application) -> State:
    """Where a case stood before a decision was prepared: what was signed before still holds."""
    if application.withdrawn_at:
        return State.WITHDRAWN
    signed = application.decisions.filter(signed_at__isnull=False).exists()  # then it is in reserve
    return State.RESERVE if signed else State.IN_REVIEW


def _write(
    application: Application, given: DecisionInput, verdict: Verdict, actor: User, now: datetime
) -> Decision:
    decision = Decision.objects.create(
        application=application,
        number=application.decisions.count() + 1,
        kind=given.kind.value,
        reasons=given.reasons.strip(),
        reason_for_more=given.reason_for_more.strip(),
        conditions=given.conditions.strip(),
        final_report_due=given.final_report_due,
        publish_at=given.publish_at,
        publish_refused=given.publish_refused,
        verdict=verdict_as_json(verdict),
        prepared_by=actor,
        prepared_at=now,
    )
    for row in given.rows:
        DecisionRow.objects.create(
            decision=decision,
            party_id=row.party_id,
            year=row.year,
            aid_ground=row.aid_ground,
            amount=row.amount,
            highest_support_level=row.highest_support_level,
        )
    return decision


def obstacle_to_signing(
    decision: Decision, application: Application, actor: User, *, now: datetime
) -> Finding | None:
    """Say why a decider may not sign this very decision; None if they may (their role is asked before)."""
    if decision.prepared_by_id == actor.pk:
        return _obstacle("self", say("Somebody other than who prepared the decision must sign it."))
    if has_undeclared_tie(application, actor):
        return _obstacle("tie", UNDECLARED_TIE)
    chairs = {Chair.ASSESSOR} if Assessment.objects.filter(_of(application, actor)).exists() else set()
    two_chairs = cannot_also(Chair.DECIDER, chairs)
    if two_chairs is not None:
        return _obstacle("two_chairs", two_chairs)
    total = sum(row.amount for row in decision.rows.all())
    if not has_mandate(actor, decision.kind, total, application, today=swedish_day(now)):
        return _obstacle("mandate", say("This decision lies outside your mandate."))
    return None


def _of(application: Application, assessor: User) -> Q:
    return Q(assignment__application=application, assignment__assessor=assessor)


def _obstacle(rule: str, sentence: Sentence) -> Finding:
    return Finding(rule, "", Answer.NOT_MET, Effect.BLOCKS, sentence)


def _put_back_parties(application: Application, given: DecisionInput) -> None:
    """Make rows again for parties that applicants took out after submitting: the submitted version counts."""
    present = set(application.parties.values_list("pk", flat=True))
    document = content_of(valid_snapshot(application))
    for order, party in enumerate(document["parties"]):
        if UUID(party["id"]) not in present and UUID(party["id"]) in {row.party_id for row in given.rows}:
            values = {name: value for name, value in party.items() if name in OF_A_PARTY}
            Party.objects.create(id=UUID(party["id"]), application=application, order=order, **values)


def _judge(application: Application, given: DecisionInput, now: datetime) -> Verdict:
    snapshot = valid_snapshot(application)
    findings = [*_form_problems(application, given, now), *_row_problems(snapshot, given)]
    if given.kind is DecisionKind.GRANTED:
        findings += _rule_findings(application, snapshot, given)
    return Verdict.of(findings)


def _rule_findings(application: Application, snapshot: Snapshot, given: DecisionInput) -> list[Finding]:
    total = sum(row.amount for row in given.rows)
    document = content_of(snapshot)
    verdict = verdict_on_decision(document, application.round, received=snapshot.arrived_at, amount=total)
    explained = bool(given.reason_for_more.strip())
    return [
        replace(finding, effect=Effect.BLOCKS) if finding.rule == MORE_THAN_SOUGHT else finding
        for finding in verdict.findings
        if finding.rule != MORE_THAN_SOUGHT or not explained
    ]


def _form_problems(application: Application, given: DecisionInput, now: datetime) -> list[Finding]:
    problems = []
    if now <= application.round.closes_at and not application.withdrawn_at:
        sentence = say("The round is still open, so the application may change. Decide after closing.")
        problems.append(_problem("", sentence))
    if given.kind not in kinds_for(is_sketch=is_sketch(application.round)):
        problems.append(_problem("kind", WRONG_STEP))
    if not given.reasons.strip():
        problems.append(_problem("reasons", say("Give the reasons: which rules and circumstances decided.")))
    if application.withdrawn_at and given.kind is not DecisionKind.STRUCK_OFF:
        problems.append(
            _problem("kind", say("The application is withdrawn, so the case can only be struck off."))
        )
    if given.kind is DecisionKind.GRANTED and given.final_report_due is None:
        problems.append(_problem("final_report_due", say("Say when the final report is due.")))
    return problems


def _row_problems(snapshot: Snapshot, given: DecisionInput) -> list[Finding]:
    if given.kind not in (DecisionKind.GRANTED, DecisionKind.RESERVE):
        return [_problem("rows", say("Only a grant or a reserve has sums."))] if given.rows else []
    if not given.rows:
        return [_problem("rows", say("Enter what each party is granted, by year."))]
    parties = {UUID(party["id"]) for party in content_of(snapshot)["parties"]}
    places = [(row.party_id, row.year, row.aid_ground) for row in given.rows]
    problems = []
    if len(set(places)) != len(places):
        problems.append(_problem("rows", say("The same party, year and ground stand twice.")))
    for row in given.rows:
        known = row.party_id in parties and row.aid_ground in set(AidGround)
        if not known or not 2000 <= row.year <= 2100 or not 0 < row.amount <= 10**12:
            problems.append(
                _problem("rows", say("A row names no party, year, ground or sum that can be used."))
            )
    return problems


def _problem(field: str, sentence: Sentence) -> Finding:
    return Finding("decision", field, Answer.NOT_MET, Effect.BLOCKS, sentence)
