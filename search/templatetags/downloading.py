"""`{% downloads question hits.count %}`: links to everything that was found, as files."""

from typing import Any

from django import template

from search.downloads.answering import FORMS, file_address
from search.downloads.kinds import TABLES
from search.question import Question

register = template.Library()


@register.inclusion_tag("search/downloads.html")
def downloads(question: Question, count: int) -> dict[str, Any]:
    """Return the files that a question's answer can be had as; none for kinds that are no data."""
    told = question.kind in TABLES and count > 0
    files = [(form.label, file_address(form, question)) for form in FORMS.values()] if told else []
    return {"files": files, "count": count, "question": question}


@register.inclusion_tag("search/feed_link.html")
def feed_link(question: Question) -> dict[str, Any]:
    """Return the link by which programs find the feed of a question, for a page's head."""
    return {"question": question, "address": ""}
