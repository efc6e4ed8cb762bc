"""Mails of what is new: each record once, none lost, nothing that is not public, at the set hour."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mail.models import Letter
from registry.models import Change, Project
from registry.publish import withdraw_project
from search.index import rebuild
from search.models import SavedSearch, Told
from search.saved import tell
from search.saved.end import end_search
from search.saved.tell import tell_searches
from search.worker import apply_changes
from tests.factories.searches import saved_search
from tests.search.records import add_outcome, make_project

pytestmark = pytest.mark.django_db
Library = dict[str, Project]
SAVED = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
FIRST = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)


def news() -> list[Letter]:
    """The letters that tell of something new, the first first."""
    return list(Letter.objects.filter(template="saved_news").order_by("pk"))


def index() -> None:
    """Bring the index up with the record."""
    while apply_changes(now=SAVED):
        pass


def test_what_is_published_after_is_mailed_at_the_hour_with_why_and_links(library: Library) -> None:
    index()
    search = saved_search("q=odling&sector=public", now=SAVED)
    make_project("2026-00001", "Odling i källare", title_en="Growing in cellars")
    make_project("2026-00002", "Gatubelysning igen")
    index()
    assert tell_searches(now=FIRST - timedelta(seconds=1)) == 0
    assert tell_searches(now=FIRST) == 1
    [letter] = news()
    assert letter.subject.startswith("1 new: Projects: “odling”; Sector: ")
    assert (
        "Growing in cellars (2026-00001)\nhttp://testserver/en/projects/bruksfonden/2026-00001/"
        in letter.body
    )
    assert "2026-00002" not in letter.body
    assert "2025-00101" not in letter.body  # it was there when the search was saved
    assert "because this address saved this search" in letter.body
    assert "24 November 2026" in letter.body
    assert letter.unsubscribe in letter.body
    assert "/en/search/saved/list/" in letter.body
    search.refresh_from_db()
    assert search.next_at == FIRST + DAY


def test_nothing_new_means_no_mail(library: Library) -> None:
    index()
    search = saved_search("q=odling", now=SAVED)
    assert tell_searches(now=FIRST) == 0
    search.refresh_from_db()
    assert (news(), search.next_at) == ([], FIRST + DAY)


def test_each_record_once_however_often_it_is_looked_for(library: Library) -> None:
    index()
    saved_search("", now=SAVED)
    project = make_project("2026-00001", "Odling i källare")
    index()
    told = [tell_searches(now=FIRST + number * DAY) for number in range(3)]
    make_project("2026-00001", "Odling i källare, ändrad")
    index()
    told.append(tell_searches(now=FIRST + 3 * DAY))
    rebuild(now=SAVED)
    Change.objects.update(indexed_at=None)  # handed back whole, as after a swap
    told.append(tell_searches(now=FIRST + 4 * DAY))
    index()
    told.append(tell_searches(now=FIRST + 5 * DAY))
    assert told == [1, 0, 0, 0, 0, 0]
    assert Told.objects.get().record_id == project.pk


def test_none_is_lost_while_the_index_is_down_or_behind(library: Library, index_directory: Path) -> None:
    index()
    search = saved_search("q=odling", now=SAVED)
    make_project("2026-00001", "Odling i källare")
    assert tell_searches(now=FIRST) == 0  # the index has not had it yet
    index()
    away = index_directory.with_name("away")
    shutil.move(index_directory, away)
    due = FIRST + DAY
    assert [tell_searches(now=due), tell_searches(now=due + timedelta(minutes=1))] == [0, 0]
    search.refresh_from_db()
    assert search.next_at == due
    shutil.move(away, index_directory)
    assert tell_searches(now=due + timedelta(minutes=2)) == 1
    assert "2026-00001" in news()[0].body


def test_change_rows_that_were_committed_late_are_found(library: Library) -> None:
    index()
    saved_search("q=odling", now=SAVED)
    late = make_project("2026-00001", "Odling sent")
    row = Change.objects.get(kind="project", record_id=late.pk)
    kept = {"id": row.pk, "kind": row.kind, "record_id": row.record_id, "version": 1, "at": row.at}
    row.delete()  # its number is taken, and its transaction still open
    make_project("2026-00002", "Odling tidigt")
    index()
    assert tell_searches(now=FIRST) == 1
    Change.objects.create(**kept)
    index()
    assert tell_searches(now=FIRST + DAY) == 1
    assert ["2026-00001" in letter.body for letter in news()] == [False, True]
    assert ["2026-00002" in letter.body for letter in news()] == [True, False]


def test_what_was_withdrawn_meanwhile_is_not_told(library: Library) -> None:
    index()
    saved_search("", now=SAVED)
    project = make_project("2026-00001", "Odling som drogs tillbaka")
    index()
    withdraw_project(project, now=SAVED, actor="machine:tests")  # the index is stale
    assert tell_searches(now=FIRST) == 0
    assert news() == []


def test_a_question_about_results_is_told_when_a_result_comes(library: Library) -> None:
    index()
    saved_search("has_outcome=yes", now=SAVED)
    saved_search("kind=outcome", "ulf@sparar.example", now=SAVED)
    add_outcome(library["farming"], "Taken bar.")
    make_project("2026-00001", "Utan resultat")
    index()
    assert tell_searches(now=FIRST) == 2
    assert [letter.body.count("2025-00101") for letter in news()] == [2, 2]
    assert not [letter for letter in news() if "2026-00001" in letter.body]


def test_words_are_not_bent_for_mails(library: Library) -> None:
    index()
    saved_search("q=gatubelysning+kollektivtrafik", now=SAVED)  # the page shows some of the words then
    make_project("2026-00001", "Gatubelysning")
    index()
    assert tell_searches(now=FIRST) == 0


def test_a_long_mail_is_cut_and_leads_to_the_rest(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tell, "MOST_SHOWN", 2)
    index()
    saved_search("", now=SAVED)
    for number in range(1, 6):
        make_project(f"2026-0000{number}", f"Odling {number}")
    index()
    assert tell_searches(now=FIRST) == 1
    [letter] = news()
    assert letter.subject == "5 new: Projects, all of them"
    assert [f"2026-0000{number}" in letter.body for number in range(1, 6)] == [
        False,
        False,
        False,
        True,
        True,
    ]
    assert "And 3 more" in letter.body
    assert "http://testserver/en/projects/?sort=newest" in letter.body


def test_unconfirmed_and_ended_searches_get_nothing(library: Library) -> None:
    index()
    search = saved_search("", now=SAVED)
    waiting = saved_search("q=odling", "ulf@sparar.example", now=SAVED)
    SavedSearch.objects.filter(pk=waiting.pk).update(confirmed_at=None)
    end_search(search_id=search.pk, now=SAVED)
    make_project("2026-00001", "Odling i källare")
    index()
    assert tell_searches(now=FIRST) == 0


def test_a_weekly_search_gathers_the_week(library: Library) -> None:
    index()
    saved_search("q=odling", now=SAVED, pace="weekly")
    make_project("2026-00001", "Odling ett")
    index()
    assert tell_searches(now=FIRST) == 0
    make_project("2026-00002", "Odling två")
    index()
    assert tell_searches(now=datetime(2026, 11, 30, 6, 0, tzinfo=UTC)) == 1
    assert news()[0].subject.startswith("2 new")
    assert "on Monday mornings" in news()[0].body
