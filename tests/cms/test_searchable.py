"""The site's pages in search: in both languages, as they are published, and never what isn't public."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import Settings
from wagtail.models import Locale, Page, PageViewRestriction

from cms.models import ContentPage, HomePage
from cms.searchable import FoundPage
from search.ask import ask
from search.drift import drift
from search.engines.base import EngineDown
from search.index import engine, rebuild
from search.models import Waiting
from search.question import Question
from search.worker import apply_changes
from tests.cms.pages import draft_call, published

pytestmark = pytest.mark.django_db
SECRET = "Fågelskådning"


@pytest.fixture(autouse=True)
def _own_index(settings: Settings, tmp_path: Path) -> None:
    """An empty index of the test's own, with nothing waiting."""
    settings.SEARCH_DIR = tmp_path / "index"
    settings.SEARCH_URL = ""
    rebuild(now=timezone.now())
    Waiting.objects.all().delete()


def home(language: str = "sv") -> HomePage:
    found: HomePage = HomePage.objects.get(locale__language_code=language)
    return found


def write(title: str, *, under: Page | None = None, **fields: Any) -> ContentPage:
    """Write a page, published unless `live` says otherwise."""
    live = fields.pop("live", True)
    page = ContentPage(title=title, slug=f"page-{uuid4().hex[:8]}", live=False, **fields)
    (under or home()).add_child(instance=page)
    if live:
        page.save_revision().publish()
    else:
        page.save_revision()
    return again(page)


def again(page: ContentPage) -> ContentPage:
    found: ContentPage = ContentPage.objects.get(pk=page.pk)
    return found


def index() -> None:
    while apply_changes(now=timezone.now()):
        pass


def ids(text: str, kind: str = "page") -> list[int]:
    """Find ids, in the index and again as the database has it, which must agree once the worker has been."""
    return [hit.record_id for hit in ask(Question(text=text, kind=kind)).hits]


def in_index() -> set[int]:
    """Ids of the pages that the index itself holds, whatever the database says of them."""
    return {number for number, _version in engine().versions("page")}


BODY: list[tuple[str, Any]] = [
    ("heading", {"text": "Urvalet", "level": "h3"}),
    ("paragraph", "<p>Vi läser <b>varje</b> ansökan två gånger &amp; svarar.</p>"),
    ("definition", {"term": "Jäv", "meaning": "När någon dömer i egen sak."}),
    ("links", [{"title": "Förvaltningslagen", "url": "https://lag.example/"}]),
]


def test_a_published_page_is_found_by_its_title_ingress_and_blocks() -> None:
    page = write("Så bedömer vi", ingress="Opartiskt och öppet.", body=BODY)
    index()
    words = ("bedöma", "opartisk", "urval", "ansökan", "jäv", "förvaltningslag")
    assert {word: ids(word) for word in words} == {word: [page.pk] for word in words}
    assert ids("underrubrik") == []
    hit = ask(Question(text="ansökan", kind="page")).hits[0]
    assert isinstance(hit.record, FoundPage)
    assert (hit.title.html, hit.record.get_absolute_url()) == ("Så bedömer vi", f"/{page.slug}/")
    assert hit.passage is not None
    assert "<mark>ansökan</mark> två gånger &amp; svarar" in hit.passage.html
    assert drift().number == 0


def test_a_translation_is_the_same_page_in_the_readers_language(client: Client) -> None:
    page = write("Så bedömer vi", ingress="Opartiskt.")
    copied = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english = again(copied).get_latest_revision_as_object()
    english.title, english.ingress = "How we assess", "Without fear or favour."
    english.save_revision()
    index()
    assert ids("favour") == []
    english.get_latest_revision().publish()
    index()
    assert (ids("favour"), ids("opartiskt"), in_index()) == ([page.pk], [page.pk], {page.pk})
    record = ask(Question(text="favour", kind="page")).hits[0].record
    with translation.override("en"):
        address = record.get_absolute_url()
        assert (record.shown.title, address[:4]) == ("How we assess", "/en/")
    assert b"How we assess" in client.get(address).content
    page.unpublish()
    index()
    assert (ids("opartiskt"), ids("favour"), in_index()) == ([], [english.pk], {english.pk})
    assert drift().number == 0


def test_edits_are_found_when_they_are_published_and_not_before() -> None:
    page = write("Om oss")
    page.title = SECRET
    revision = page.save_revision()
    index()
    assert (ids(SECRET), ids("om oss")) == ([], [page.pk])
    revision.publish()
    index()
    assert (ids(SECRET), drift().number) == ([page.pk], 0)


def test_what_is_not_public_is_never_found() -> None:
    drafted = write(SECRET, live=False)
    later = write(f"{SECRET} senare", live=False, go_live_at=timezone.now() + timedelta(days=1))
    later.get_latest_revision().publish()
    restricted = write(f"{SECRET} för styrelsen")
    PageViewRestriction.objects.create(page=restricted, restriction_type="password", password="hemlig")
    below = write(f"{SECRET} under", under=again(restricted))
    expired = write(SECRET, expire_at=timezone.now() + timedelta(days=1))
    ContentPage.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    alias = write("Om oss").create_alias(update_slug="om-oss-igen", parent=home())
    index()
    assert {drafted.pk, later.pk, restricted.pk, below.pk, expired.pk, alias.pk}.isdisjoint(in_index())
    rebuild(now=timezone.now())
    assert {drafted.pk, later.pk, restricted.pk, below.pk, expired.pk, alias.pk}.isdisjoint(in_index())
    assert ids(SECRET) == []
    assert drift().number == 0


def test_what_has_become_private_is_not_shown_even_by_a_stale_index() -> None:
    open_page = write(SECRET)
    index()
    assert ids(SECRET) == [open_page.pk]
    PageViewRestriction.objects.create(page=home(), restriction_type="login")
    assert in_index() == {open_page.pk}
    hits = ask(Question(text=SECRET, kind="page"))
    assert (hits.count, hits.hits) == (0, ())
    index()
    assert in_index() == set()


def test_restrictions_moves_unpublishing_and_deletion_reach_the_index_with_all_below() -> None:
    above = write("Föreningen")
    below = write("Stadgar", under=again(above))
    board = write("Styrelsen")
    restriction = PageViewRestriction.objects.create(
        page=Page.objects.get(pk=board.pk), restriction_type="login"
    )
    index()
    assert in_index() == {above.pk, below.pk}
    again(above).move(again(board), pos="last-child")
    index()
    assert in_index() == set()
    restriction.delete()
    index()
    assert in_index() == {above.pk, below.pk, board.pk}
    again(below).unpublish()
    index()
    assert in_index() == {above.pk, board.pk}
    again(board).delete()
    index()
    assert (in_index(), drift().number) == (set(), 0)


def test_an_expiring_page_leaves_with_wagtails_own_run() -> None:
    from_now = timezone.now()
    page = write("Tillfälligt", expire_at=from_now + timedelta(days=1))
    index()
    assert in_index() == {page.pk}
    again(page).unpublish(set_expired=True)
    index()
    assert in_index() == set()


def test_a_calls_page_is_found_as_the_call_only() -> None:
    call = published(draft_call(SECRET))
    index()
    assert ids(SECRET) == []
    assert [
        each.title_sv for each in (hit.record for hit in ask(Question(text=SECRET, kind="call")).hits)
    ] == [call.title]


def test_without_an_index_the_database_finds_pages_in_each_language(
    settings: Settings, tmp_path: Path
) -> None:
    settings.SEARCH_DIR = tmp_path / "none"
    page = write("Så bedömer vi")
    write(SECRET, live=False)
    with pytest.raises(EngineDown):
        engine().analyser()
    assert (ids("bedömer"), ids(SECRET)) == ([page.pk], [])


def test_a_rebuild_hands_the_worker_what_changed_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    old = write("Om oss")
    index()
    real = engine().rebuild

    def slowly(documents: Any, swapped: Any) -> int:
        kept = list(documents())
        write(SECRET)
        index()
        return real(lambda: kept, swapped)

    monkeypatch.setattr(engine(), "rebuild", slowly)
    rebuild(now=timezone.now())
    assert in_index() == {old.pk}
    index()
    assert len(in_index()) == 2
    assert drift().number == 0


def test_the_tab_of_pages_leads_to_each_in_the_readers_language(client: Client) -> None:
    page = write("Så bedömer vi", ingress="Opartiskt.")
    index()
    with translation.override("en"):
        address = reverse("search:pages")
    shown = client.get(address, {"q": "opartiskt"})
    assert f'<a href="/{page.slug}/" lang="sv">Så bedömer vi</a>' in shown.content.decode()
