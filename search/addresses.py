"""Where a question's answer stands: the address of its page, which says everything that was asked."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import get_language

from search.question import Question
from wording.addresses import address_pattern

# The page of each kind: the name of its address.
PAGES: Mapping[str, str] = {
    "project": "search:projects",
    "call": "search:calls",
    "outcome": "search:outcomes",
    "organisation": "search:organisations",
    "programme": "search:programmes",
    "page": "search:pages",
}
# How an answer can be shown; the first way stands in no address.
VIEWS = ("list", "table", "map", "years")


def address_of(question: Question, view: str = "list") -> str:
    """Return the path and query string of a question's page."""
    page = address_pattern(PAGES[question.kind], get_language() or settings.LANGUAGE_CODE, 0)
    return page + query_of(question, view)


def query_of(question: Question, view: str = "list") -> str:
    """Return the query string of a question's page, with its mark; empty when nothing is asked."""
    pairs = question.pairs()
    if view != VIEWS[0]:
        pairs.append(("view", view))
    return f"?{urlencode(pairs)}" if pairs else ""
