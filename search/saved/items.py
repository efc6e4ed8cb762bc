"""Records as a mail and a feed tell of them: title, address, a few lines, when published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Min
from django.utils import translation

from registry.models import Change
from search.sources import source_of
from wording.speak import in_language

LONGEST = 600


@dataclass(frozen=True)
class Item:
    """One record, in one language. `address` is absolute; moments are UTC."""

    kind: str
    record_id: int
    number: str
    title: str
    address: str
    summary: str
    author: str
    published: datetime
    updated: datetime


def items_of(kind: str, ids: Sequence[int], language: str) -> list[Item]:
    """Return the items of those records that are public now, the latest published first."""
    source = source_of(kind)
    if source is None or not ids:
        return []
    records = source.records(ids)
    firsts = dict(
        Change.objects.filter(kind=kind, record_id__in=list(records))
        .values_list("record_id")
        .annotate(Min("at"))
    )
    with translation.override(language):
        items = [_item(kind, record, firsts.get(pk), source.number(record)) for pk, record in records.items()]
    return sorted(items, key=lambda item: (item.published, item.record_id), reverse=True)


def _item(kind: str, record: Any, first: datetime | None, number: str) -> Item:
    shown = record.project if kind == "outcome" else record
    if kind == "organisation":
        title, author, summary = in_language(record.name, record.name_en), "", ""
    else:
        title = in_language(shown.title_sv, shown.title_en)
        author = in_language(shown.funder.name_sv, shown.funder.name_en)
        summary = in_language(*_summary(kind, record))
    return Item(
        kind=kind,
        record_id=record.pk,
        number=number,
        title=title,
        address=f"{settings.PUBLIC_URL}{shown.get_absolute_url()}",
        summary=_cut(summary),
        author=author,
        published=getattr(record, "published_at", None) or first or record.updated_at,
        updated=record.updated_at,
    )


def _summary(kind: str, record: Any) -> Iterable[str]:
    name = "ingress" if kind == "call" else "summary"
    return getattr(record, f"{name}_sv", ""), getattr(record, f"{name}_en", "")


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0]} …"
