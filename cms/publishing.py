"""Publishing copies: what happens when a page or a programme goes live in Wagtail.

`page_published` also fires for a first publication that is only scheduled (`live` is false then) and for
aliases; both are left alone. Whatever goes wrong is caught and kept on `PublishedPage`: Wagtail has made
the page live already, and an exception would stop every later page of a scheduled run. `cms.reconcile`
tries again.
"""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from cms.facts import call_facts, texts_of
from cms.models import CallPage, ProgrammeDraft, PublishedPage
from journal.canonical import sha256_of
from registry.publish import publish_call, publish_call_translation, publish_programme
from rulebook.verdict import Refused

logger = logging.getLogger(__name__)

TEXT_FIELDS = ("title", "ingress", "who", "what", "how_much", "body")
FACT_FIELDS = ("programme", "invited_only", "rules", "criteria", "rounds", "slots", "sections")


def on_page_published(
    sender: type[CallPage], instance: CallPage, revision: Revision | None = None, **_signal: Any
) -> None:
    """Hand a call that went live to the record."""
    if instance.live and not instance.alias_of_id:
        hand_over(instance, now=timezone.now(), actor=_actor(revision))


def on_published(
    sender: type[ProgrammeDraft], instance: ProgrammeDraft, revision: Revision | None = None, **_signal: Any
) -> None:
    """Hand a programme that went live to the record."""
    if instance.live:
        hand_over_programme(instance, now=timezone.now(), actor=_actor(revision))


def hand_over(page: CallPage, *, now: datetime, actor: str) -> PublishedPage:
    """Copy a live page into the record, and keep whether that went well. Errors are kept, not raised."""
    failed_reason = ""
    try:
        with transaction.atomic():
            _publish(page, now=now, actor=actor)
    except Exception as error:
        logger.exception("The record did not take page %s", page.pk)
        failed_reason = _reason(error)
    values: dict[str, Any] = {"failed_reason": failed_reason, "at": now}
    if not failed_reason:
        values["facts_sha256"] = fingerprint(CallPage.objects.get(pk=page.pk))
    published, _made = PublishedPage.objects.update_or_create(page=page, defaults=values)
    return published


def hand_over_programme(programme: ProgrammeDraft, *, now: datetime, actor: str) -> bool:
    """Copy a live programme into the record; return whether that went well."""
    try:
        publish_programme(programme.facts(), now=now, actor=actor)
    except Exception:
        logger.exception("The record did not take programme %s", programme.pk)
        return False
    return True


def fingerprint(page: CallPage) -> str:
    """Return the SHA-256 of what the page itself says, as the editors' blocks hold it.

    Not of the facts made from it: a new version of the portal may make others, and that is no edit.
    """
    names = TEXT_FIELDS + (FACT_FIELDS if page.is_source else ())
    return sha256_of({name: _as_kept(page, name) for name in names})


def live_translation(page: CallPage) -> CallPage | None:
    """Return the live page that translates this one, or None."""
    others = CallPage.objects.filter(translation_key=page.translation_key, live=True, alias_of__isnull=True)
    found: CallPage | None = others.exclude(pk=page.pk).first()
    return found


def _publish(page: CallPage, *, now: datetime, actor: str) -> None:
    if page.is_source:
        publish_call(call_facts(page, live_translation(page)), now=now, actor=actor)
    else:
        publish_call_translation(page.translation_key, texts_of(page), now=now, actor=actor)


def _as_kept(page: CallPage, name: str) -> Any:
    field = page._meta.get_field(name)
    return (
        str(field.value_to_string(page))
        if field.get_internal_type() == "JSONField"
        else field.value_from_object(page)
    )


def _actor(revision: Revision | None) -> str:
    user = revision.user if revision is not None else None
    return user.journal_name if user is not None else "machine:publisher"


def _reason(error: Exception) -> str:
    if isinstance(error, Refused):
        return str(error)
    return f"{type(error).__name__}: {error}"[:1000]
