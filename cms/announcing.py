"""Pages that come, change and go are handed to search, in the transaction that Wagtail saves them in.

Saving tells of everything that decides whether a page is public: publishing, unpublishing and expiring are
saves of the page itself, a move is a save of its base. Whether it *is* public, the worker asks the database.
"""

from typing import Any

from wagtail.models import Page, PageViewRestriction

from cms.models import ContentPage
from cms.searchable import KIND
from search.queue import changed


def on_page_saved(sender: type[ContentPage], instance: ContentPage, **_signal: Any) -> None:
    """Hand over a page that was written, published, unpublished or expired."""
    _announce([instance.pk])


def on_page_deleted(sender: type[ContentPage], instance: ContentPage, **_signal: Any) -> None:
    """Hand over a page that is gone."""
    changed(KIND, {instance.pk, *_together(Page.objects.filter(translation_key=instance.translation_key))})


def on_base_saved(sender: type[Page], instance: Page, **_signal: Any) -> None:
    """Hand over a page that was moved, with everything below it: other restrictions may hold there."""
    _announce(_together(instance.get_descendants(inclusive=True)))


def on_restriction_changed(
    sender: type[PageViewRestriction], instance: PageViewRestriction, **_signal: Any
) -> None:
    """Hand over everything below a restriction that came, changed or went."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        _announce(_together(page.get_descendants(inclusive=True)))


def _announce(ids: list[int]) -> None:
    """Hand over pages with their translations: the lowest public id of them stands for all."""
    keys = ContentPage.objects.filter(pk__in=ids).values("translation_key")
    changed(KIND, _together(ContentPage.objects.filter(translation_key__in=keys)))


def _together(pages: Any) -> list[int]:
    return list(pages.order_by().values_list("pk", flat=True))
