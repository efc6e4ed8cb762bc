"""`{% load searching %}`: addresses on the search page."""

from django import template
from django.template import RequestContext

register = template.Library()


@register.simple_tag(takes_context=True)
def order_address(context: RequestContext, sort: str) -> str:
    """{% order_address "newest" %}: the present query string, on its first page, in another order."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    query.pop("sort", None)
    if sort != "relevance":
        query["sort"] = sort
    return f"?{query.urlencode()}" if query else "?"
