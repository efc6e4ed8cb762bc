"""Saving a search: asked for, confirmed from the mailbox, kept as its canonical question."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict
from django.utils import translation

from journal.models import Entry
from mail.models import Letter
from rulebook.verdict import Refused
from search.models import SavedSearch
from search.question import Question, read_question
from search.saved.asked import in_words
from search.saved.hours import next_after
from search.saved.save import LASTS, MOST, confirm_search, save_search
from tests.factories.searches import saved_search

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # a Tuesday
ADDRESS = "siv@sparar.example"


def test_asking_mails_one_link_and_begins_nothing() -> None:
    save_search(
        question=Question(text="odling", language="en"), email=" Siv@Sparar.Example ", pace="daily", now=NOW
    )
    search, letter = SavedSearch.objects.get(), Letter.objects.get()
    assert (search.email, search.query, search.pace, search.confirmed_at) == (
        ADDRESS,
        "q=odling",
        "daily",
        None,
    )
    assert (letter.to, letter.template, letter.unsubscribe) == (ADDRESS, "saved_confirm", "")
    assert letter.subject == "Confirm that you want mails about Projects: “odling”"
    assert "/en/search/saved/confirm/" in letter.body


def test_the_same_question_is_the_same_search_however_it_was_written() -> None:
    for query in ("sector=public&year=2025&q=odling", "q=odling&year=2025&sector=public&page=7&sort=newest"):
        question = read_question(QueryDict(query), language="sv")
        save_search(question=question, email=ADDRESS, pace="weekly", now=NOW)
    assert SavedSearch.objects.get().query == "q=odling&year=2025&sector=public"


def test_a_saved_search_is_told_so_and_keeps_its_pace() -> None:
    saved_search("q=odling", ADDRESS, now=NOW, pace="weekly")
    save_search(
        question=Question(text="odling", language="en"), email=ADDRESS, pace="daily", now=NOW + timedelta(1)
    )
    letter = Letter.objects.latest("pk")
    assert letter.template == "saved_already"
    assert "/en/search/saved/end/" in letter.unsubscribe
    assert SavedSearch.objects.get().pace == "weekly"


def test_confirming_begins_at_the_next_hour_and_only_once() -> None:
    search = saved_search("q=odling", now=NOW, pace="daily")
    assert search.next_at == datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
    again = confirm_search(search_id=search.pk, now=NOW + timedelta(days=9))
    assert (again.confirmed_at, again.next_at) == (NOW, search.next_at)


def test_a_link_that_is_too_old_or_of_nobody_is_refused() -> None:
    save_search(question=Question(text="odling"), email=ADDRESS, pace="daily", now=NOW)
    search = SavedSearch.objects.get()
    with pytest.raises(Refused):
        confirm_search(search_id=search.pk, now=NOW + LASTS)
    search.delete()
    with pytest.raises(Refused):
        confirm_search(search_id=search.pk, now=NOW)


def test_an_address_saves_so_many_and_no_more() -> None:
    for number in range(MOST):
        saved_search(f"q=ord{number}", now=NOW)
    with pytest.raises(Refused):
        saved_search("q=ett+till", now=NOW)
    assert saved_search("q=ett+till", "annan@sparar.example", now=NOW).confirmed_at


@pytest.mark.parametrize(
    "address", ["", "siv", "siv@sparar", "a@b.se\r\nBcc: c@d.se", '"x y"@b.se', "x" * 300 + "@b.se"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Refused):
        save_search(question=Question(text="odling"), email=address, pace="daily", now=NOW)
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize(
    "query", ["q=811218-9876", "q=bidrag+till+19811218-9876", "organisation=8112189876", "kind=page&q=om"]
)
def test_a_search_for_a_person_by_number_or_for_pages_is_not_kept(query: str) -> None:
    with pytest.raises(Refused):
        save_search(question=read_question(QueryDict(query)), email=ADDRESS, pace="daily", now=NOW)
    assert not SavedSearch.objects.exists()


def test_the_journal_knows_that_it_was_done_and_neither_by_whom_nor_for_what() -> None:
    search = saved_search("q=hemligtintresse", now=NOW)
    entries = Entry.objects.filter(object_kind="search.saved_search")
    assert [(entry.action, entry.object_id) for entry in entries.order_by("sequence")] == [
        ("ask_to_save_search", str(search.pk)),
        ("save_search", str(search.pk)),
    ]
    assert not [entry for entry in entries if "sparar" in repr(vars(entry)) or "hemligt" in repr(vars(entry))]


def test_a_question_in_words() -> None:
    counties = {"county": frozenset({"12", "14"})}
    with translation.override("en"):
        assert in_words(Question()) == "Projects, all of them"
        assert in_words(Question(text="odling", facets=counties, kind="organisation")) == (
            "Organisations: “odling”; County: Skåne län, Västra Götalands län"
        )


@pytest.mark.parametrize(
    ("moment", "pace", "expected"),
    [
        ("2026-11-24T05:59", "daily", "2026-11-24T06:00"),  # winter: seven in Sweden is six in UTC
        ("2026-11-24T06:00", "daily", "2026-11-25T06:00"),
        ("2026-07-01T04:59", "daily", "2026-07-01T05:00"),
        ("2026-10-24T23:00", "daily", "2026-10-25T06:00"),  # the night when clocks go back
        ("2026-11-24T05:59", "weekly", "2026-11-30T06:00"),
        ("2026-11-30T05:59", "weekly", "2026-11-30T06:00"),
        ("2026-11-30T06:00", "weekly", "2026-12-07T06:00"),
    ],
)
def test_mails_leave_at_seven_by_swedish_clocks(moment: str, pace: str, expected: str) -> None:
    told = next_after(datetime.fromisoformat(moment).replace(tzinfo=UTC), pace)
    assert told == datetime.fromisoformat(expected).replace(tzinfo=UTC)
