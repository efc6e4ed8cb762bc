"""Ending a saved search: the address goes with it; other paces; what was never confirmed is forgotten."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from journal.models import Entry
from mail.models import Letter
from search.models import SavedSearch, Told
from search.question import Question
from search.saved.end import change_pace, end_search, forget_unconfirmed
from search.saved.save import LASTS, save_search
from tests.factories.searches import saved_search

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_ending_deletes_the_search_its_letters_and_what_was_told() -> None:
    search, other = saved_search("q=odling", now=NOW), saved_search("q=trafik", now=NOW)
    Told.objects.create(search=search, record_id=1, change=1)
    assert end_search(search_id=search.pk, now=NOW)
    assert list(SavedSearch.objects.all()) == [other]
    assert not Told.objects.exists()
    assert not Letter.objects.filter(key__contains=search.pk.hex).exists()
    assert Letter.objects.filter(key__contains=other.pk.hex).exists()
    assert Entry.objects.latest("sequence").action == "end_search"
    assert not end_search(search_id=search.pk, now=NOW)
    assert not end_search(search_id=uuid4(), now=NOW)


def test_another_pace_begins_at_its_next_hour() -> None:
    search = saved_search("q=odling", now=NOW, pace="daily")
    assert change_pace(search_id=search.pk, pace="weekly", now=NOW)
    search.refresh_from_db()
    assert (search.pace, search.next_at) == ("weekly", datetime(2026, 11, 30, 6, 0, tzinfo=UTC))
    many = Entry.objects.count()
    assert change_pace(search_id=search.pk, pace="weekly", now=NOW)
    assert Entry.objects.count() == many
    assert not change_pace(search_id=uuid4(), pace="weekly", now=NOW)
    with pytest.raises(ValueError, match="hourly"):
        change_pace(search_id=search.pk, pace="hourly", now=NOW)


def test_what_is_never_confirmed_is_forgotten_after_two_days() -> None:
    save_search(question=Question(text="odling"), email="a@sparar.example", pace="daily", now=NOW)
    save_search(
        question=Question(text="odling"), email="b@sparar.example", pace="daily", now=NOW + timedelta(hours=1)
    )
    kept = saved_search("q=trafik", "c@sparar.example", now=NOW)
    assert forget_unconfirmed(now=NOW + LASTS) == 1
    assert set(SavedSearch.objects.values_list("email", flat=True)) == {"b@sparar.example", kept.email}
    assert not Letter.objects.filter(to="a@sparar.example").exists()
