"""Every value of a facet, for those with more than a column holds: to look through, or to find by name."""

from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from search.addresses import address_of
from search.ask import ask
from search.facets import FACETS_OF, NAMES, worded_facets
from search.question import Question, read_question
from search.words import fold

ON_A_PAGE = 100


@dataclass(frozen=True)
class Choice:
    """A value: what it is called, how many have it, and the address with it chosen, or taken back."""

    label: str
    count: int
    address: str
    is_chosen: bool


def choices(request: HttpRequest, facet: str) -> HttpResponse:
    """List the values of one facet with true counts; each leads to what it finds."""
    question = read_question(request.GET, language=get_language() or "sv").on_page(1)
    if facet not in FACETS_OF.get(question.kind, ()):
        raise Http404
    sought = (request.GET.get("find") or "")[:100].strip()
    hits = ask(replace(question, page_size=1), most_values=1, passages=False)
    listed = _choices(question, facet, dict(hits.counts.get(facet, {})), sought)
    page: Page[Choice] = Paginator(listed, ON_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "question": question,
        "facet": facet,
        "label": NAMES[facet],
        "page": page,
        "sought": sought,
        "back": address_of(question),
        "kept": [("kind", question.kind), *question.pairs()],
        "notice": hits.notice if not hits.index_answers else "",
    }
    return render(request, "search/choices.html", context)


def _choices(question: Question, name: str, counts: dict[str, int], sought: str) -> list[Choice]:
    shown = [facet for facet in worded_facets(question, {name: counts}, None) if facet.name == name]
    wanted = fold(sought.lower())
    return [
        Choice(value.label, value.count, address_of(question.toggled(name, value.value)), value.selected)
        for facet in shown
        for value in facet.values
        if wanted in fold(value.label.lower()) or sought == value.value
    ]
