"""`{% load matching %}{% matches question %}`: organisations and programmes by name, above what was found."""

from typing import Any

from django import template

from search.question import Question
from search.suggest import matches as named_so

register = template.Library()


@register.inclusion_tag("search/matches.html")
def matches(question: Question) -> dict[str, Any]:
    """Return the context of `search/matches.html`; nothing beside a list of organisations or programmes."""
    is_shown = question.kind not in ("organisation", "programme") and question.page == 1
    return {"matches": named_so(question.text) if is_shown else ()}
