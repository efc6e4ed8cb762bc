"""What every action on a notice shares: the lock, the rules of its texts, the journal."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from journal.record import record
from partnering.models import Notice
from registry.models.choices import SectorChoice
from registry.places import counties
from rulebook.answers import too_long
from rulebook.verdict import Answer, Effect, Finding, Refused, Sentence, Verdict, say
from rulebook.visible import visible_length

LONGEST_TEXT = 1000
LONGEST_NAME = 255
# An address of any kind: contact goes through the portal, which shows none.
_ADDRESS = re.compile(r"[\w.+-]+@\w|https?://|www\.|(?<!\d)(?:\+\d|0\d)[\d \-()]{6,}\d", re.IGNORECASE)


class NoticeChanged(Exception):
    """The notice was changed since the page was opened."""


@dataclass(frozen=True, kw_only=True)
class NoticeInput:
    """What a person typed about an organisation that looks for partners."""

    organisation: str
    sector: str
    county_code: str = ""
    offers: str = ""
    seeks: str = ""
    seeks_sectors: tuple[str, ...] = ()


@contextmanager
def locked(notice_id: UUID) -> Iterator[Notice]:
    """Open a transaction and lock the notice until it ends. Raises Notice.DoesNotExist."""
    with transaction.atomic():
        yield (
            Notice.objects.select_for_update(of=("self",))
            .select_related("call", "written_by")
            .get(pk=notice_id)
        )


def check(given: NoticeInput) -> None:
    """Raise Refused with everything that is wrong with a notice."""
    findings = [
        Finding("notice", field, Answer.NOT_MET, Effect.BLOCKS, sentence) for field, sentence in _wrong(given)
    ]
    if findings:
        raise Refused(Verdict.of(findings))


def _wrong(given: NoticeInput) -> Iterator[tuple[str, Sentence]]:
    if not given.organisation.strip():
        yield "organisation", say("Say which organisation it is.")
    elif visible_length(given.organisation) > LONGEST_NAME:
        yield "organisation", say("The name is too long: at most {limit} characters.", limit=LONGEST_NAME)
    if given.sector not in SectorChoice.values:
        yield "sector", say("Choose one of the alternatives.")
    if given.county_code and given.county_code not in counties():
        yield "county_code", say("Choose one of the alternatives.")
    if set(given.seeks_sectors) - set(SectorChoice.values):
        yield "seeks_sectors", say("Choose one of the alternatives.")
    if not given.offers.strip() and not given.seeks.strip():
        yield "offers", say("Write what you offer, what you seek, or both.")
    for field, text in (("offers", given.offers), ("seeks", given.seeks)):
        yield from ((field, sentence) for sentence in wrong_text(text))
    if _ADDRESS.search(given.organisation):
        yield "organisation", _no_address()


def wrong_text(text: str) -> Iterator[Sentence]:
    """Say what is wrong with a text that everyone will read."""
    if told := too_long(text, LONGEST_TEXT):
        yield told
    if _ADDRESS.search(text):
        yield _no_address()


def _no_address() -> Sentence:
    return say("Leave out addresses, phone numbers and links. People reach you through the portal.")


def fill(notice: Notice, given: NoticeInput, *, language: str, now: datetime) -> None:
    """Write what was typed into a notice, not yet saved."""
    notice.organisation = given.organisation.strip()
    notice.sector = given.sector
    notice.county_code = given.county_code
    notice.offers, notice.seeks = given.offers.strip(), given.seeks.strip()
    notice.seeks_sectors = sorted(set(given.seeks_sectors))
    notice.language = language
    notice.changed_at = now


def note(notice: Notice, action: str, *, actor: str, now: datetime, content: Any = None) -> None:
    """Write what was done to the notice into the journal."""
    record(
        actor=actor,
        action=action,
        object_kind="notice",
        object_id=notice.pk,
        now=now,
        content=content,
        details={"call": notice.call_id, "version": notice.version},
    )
