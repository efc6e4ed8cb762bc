"""`{% load searching %}`: hits of every kind, and the addresses of choices on the search page."""

from urllib.parse import urlencode

from django import template
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString

from search.addresses import PAGES
from search.hits import Hit
from search.pictures import Column
from search.question import Question

register = template.Library()


@register.simple_tag
def hit_of(hit: Hit) -> SafeString:
    """{% hit_of hit %}: a hit, as the template of its kind shows it."""
    return SafeString(get_template(_TEMPLATES[hit.kind]).render({"hit": hit}))


_TEMPLATES = {kind: f"search/hits/{kind}.html" for kind in PAGES}


@register.simple_tag
def get_columns(columns: dict[str, list[Column]], facet: str) -> list[Column]:
    """{% get_columns columns facet.name as drawn %}: the columns of a facet, or none."""
    return columns.get(facet, [])


@register.simple_tag
def choices_address(question: Question, facet: str) -> str:
    """{% choices_address question "organisation" %}: where every value of a facet stands."""
    asked = urlencode([("kind", question.kind), *question.on_page(1).pairs()])
    return f"{reverse('search:choices', args=[facet])}?{asked}"
