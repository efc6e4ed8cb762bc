"""`{% load searching %}`: hits of every kind, and the addresses of choices on the search page."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django import template
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from search.addresses import PAGES
from search.hits import FacetValue, Hit
from search.pictures import Column
from search.question import Question
from wording.speak import number

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
def facet_values(facet: str, values: Iterable[FacetValue]) -> SafeString:
    """{% facet_values facet.name facet.first %}: a box to tick for each value, with its count.

    A page has a hundred of them: written here in a tenth of the time that a template of their own takes.
    """
    return format_html_join("", _VALUE, ((facet, *_value(value)) for value in values))


_VALUE = (
    '<li><label class="choice"><input type="checkbox" name="{}" value="{}"{}> <span>{}</span> '
    '<span class="hits">{}</span></label></li>'
)


def _value(value: FacetValue) -> tuple[str, SafeString, str, str]:
    checked = SafeString(" checked" if value.selected else "")
    return value.value, checked, value.label, number(value.count)


@register.simple_tag
def column_links(columns: Iterable[Column]) -> SafeString:
    """{% column_links drawn %}: a facet's columns as links; the boxes beside them are for the keyboard."""
    return format_html_join(
        "",
        '<a href="{}" tabindex="-1"{}><title>{}: {}</title><rect x="{}" width="{}" y="{}" height="{}"/></a>',
        (
            (
                column.address,
                SafeString(' class="chosen"' if column.is_chosen else ""),
                column.label,
                number(column.count),
                *(column.x, column.width, column.y, column.height),
            )
            for column in columns
            if column.address
        ),
    )


@register.simple_tag
def choices_address(question: Question, facet: str) -> str:
    """{% choices_address question "organisation" %}: where every value of a facet stands."""
    asked = urlencode([("kind", question.kind), *question.on_page(1).pairs()])
    return f"{reverse('search:choices', args=[facet])}?{asked}"
