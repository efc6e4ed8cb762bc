"""`{% downloads question hits.count %}`: links to everything that was found, as files."""

from typing import Any

from django import template
from django.urls import reverse

from search.downloads.answering import FORMS, file_address
from search.downloads.kinds import TABLES
from search.question import Question
from search.saved.asked import in_words, lasting
from search.saved.feed import feed_address

register = template.Library()


@register.inclusion_tag("search/downloads.html")
def downloads(question: Question, count: int) -> dict[str, Any]:
    """Return the files that an answer can be had as, its feed and its mails; none for what is no data."""
    if question.kind not in TABLES:
        return {}
    files = [(form.label, file_address(form, question)) for form in FORMS.values()]
    asked = lasting(question).query_string()
    return {
        "files": files if count else [],
        "count": count,
        "feed": feed_address(question),
        "save": reverse("search:save") + (f"?{asked}" if asked else ""),
        "is_data": True,
    }


@register.inclusion_tag("search/feed_link.html")
def feed_link(question: Question) -> dict[str, Any]:
    """Return the link by which programs find the feed of a question, for a page's head."""
    if question.kind not in TABLES:
        return {}
    return {"title": in_words(question), "address": feed_address(question)}
