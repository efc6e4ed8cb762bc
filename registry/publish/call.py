"""Publishing a call with its rounds, its form and its rules."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction

from journal.canonical import sha256_of
from registry.facts import Amendment, CallFacts, CallTexts, DocumentFacts
from registry.models import Call, CallAmendment, CallDocument, NumberPurpose, Programme
from registry.numbers import issue_number
from registry.publish.change import announce, apply, own_funder
from registry.publish.markup import allowed_html
from registry.publish.round import frozen_rounds_that_change, publish_rounds
from rulebook.verdict import Refused, say


@transaction.atomic
def publish_call(facts: CallFacts, *, now: datetime, actor: str) -> Call:
    """Copy a call into the record; programme, call and rounds get their numbers the first time.

    A round that has opened keeps its form, rules, criteria and moments unless `facts.amendment` says why
    they change. Raises Refused otherwise.
    """
    call = Call.objects.select_for_update().filter(key=facts.key).first()
    frozen = frozen_changes(facts, now=now)
    if frozen and facts.amendment is None:
        raise Refused.because(
            "frozen_round",
            say(
                "A round has opened: say why its form, rules, criteria or moments change, and publish again."
            ),
            "rounds",
        )
    is_new = call is None
    if call is None:
        funder = own_funder()
        number = issue_number(funder, NumberPurpose.CALL, now=now)
        call = Call(funder=funder, key=facts.key, diarienummer=number, version=0, published_at=now)
    changed = apply(call, _values(facts)) or is_new
    call.updated_at = now if changed else call.updated_at
    call.save()
    changed |= _replace_documents(call, facts.documents)
    changed |= publish_rounds(call, facts.rounds, now=now, actor=actor)
    if facts.amendment and frozen:
        _amend(call, facts.amendment, frozen, now)
        changed = True
    if changed or call.withdrawn_at is not None:
        _renew(call, now=now, actor=actor)
    return call


@transaction.atomic
def publish_call_translation(key: UUID, texts: CallTexts, *, now: datetime, actor: str) -> Call | None:
    """Fill the English texts of a published call; None when the call itself is not published yet."""
    call = Call.objects.select_for_update().filter(key=key).first()
    if call is not None and apply(call, _texts(texts, "en")):
        _renew(call, now=now, actor=actor)
    return call


@transaction.atomic
def withdraw_call(call: Call, *, now: datetime, actor: str) -> Call:
    """Take a call out of the public's sight. Its number stays taken; publishing it again brings it back."""
    row = Call.objects.select_for_update().get(pk=call.pk)
    if row.withdrawn_at is None:
        row.withdrawn_at, row.updated_at, row.version = now, now, row.version + 1
        row.save()
        announce("call", row, action="withdraw", actor=actor, now=now, content=row.diarienummer)
    return row


def frozen_changes(facts: CallFacts, *, now: datetime) -> list[str]:
    """Name what publishing these facts would change of what open and closed rounds have promised.

    Such a change needs an amendment. Empty for a call that is new, or whose rounds are all to come.
    """
    call = Call.objects.filter(key=facts.key).first()
    if call is None:
        return []
    changed = frozen_rounds_that_change(call, facts.rounds, now=now)
    has_opened = call.rounds.filter(opens_at__lte=now, withdrawn_at__isnull=True).exists()
    if has_opened and call.criteria != list(facts.criteria):
        changed.append("criteria")
    return sorted(changed)


def _renew(call: Call, *, now: datetime, actor: str) -> None:
    call.withdrawn_at, call.updated_at, call.version = None, now, call.version + 1
    call.save()
    content = {"title": call.title_sv, "body": sha256_of([call.body_sv, call.body_en])}
    announce("call", call, action="publish", actor=actor, now=now, content=content)


def _values(facts: CallFacts) -> dict[str, object]:
    programme = Programme.objects.filter(key=facts.programme_key).first() if facts.programme_key else None
    values: dict[str, object] = {
        "programme": programme,
        "criteria": list(facts.criteria),
        "contacts": list(facts.contacts),
        "links": list(facts.links),
        "dates": list(facts.dates),
        "invited_only": facts.invited_only,
        **_texts(facts.texts_sv, "sv"),
    }
    if facts.texts_en is not None:
        values |= _texts(facts.texts_en, "en")
    return values


def _texts(texts: CallTexts, language: str) -> dict[str, object]:
    values = asdict(texts) | {"body": allowed_html(texts.body)}
    return {f"{name}_{language}": value for name, value in values.items()}


def _replace_documents(call: Call, documents: Sequence[DocumentFacts]) -> bool:
    wanted = [
        (d.title, d.language, d.is_primary, d.media_type, sha256_of(d.content.hex())) for d in documents
    ]
    present = [
        (d.title, d.language, d.is_primary, d.media_type, d.sha256)
        for d in CallDocument.objects.filter(call=call)
    ]
    if wanted == present:
        return False
    CallDocument.objects.filter(call=call).delete()
    for order, (facts, row) in enumerate(zip(documents, wanted, strict=True)):
        document = CallDocument(
            call=call,
            order=order,
            title=row[0],
            language=row[1],
            is_primary=row[2],
            media_type=row[3],
            sha256=row[4],
        )
        document.file.save(facts.file_name, ContentFile(facts.content), save=False)
        document.save()
    return True


def _amend(call: Call, amendment: Amendment, changed: list[str], now: datetime) -> None:
    CallAmendment.objects.create(
        call=call, at=now, reason_sv=amendment.reason_sv, reason_en=amendment.reason_en, changed=changed
    )
