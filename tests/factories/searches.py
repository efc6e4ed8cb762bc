"""Searches that are saved by mail."""

from datetime import datetime

from django.http import QueryDict

from search.models import SavedSearch
from search.question import read_question
from search.saved.asked import digest_of, lasting
from search.saved.save import confirm_search, save_search


def saved_search(
    query: str = "",
    email: str = "siv@sparar.example",
    *,
    now: datetime,
    pace: str = "daily",
    language: str = "en",
) -> SavedSearch:
    """Let an address save a search from a moment on, confirmed; its letters are in the queue."""
    question = read_question(QueryDict(query), language=language)
    save_search(question=question, email=email, pace=pace, now=now)
    found = SavedSearch.objects.get(email=email, digest=digest_of(lasting(question).query_string()))
    return confirm_search(search_id=found.pk, now=now)
