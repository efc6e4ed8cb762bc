"""Order a PDF of an application or a receipt, and make what is ordered."""

import hashlib
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import User
from applications.actions.beats import locked, note
from applications.document import document_of
from applications.facts import form_of, form_of_version
from applications.models import Application, Rendering, RenderingKind, RenderingState, Snapshot
from applications.printing.content import Content, application_content, receipt_content
from applications.printing.setting import NotSet, digest_of, set_pdf
from applications.snapshots import content_of
from applications.visibility import document_seen_by, viewer_of
from rulebook.verdict import Refused, say

MOST_AN_HOUR = 30


def order_pdf(
    *,
    application_id: UUID,
    kind: RenderingKind,
    version: int | None,
    language: str,
    actor: User,
    now: datetime,
) -> Rendering:
    """Order a PDF of what the person sees: the draft, a submitted version, or its receipt.

    The same content in the same language is the same PDF, made once for a person. Raises Refused,
    Application.DoesNotExist for whoever takes no part, and Snapshot.DoesNotExist.
    """
    with locked(application_id) as application:
        if not application.participants.filter(user=actor, ended_at__isnull=True).exists():
            raise Application.DoesNotExist
        snapshot = None if version is None else application.snapshots.get(number=version)
        own = application.renderings.filter(ordered_by=actor)
        digest = digest_of(content_for(application, actor, kind, snapshot, language))
        same = own.filter(kind=kind.value, snapshot=snapshot, language=language, content_sha256=digest)
        again = same.exclude(state=RenderingState.FAILED.value).last()
        if again is not None:
            return again
        if own.filter(ordered_at__gt=now - timedelta(hours=1)).count() >= MOST_AN_HOUR:
            sentence = say("You have ordered {most} PDFs in an hour. Wait a while.", most=MOST_AN_HOUR)
            raise Refused.because("pdf", sentence)
        made = Rendering.objects.create(
            application=application,
            snapshot=snapshot,
            kind=kind.value,
            language=language,
            content_sha256=digest,
            ordered_by=actor,
            ordered_at=now,
        )
        note(application, "order_pdf", actor=actor.journal_name, now=now, kind=kind.value)
    return made


def content_for(
    application: Application, user: User, kind: RenderingKind, snapshot: Snapshot | None, language: str
) -> Content:
    """Lay out what a PDF shows to a person."""
    if snapshot is None:
        document, form = document_of(application), form_of(application.round)
    else:
        document = content_of(snapshot)
        form = form_of_version(application.round, document["form"])
    seen = document_seen_by(viewer_of(application, user), document, form)
    if kind is RenderingKind.RECEIPT and snapshot is not None:
        return receipt_content(application, seen, snapshot=snapshot, language=language)
    return application_content(application, seen, form, snapshot=snapshot, language=language)


def make_ordered(*, now: datetime, most: int = 5) -> int:
    """Make what waits; return how many PDFs were made or failed. The worker alone calls it."""
    waiting = Rendering.objects.filter(state=RenderingState.WAITING.value).order_by("ordered_at", "id")
    done = 0
    for rendering in waiting.select_related(
        "application__round__call__funder", "snapshot__submitted_by", "ordered_by"
    )[:most]:
        _make(rendering, now)
        done += 1
    return done


def _make(rendering: Rendering, now: datetime) -> None:
    """Set one PDF outside of any lock: what was ordered may have changed meanwhile, and is shown as it is."""
    person = rendering.ordered_by
    assert person is not None  # noqa: S101 -- only people order
    kind = RenderingKind(rendering.kind)
    try:
        content = content_for(rendering.application, person, kind, rendering.snapshot, rendering.language)
        pdf = set_pdf(content)
    except NotSet as problem:
        rendering.state, rendering.failure = RenderingState.FAILED.value, str(problem)[:200]
        rendering.made_at = now
        rendering.save()
        return
    with transaction.atomic():
        if not Rendering.objects.select_for_update().filter(pk=rendering.pk).exists():
            return  # the draft was discarded meanwhile
        rendering.file.save("made.pdf", ContentFile(pdf), save=False)
        rendering.content_sha256, rendering.sha256 = digest_of(content), hashlib.sha256(pdf).hexdigest()
        rendering.state, rendering.made_at = RenderingState.READY.value, now
        rendering.save()
        _forget_earlier(rendering)


def _forget_earlier(rendering: Rendering) -> None:
    """A person's earlier PDF of the same draft has nothing to say any more."""
    if rendering.kind != RenderingKind.DRAFT.value:
        return
    earlier = Rendering.objects.filter(
        application=rendering.application,
        kind=rendering.kind,
        language=rendering.language,
        ordered_by=rendering.ordered_by,
    ).exclude(pk=rendering.pk)
    for one in earlier:
        storage, name = one.file.storage, str(one.file.name)
        one.delete()
        if name:
            transaction.on_commit(partial(storage.delete, name))
