"""The register's search page. Everything that is asked is in its address."""

from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy

from search.ask import ask
from search.hits import Facet, FacetValue, Hits
from search.question import FACETS, SORTS, Question, read_question

SORT_LABELS = {
    "relevance": gettext_lazy("Best match"),
    "newest": gettext_lazy("Newest first"),
    "largest": gettext_lazy("Largest grant first"),
}
# Facets that stand open on the page; the others unfold.
OPEN_FACETS = ("year", "sector", "status")


@dataclass(frozen=True)
class Chip:
    """A choice that was made, with the address without it."""

    label: str
    address: str


def projects(request: HttpRequest) -> HttpResponse:
    """Search the projects of the register: words, facets, sort and page, as a list or a table."""
    question = read_question(request.GET, language=get_language() or "sv", kind="project")
    hits = ask(question)
    as_table = request.GET.get("view") == "table"
    context = {
        "question": question,
        "hits": hits,
        "page": _page(hits),
        "chips": _chips(question, hits.facets),
        "facets": hits.facets,
        "open_facets": OPEN_FACETS,
        "sorts": _sorts(question),
        "as_table": as_table,
        "without_search": True,
        "other_view": _address(question, as_table=not as_table),
        "without_facets": _address(question.without_facets(), as_table=as_table),
        "meant": _address(replace(question, text=hits.did_you_mean, page=1)) if hits.did_you_mean else "",
        "kept_facets": [(name, value) for name in FACETS for value in sorted(question.facets.get(name, ()))],
    }
    return render(request, "search/projects.html", context)


def _sorts(question: Question) -> list[tuple[str, str, bool]]:
    """Return the orders to choose from: value, label, whether it is the present one."""
    chosen = "newest" if question.sort == "relevance" and not question.text else question.sort
    values = SORTS if question.text else SORTS[1:]
    return [(value, str(SORT_LABELS[value]), value == chosen) for value in values]


def _page(hits: Hits) -> Page[int]:
    """Return the page as the pager component takes it: numbers of pages only."""
    reachable = range(hits.pages * hits.page_size)
    return Paginator(reachable, hits.page_size).page(hits.page)


def _chips(question: Question, facets: tuple[Facet, ...]) -> list[Chip]:
    return [
        Chip(_chip_label(facet, value), _address(question.without_value(facet.name, value.value)))
        for facet in facets
        for value in facet.selected
    ]


def _chip_label(facet: Facet, value: FacetValue) -> str:
    return f"{facet.label}: {value.label}"


def _address(question: Question, *, as_table: bool = False) -> str:
    query = question.query_string()
    if as_table:
        query = f"{query}&view=table" if query else "view=table"
    return f"?{query}" if query else "?"
