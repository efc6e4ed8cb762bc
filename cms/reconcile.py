"""The tick that compares live pages with the record, and hands over again what the record lacks."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db.models import QuerySet

from cms.models import CallPage, ProgrammeDraft, PublishedPage
from cms.publishing import fingerprint, hand_over, hand_over_programme
from registry.models import Call, Programme

ACTOR = "machine:reconcile"


@dataclass(frozen=True)
class ReconcileReport:
    """What a tick found: pages and programmes checked, ids of pages mended, ids of pages that still fail."""

    checked: int
    mended: tuple[int, ...]
    failing: tuple[int, ...]


def reconcile(*, now: datetime) -> ReconcileReport:
    """Hand over every live page and programme that the record does not hold as it is.

    A withdrawn call stays withdrawn: only an edit or a publication in Wagtail brings it back.
    """
    for programme in missing_programmes():
        hand_over_programme(programme, now=now, actor=ACTOR)
    mended: list[int] = []
    failing: list[int] = []
    pages = live_pages()
    for page in pages:
        if is_missing(page):
            published = hand_over(page, now=now, actor=ACTOR)
            (failing if published.failed_reason else mended).append(page.pk)
    return ReconcileReport(len(pages), tuple(mended), tuple(failing))


def live_pages() -> list[CallPage]:
    """Return the live calls, those in the source language first; aliases are no calls."""
    pages: QuerySet[CallPage] = CallPage.objects.live().filter(alias_of__isnull=True)
    return sorted(
        pages.select_related("locale", "published_page", "programme"),
        key=lambda page: (not page.is_source, page.pk),
    )


def is_missing(page: CallPage) -> bool:
    """Whether the record lacks what a live page says. What was withdrawn since is not missing."""
    call = Call.objects.filter(key=page.translation_key).first()
    if (
        call is not None
        and call.withdrawn_at
        and call.withdrawn_at >= (page.last_published_at or call.withdrawn_at)
    ):
        return False
    published = PublishedPage.objects.filter(page=page).first()
    if published is None or published.failed_reason or published.facts_sha256 != fingerprint(page):
        return True
    return page.is_source and call is None


def missing_programmes() -> list[ProgrammeDraft]:
    """Return the live programmes that the record lacks, or holds in another wording."""
    held = {row.key: row for row in Programme.objects.filter(key__isnull=False)}
    return [
        draft
        for draft in ProgrammeDraft.objects.filter(live=True)
        if draft.key not in held or _differs(held[draft.key], draft)
    ]


def _differs(row: Programme, draft: ProgrammeDraft) -> bool:
    return any(getattr(row, name) != value for name, value in asdict(draft.facts()).items())


def failing_pages() -> QuerySet[PublishedPage]:
    """Return the live pages that the record refused, newest first."""
    failing = PublishedPage.objects.exclude(failed_reason="").filter(page__live=True)
    return failing.select_related("page").order_by("-at")
