"""Add, change and remove the parties of a consortium."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import User
from applications.actions.beats import locked, note, require, require_open, require_piece, touch
from applications.actions.lapse import watching_approvals
from applications.actions.sections import SectionChanged, guard, reopen, section_key, take_in
from applications.merging_party import counting, keep_others, values_of, with_derived
from applications.models import Application, Party, SectionAnswer
from applications.particulars import PartyInput, Payment, fill
from rulebook.access import Piece
from rulebook.facts import PartyRole
from rulebook.questions import SectionKind
from rulebook.verdict import Refused, say
from rulebook.workflow import Action

__all__ = ["MOST_PARTIES", "PartyInput", "Payment", "add_party", "remove_party", "save_party"]

MOST_PARTIES = 100


def add_party(*, application_id: UUID, given: PartyInput, actor: User, now: datetime) -> Party:
    """Add a party at the end. Raises Refused, among others for a number that is no organisation number."""
    with locked(application_id) as application:
        require(application, actor, Action.SAVE, now=now)
        require_open(application, arrived_at=now)
        require_piece(application, actor, Piece.CONSORTIUM)
        count = application.parties.count()
        if count >= MOST_PARTIES:
            raise Refused.because("parties", say("There is room for a hundred parties."), "parties")
        last = application.parties.order_by("-order").first()
        party = Party(application=application, order=last.order + 1 if last else 0)
        fill(party, given)
        with watching_approvals(application, actor=actor, now=now):
            party.save()
            _one_coordinator(application, party)
        guard(party, now=now)
        _written(application, party, "add_party", actor=actor, now=now)
    return party


def save_party(
    *,
    application_id: UUID,
    party_id: UUID,
    given: PartyInput,
    version: int,
    base: Mapping[str, str] | None = None,
    sent: frozenset[str] | None = None,
    actor: User,
    now: datetime,
) -> Party:
    """Change a party. With the marks of what the page showed (`base`) it is merged field by field.

    `sent` then names the fields that count. Raises Party.DoesNotExist, Refused, and SectionChanged when
    somebody else changed the same meanwhile.
    """
    with locked(application_id) as application:
        require(application, actor, Action.SAVE, now=now)
        require_open(application, arrived_at=now)
        party = Party.objects.get(application=application, pk=party_id)
        require_piece(application, actor, Piece.PARTY, party)
        leads = party.role
        standing = values_of(party)
        fill(party, given)
        base = base if base is None else with_derived(base, standing, sent)
        written, key = counting(values_of(party), sent), section_key("party", party)
        section, merged = take_in(
            application, key, version, base, current=standing, sent=written, actor=actor, now=now
        )
        keep_others(party, standing, merged.changes)
        if party.role != leads:
            require_piece(application, actor, Piece.CONSORTIUM)
        if base is None or merged.changes:
            _keep(application, party, section, sorted(merged.changes), actor=actor, now=now)
    if merged.clashes:
        raise SectionChanged(section, merged.clashes)
    return party


def _keep(
    application: Application,
    party: Party,
    section: SectionAnswer,
    names: Sequence[str],
    *,
    actor: User,
    now: datetime,
) -> None:
    with watching_approvals(application, actor=actor, now=now):
        party.save()
        section.save()
        _one_coordinator(application, party)
    _written(application, party, "save_party", actor=actor, now=now, section=section.key, fields=names)


def remove_party(*, application_id: UUID, party_id: UUID, actor: User, now: datetime) -> None:
    """Remove a party with its budget. Raises Party.DoesNotExist, and Refused for the coordinator."""
    with locked(application_id) as application:
        require(application, actor, Action.SAVE, now=now)
        require_open(application, arrived_at=now)
        party = Party.objects.get(application=application, pk=party_id)
        require_piece(application, actor, Piece.CONSORTIUM)
        if party.role == PartyRole.COORDINATOR.value:
            raise Refused.because(
                "coordinator",
                say("The coordinator cannot be removed. Make another party coordinator first."),
                "parties",
            )
        _written(application, party, "remove_party", actor=actor, now=now)
        keys = [section_key(kind, party) for kind in ("party", "budget")]
        application.sections.filter(key__in=keys).delete()
        party.delete()


def _one_coordinator(application: Application, party: Party) -> None:
    if party.role == PartyRole.COORDINATOR.value:
        others = application.parties.filter(role=PartyRole.COORDINATOR.value).exclude(pk=party.pk)
        others.update(role=PartyRole.PARTNER.value)


def _written(
    application: Application, party: Party, what: str, *, actor: User, now: datetime, **details: Any
) -> None:
    reopen(application, SectionKind.PARTIES)
    touch(application, now=now)
    note(
        application,
        what,
        actor=actor.journal_name,
        now=now,
        content=party.name,
        party=str(party.pk),
        **details,
    )
