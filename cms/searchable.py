"""The site's pages as search finds them: a page and its translation are one record, in two languages.

Only what everybody may read now: live, not expired, below a site's home, and without a restriction on the
page or above it. Calls are found as the record's; their pages, the homes and the lists only lead elsewhere.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from wagtail.models import Page

from cms.models import ContentPage
from search.documents import Document, texts_of
from search.entries import Entry, titles_of
from search.sources import Source, register
from wording.speak import speaks_swedish

KIND = "page"
LANGUAGES = ("sv", "en")


@dataclass(frozen=True)
class FoundPage:
    """A page in the languages that it is published in, as hits show it."""

    record_id: int
    pages: Mapping[str, ContentPage]

    @property
    def shown(self) -> ContentPage:
        """The page in the reader's language, or in the one that exists."""
        first, second = LANGUAGES if speaks_swedish() else reversed(LANGUAGES)
        return self.pages.get(first) or self.pages[second]

    @property
    def title_sv(self) -> str:
        """The Swedish page's title, or nothing."""
        return self._said("sv", "title")

    @property
    def title_en(self) -> str:
        """The English page's title, or nothing."""
        return self._said("en", "title")

    @property
    def ingress_sv(self) -> str:
        """The Swedish page's ingress, or nothing."""
        return self._said("sv", "ingress")

    @property
    def ingress_en(self) -> str:
        """The English page's ingress, or nothing."""
        return self._said("en", "ingress")

    @property
    def version(self) -> int:
        """A number that changes when one of the pages is published anew, comes or goes."""
        return sum(_version(page.last_published_at) for page in self.pages.values())

    def get_absolute_url(self) -> str:
        """Return the address of the page in the reader's language."""
        return str(self.shown.get_url() or "")

    def _said(self, language: str, name: str) -> str:
        page = self.pages.get(language)
        return str(getattr(page, name)) if page is not None else ""


def public_pages() -> QuerySet[ContentPage]:
    """Return the pages that everybody may read now."""
    roots = Page.objects.filter(sites_rooted_here__isnull=False).values("translation_key")
    homes = Q(pk__in=())
    for path in Page.objects.filter(translation_key__in=roots).values_list("path", flat=True):
        homes |= Q(path__startswith=path)
    pages: QuerySet[ContentPage] = ContentPage.objects.live().public().filter(homes, alias_of__isnull=True)
    in_time = Q(expire_at__isnull=True) | Q(expire_at__gt=Now())
    return pages.filter(in_time, locale__language_code__in=LANGUAGES).select_related("locale")


def words_of_page(page: ContentPage) -> str:
    """Return what the blocks of a page say, as plain text; the titles of its documents with it."""
    texts = [str(text) for text in page.body.stream_block.get_searchable_content(page.body)]
    for child in page.body:
        if child.block_type == "documents":
            texts += [document.title for document in child.value if document is not None]
    return "\n".join(text for text in texts if text.strip())


def texts_of_page(found: FoundPage) -> list[tuple[str, str]]:
    """Return every text of a page that can be found, the titles first."""
    pairs: list[tuple[str, str | None]] = [
        (f"title_{language}", page.title) for language, page in found.pages.items()
    ]
    for language, page in found.pages.items():
        pairs += [(f"summary_{language}", page.ingress), (f"body_{language}", words_of_page(page))]
    return list(texts_of(pairs))


def _records(ids: Sequence[int]) -> Mapping[int, FoundPage]:
    """Return the record of each of these pages that is public; a translation is part of the same one."""
    keys = dict(public_pages().filter(pk__in=ids).values_list("pk", "translation_key"))
    together: dict[Any, dict[str, ContentPage]] = {key: {} for key in keys.values()}
    for page in public_pages().filter(translation_key__in=together).order_by("-locale__language_code"):
        together[page.translation_key][page.locale.language_code] = page
    return {pk: FoundPage(pk, together[key]) for pk, key in keys.items() if together[key]}


def _entries(ids: Sequence[int]) -> Mapping[int, Entry]:
    """Return pages by their titles."""
    return {
        record_id: Entry(titles_of(found.title_sv, found.title_en), found.get_absolute_url)
        for record_id, found in _records(ids).items()
    }


def _documents(ids: Sequence[int]) -> Iterator[Document]:
    """Yield the documents of records; the one with the lowest id stands for all its translations."""
    for record_id, found in _records(ids).items():
        if record_id == min(page.pk for page in found.pages.values()):
            published = [page.last_published_at for page in found.pages.values() if page.last_published_at]
            yield Document(
                kind=KIND,
                record_id=record_id,
                texts=tuple(texts_of_page(found)),
                day=max(published).date() if published else None,
                version=found.version,
            )


def _versions() -> Iterator[tuple[int, int]]:
    """Yield record id and version of every record, by rising id."""
    firsts: dict[Any, int] = {}
    versions: Counter[Any] = Counter()
    pages = public_pages().order_by("pk").values_list("pk", "translation_key", "last_published_at")
    for pk, key, published_at in pages:
        firsts.setdefault(key, pk)
        versions[key] += _version(published_at)
    for key, record_id in firsts.items():
        yield record_id, versions[key]


def _version(published_at: Any) -> int:
    return int(published_at.timestamp() * 1000) if published_at else 1


def _ids() -> Iterable[int]:
    return (record_id for record_id, _version in _versions())


def register_pages() -> None:
    """Hand the site's pages to search; called when the room is ready."""
    register(
        Source(
            kind=KIND,
            ids=_ids,
            documents=_documents,
            records=_records,
            number=lambda _page: "",
            texts=texts_of_page,
            rows=public_pages,
            columns=("title", "ingress"),
            order={"newest": (F("last_published_at").desc(nulls_last=True), "pk")},
            versions=_versions,
            entries=_entries,
        )
    )
