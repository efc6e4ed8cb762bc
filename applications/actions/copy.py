"""Copy an earlier application into a new draft: what the actor sees in it, and what the new call asks for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from applications.access import own_cases
from applications.actions.attach import attach
from applications.actions.beats import note
from applications.actions.carry import carry_parties
from applications.actions.start import ONLY_INVITED, start
from applications.document import Document, coordinator, document_of
from applications.facts import form_of
from applications.models import Application, Attachment, Participant, ScanState
from applications.visibility import PAPER_SLOT, Viewer, document_seen_by
from registry.models import Round
from rulebook.access import Role
from rulebook.facts import PartyRole
from rulebook.questions import Form, QuestionKind
from rulebook.verdict import Refused

_HEALTHY = frozenset({ScanState.CLEAN.value, ScanState.NOT_CONFIGURED.value})
_OF_THE_BUDGET = frozenset({"amount_sought"})


@dataclass(frozen=True)
class Copied:
    """The new draft, and the names of files that could not come along."""

    application: Application
    left_out: tuple[str, ...] = ()


def copy(
    *, source_id: UUID, round_id: int, with_budget: bool, with_files: bool, actor: User, now: datetime
) -> Copied:
    """Begin an application in an open round with what stands in another one that the actor takes part in.

    Carried over are answers to questions with the same key and kind, parties and contacts; the budget and
    files into places of the same name only when asked for. Approvals, comments and people never are.
    Raises Application.DoesNotExist, Round.DoesNotExist, and Refused as `start` does.
    """
    with transaction.atomic():
        source = own_cases(actor).get(pk=source_id)
        viewer = _viewer(source, actor)
        if Round.objects.filter(pk=round_id, follows__isnull=False).exists():
            raise Refused.because("invited", ONLY_INVITED)
        target = start(round_id=round_id, actor=actor, now=now)
        document = document_seen_by(viewer, document_of(source), form_of(source.round))
        _answers(document, form_of(source.round), target, with_budget=with_budget)
        _parties(document, target, viewer, with_budget=with_budget, actor=actor, now=now)
        target.copied_from = source
        target.save(update_fields=["copied_from"])
        note(
            target,
            "copy",
            actor=actor.journal_name,
            now=now,
            source=str(source.pk),
            with_budget=with_budget,
            with_files=with_files,
        )
    left_out = _files(source, document, target, actor=actor, now=now) if with_files else ()
    return Copied(target, left_out)


def _viewer(source: Application, actor: User) -> Viewer:
    participant = source.participants.filter(user=actor, ended_at__isnull=True).first()
    if participant is None:
        raise Application.DoesNotExist
    return Viewer.of(participant)


def _answers(document: Document, asked: Form, target: Application, *, with_budget: bool) -> None:
    """Write what was answered to the same questions, wherever in the form they stand."""
    kinds: dict[str, QuestionKind] = {}
    answered: dict[str, Any] = {}
    for section in asked:
        kinds |= {question.key: question.kind for question in section.questions}
        answered |= document["sections"].get(section.key, {})
    if not with_budget:
        answered = {key: text for key, text in answered.items() if key not in _OF_THE_BUDGET}
    rows = {row.key: row for row in target.sections.all()}
    for section in form_of(target.round):
        same = {
            question.key: answered[question.key]
            for question in section.questions
            if question.key in answered and kinds.get(question.key) is question.kind
        }
        if same:
            rows[section.key].answers = same
            rows[section.key].save(update_fields=["answers"])


def _parties(
    document: Document, target: Application, viewer: Viewer, *, with_budget: bool, actor: User, now: datetime
) -> None:
    """Write the parties in place of the empty one. The actor's own coordinates what the actor begins."""
    known = {party["id"] for party in document["parties"]}
    if not known:
        return
    leads = coordinator(document) or document["parties"][0]
    own = viewer.party if viewer.party in known and Role.COORDINATOR not in viewer.roles else leads["id"]
    rows = [_carried(party, own, with_budget=with_budget) for party in document["parties"]]
    empty = target.parties.get()
    target.sections.filter(key__endswith=empty.pk.hex).delete()
    made = carry_parties({**document, "parties": rows}, target, now=now)
    Participant.objects.filter(application=target, user=actor).update(party=made[UUID(own)])
    empty.delete()


def _carried(party: dict[str, Any], own: str, *, with_budget: bool) -> dict[str, Any]:
    """A party as it is carried over; what is kept from the actor (None) is left to be filled in."""
    row = {name: value for name, value in party.items() if value is not None}
    role = PartyRole.COORDINATOR if party["id"] == own else PartyRole.PARTNER
    keeps_role = party["id"] != own and party["role"] != PartyRole.COORDINATOR.value
    budget: dict[str, list[Any]] = {} if with_budget else {"budget": [], "personnel": []}
    return {**row, **budget, "role": party["role"] if keeps_role else role.value}


def _files(
    source: Application, document: Document, target: Application, *, actor: User, now: datetime
) -> tuple[str, ...]:
    """Put the files that the actor sees into places of the same name; return the names of the others."""
    places = {slot.key for section in form_of(target.round) for slot in section.slots}
    seen = [row["id"] for row in document["attachments"]]
    left_out = []
    for file in source.attachments.filter(pk__in=seen).exclude(slot=PAPER_SLOT):
        if file.slot not in places or file.party_id or not _put(file, target, actor=actor, now=now):
            left_out.append(file.name)
    return tuple(left_out)


def _put(file: Attachment, target: Application, *, actor: User, now: datetime) -> bool:
    if file.scan not in _HEALTHY:
        return False
    with file.file.open("rb") as stored:
        content = stored.read()
    try:
        attach(
            application_id=target.pk,
            slot_key=file.slot,
            file_name=file.name,
            content=content,
            actor=actor,
            now=now,
        )
    except Refused:
        return False
    return True
