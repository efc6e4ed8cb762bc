"""`{% downloads question hits.count %}`: links to everything that was found, as files."""

from typing import Any

from django import template

from search.downloads.answering import FORMS, address_of
from search.downloads.kinds import TABLES
from search.question import Question

register = template.Library()


@register.inclusion_tag("search/downloads.html")
def downloads(question: Question, count: int) -> dict[str, Any]:
    """Return the files that a question's answer can be had as; none for kinds that are no data."""
    told = question.kind in TABLES and count > 0
    files = [(form.label, address_of(form, question)) for form in FORMS.values()] if told else []
    return {"files": files, "count": count, "question": question}
