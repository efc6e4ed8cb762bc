"""Declare whether one has a conflict of interest in a case, and rule on what others declared."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from accounts.models import User
from applications.access import in_conflict, latest_declaration
from applications.actions.beats import locked, note, require
from applications.facts import facts_of
from applications.models import Application, ConflictDeclaration, Participant
from applications.snapshots import content_of, valid_snapshot
from rulebook.conflict import CaseTies, Ground, PersonFacts, may_rule, suspicions
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
            explanation=explanation.strip()[:2000],
            suspected=next(iter(suspicions_about(application, actor)), ""),
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
        declaration.ruling_reason = reason.strip()[:2000]
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


def suspicions_about(application: Application, person: User) -> tuple[Ground, ...]:
    """What the portal itself sees of a person's ties to a case, gravest first."""
    numbers = person.memberships.exclude(organisation__number="")
    document = content_of(valid_snapshot(application))
    others = Participant.objects.filter(application__round__call=application.round.call, user=person)
    return suspicions(
        PersonFacts(
            key=person.journal_name,
            email=person.email,
            organisations=frozenset(numbers.values_list("organisation__number", flat=True)),
        ),
        CaseTies(
            parties=facts_of(document, received=application.created_at).parties,
            applicants=tuple(_applicants(application)),
            applicants_in_call=frozenset({person.journal_name} if others.exists() else set()),
        ),
    )


def _applicants(application: Application) -> Iterator[PersonFacts]:
    for participant in application.participants.select_related("user"):
        yield PersonFacts(key=participant.user.journal_name, email=participant.user.email)
    for party in application.parties.exclude(contact_email=""):
        yield PersonFacts(key=f"contact:{party.pk}", email=party.contact_email)
