"""`{% load searching %}`: hits of every kind, and the addresses of choices on the search page."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from search.addresses import PAGES
from search.hits import FacetValue, Hit
from search.pictures import Column
from search.question import Question
from wording.speak import kronor, number

register = template.Library()


@register.simple_tag
def hit_of(hit: Hit) -> SafeString:
    """{% hit_of hit %}: a hit, as the template of its kind shows it."""
    return SafeString(get_template(_TEMPLATES[hit.kind]).render({"hit": hit}))


_TEMPLATES = {kind: f"search/hits/{kind}.html" for kind in PAGES}


@register.simple_tag
def facts_of(project: Any) -> SafeString:
    """{% facts_of project %}: who leads a project, with how many, what it got, whether it has a result.

    Written here like a facet's values: a template takes five times as long, and a page has twenty.
    """
    parties = project.parties.all()
    facts = [format_html("<span>{}</span>", party) for party in parties if party.is_coordinator]
    if (others := len(parties) - 1) > 0:
        told = ngettext("and %(count)s partner", "and %(count)s partners", others) % {"count": others}
        facts.append(format_html("<span>{}</span>", told))
    if project.amount_awarded is not None:
        facts.append(format_html('<span class="sum">{}</span>', kronor(project.amount_awarded)))
    if project.outcome is not None and not project.outcome.withdrawn_at:
        facts.append(format_html('<span class="tag tag--good">{}</span>', gettext("Has a result")))
    return SafeString("".join(facts))


@register.simple_tag
def get_columns(columns: dict[str, list[Column]], facet: str) -> list[Column]:
    """{% get_columns columns facet.name as drawn %}: the columns of a facet, or none."""
    return columns.get(facet, [])


@register.simple_tag
def facet_values(facet: str, values: Iterable[FacetValue]) -> SafeString:
    """{% facet_values facet.name facet.first %}: a box to tick for each value, with its count.

    A page has a hundred of them: written here in a tenth of the time that a template of their own takes.
    """
    return SafeString("".join(_choice(facet, value) for value in values))


def _choice(facet: str, value: FacetValue) -> str:
    checked = " checked" if value.selected else ""
    box = f'<input type="checkbox" name="{facet}" value="{escape(value.value)}"{checked}>'
    words = f'<span>{escape(value.label)}</span> <span class="hits">{number(value.count)}</span>'
    return f'<li><label class="choice">{box} {words}</label></li>'


@register.simple_tag
def column_links(columns: Iterable[Column]) -> SafeString:
    """{% column_links drawn %}: a facet's columns as links; the boxes beside them are for the keyboard."""
    return SafeString("".join(_column(column) for column in columns if column.address))


def _column(column: Column) -> str:
    chosen = ' class="chosen"' if column.is_chosen else ""
    return (
        f'<a href="{escape(column.address)}" tabindex="-1"{chosen}>'
        f"<title>{escape(column.label)}: {number(column.count)}</title>"
        f'<rect x="{column.x}" width="{column.width}" y="{column.y}" height="{column.height}"/></a>'
    )


@register.simple_tag
def choices_address(question: Question, facet: str) -> str:
    """{% choices_address question "organisation" %}: where every value of a facet stands."""
    asked = urlencode([("kind", question.kind), *question.on_page(1).pairs()])
    return f"{reverse('search:choices', args=[facet])}?{asked}"
