"""Declare whether one has a conflict of interest in a case, and rule on what others declared."""

from datetime import datetime
from uuid import UUID

from accounts.models import User
from applications.access import in_conflict, latest_declaration
from applications.actions.beats import locked, note, require
from applications.models import ConflictDeclaration
from applications.ties import suspicions_of
from rulebook.conflict import may_rule
from rulebook.verdict import Refused, say
from rulebook.workflow import Action


def declare(
    *, application_id: UUID, has_conflict: bool, explanation: str, actor: User, now: datetime
) -> ConflictDeclaration:
    """Record what the actor says of their ties (FL 16 §); the system adds what it sees itself.

    A declared or suspected conflict shuts the case until somebody else rules. Raises Refused.
    """
    with locked(application_id) as application:
        require(application, actor, Action.DECLARE, now=now)
        if has_conflict and not explanation.strip():
            raise Refused.because("explanation", say("Say what the conflict of interest is."), "explanation")
        previous = latest_declaration(application, actor)
        if previous is not None and in_conflict(previous) and not has_conflict:
            raise Refused.because(
                "conflict",
                say("A conflict that was declared can only be lifted by somebody else."),
                "has_conflict",
            )
        declaration = ConflictDeclaration.objects.create(
            application=application,
            person=actor,
            has_conflict=has_conflict,
            explanation=explanation.strip(),
            suspected=next(iter(suspicions_of(application, [actor])[actor.pk]), ""),
            declared_at=now,
        )
        note(
            application,
            "declare",
            actor=actor.journal_name,
            now=now,
            content=explanation,
            conflict=has_conflict,
            suspected=declaration.suspected,
        )
    return declaration


def rule_on_conflict(
    *, application_id: UUID, declaration_id: int, is_conflict: bool, reason: str, actor: User, now: datetime
) -> ConflictDeclaration:
    """Decide whether a declared or suspected conflict is one (FL 18 §): always somebody else, with a reason.

    Raises ConflictDeclaration.DoesNotExist, Refused.
    """
    with locked(application_id) as application:
        require(application, actor, Action.RULE_ON_CONFLICT, now=now)
        declaration = ConflictDeclaration.objects.get(application=application, pk=declaration_id)
        no = may_rule(actor.journal_name, declaration.person.journal_name)
        if no:
            raise Refused.because("self", no)
        if not reason.strip():
            raise Refused.because("reason", say("Give the reason for the ruling."), "reason")
        declaration.ruled_conflict, declaration.ruled_by, declaration.ruled_at = is_conflict, actor, now
        declaration.ruling_reason = reason.strip()
        declaration.save()
        note(
            application,
            "rule_on_conflict",
            actor=actor.journal_name,
            now=now,
            content=reason,
            person=declaration.person.journal_name,
            conflict=is_conflict,
        )
    return declaration
