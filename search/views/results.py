"""What was found, kind by kind. Everything that is asked is in the page's address."""

from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from search.addresses import VIEWS, address_of
from search.advice import Advice, advice_for
from search.ask import ask
from search.facets import FACETS_OF
from search.hits import Facet, FacetValue, Hits
from search.index import engine
from search.organisation_figures import figures_of
from search.pictures import facet_columns, map_of, years_of
from search.question import FACETS, SORTS, Question, read_question

Label = str | Promise
SORT_LABELS: dict[str, Label] = {
    "relevance": gettext_lazy("Best match"),
    "newest": gettext_lazy("Newest first"),
    "largest": gettext_lazy("Largest grant first"),
}
VIEW_LABELS: dict[str, Label] = {
    "list": gettext_lazy("As a list"),
    "table": gettext_lazy("As a table"),
    "map": gettext_lazy("On a map"),
    "years": gettext_lazy("Money per year"),
}
VIEWS_OF = {
    "project": VIEWS,
    "outcome": ("list", "map", "years"),
    "organisation": ("list", "map"),
}
SORTS_OF = {"project": SORTS, "outcome": SORTS, "organisation": ("relevance", "largest")}
TABS: dict[str, Label] = {
    "project": gettext_lazy("Projects"),
    "call": gettext_lazy("Calls"),
    "outcome": gettext_lazy("Results"),
    "organisation": gettext_lazy("Organisations"),
    "programme": gettext_lazy("Programmes"),
    "page": gettext_lazy("Pages"),
}
MOST_ON_A_PAGE = 100
# Facets that stand open on the page; the others unfold.
OPEN_FACETS = ("year", "amount", "sector", "status")


@dataclass(frozen=True)
class Way:
    """A way to go from here: a tab, an order, a view, a chip to take away. `count` may be unknown."""

    label: Label
    address: str
    is_here: bool = False
    count: int | None = None


def found(request: HttpRequest, kind: str) -> HttpResponse:
    """Show what the question finds of one kind, as a list, a table, a map or money per year."""
    question = read_question(request.GET, language=get_language() or "sv", kind=kind)
    question = replace(question, page_size=min(question.page_size, MOST_ON_A_PAGE))
    views = VIEWS_OF.get(kind, VIEWS[:1])
    asked_view = request.GET.get("view") or ""
    view = asked_view if asked_view in views else VIEWS[0]
    if _has_leftovers(request):
        # A form sends its empty fields too; the address that is shared has none of them.
        return HttpResponseRedirect(address_of(question, view))
    with engine().in_time():
        return render(request, "search/results.html", _answered(question, view, views))


def _answered(question: Question, view: str, views: tuple[str, ...]) -> dict[str, Any]:
    """Ask, and ask again for what the page tells beside its hits, all within the time of one question."""
    hits = ask(question, tabs=True)
    if not hits.index_answers:
        # The plain search counts nothing that could be drawn.
        views = tuple(each for each in views if each in ("list", "table"))
        view = view if view in views else VIEWS[0]
    if question.kind == "organisation":
        figures = figures_of(hit.record.key for hit in hits.hits)
        hits = replace(
            hits, hits=tuple(replace(hit, figures=figures.get(hit.record.key)) for hit in hits.hits)
        )
    return _context(question, hits, view, views)


def _has_leftovers(request: HttpRequest) -> bool:
    given = request.GET
    return "amount_from" in given or "amount_to" in given or any(not value for value in given.values())


def _context(question: Question, hits: Hits, view: str, views: tuple[str, ...]) -> dict[str, Any]:
    kind = question.kind
    return {
        "question": question,
        "kind": kind,
        "hits": hits,
        "page": _page(hits),
        "tabs": _tabs(question, hits),
        "tab": TABS[kind],
        "chips": _chips(question, hits.facets, view),
        "facets": hits.facets,
        "columns": facet_columns(question, hits, view),
        "open_facets": OPEN_FACETS,
        "sorts": _sorts(question, view),
        "view": view,
        "views": [Way(VIEW_LABELS[each], address_of(question, each), each == view) for each in views],
        "map": map_of(question, hits, view) if view == "map" else None,
        "plot": years_of(question, hits, view) if view == "years" else None,
        "without_search": True,
        "without_facets": address_of(question.without_facets(), view),
        "meant": _meant(question, hits),
        **_ways_out(question, hits, view),
        "all_counties": address_of(question.without_facet("county").without_facet("municipality"), view),
        "here": address_of(replace(question, facets={}, text="", page=1, sort="relevance")),
        "kept": [
            (name, value)
            for name, value in question.pairs()
            if name in FACETS or (name == "sort" and value != "relevance")
        ],
        "has_facets": kind in FACETS_OF and hits.index_answers,
    }


def _ways_out(question: Question, hits: Hits, view: str) -> dict[str, Any]:
    """Return what to try where nothing was found."""
    advice = advice_for(question, hits) if not hits.count else Advice()
    ways = [Way(each.label, address_of(each.question, view), False, each.count) for each in advice.without]
    return {"advice": advice, "ways_out": ways}


def _meant(question: Question, hits: Hits) -> str:
    return address_of(replace(question, text=hits.did_you_mean, page=1)) if hits.did_you_mean else ""


def _tabs(question: Question, hits: Hits) -> list[Way]:
    """Every kind with how many the words find of it; the present one with how many are shown."""
    ways = []
    for kind, label in TABS.items():
        is_here = kind == question.kind
        count = hits.count if is_here else hits.kinds.get(kind, 0) if hits.index_answers else None
        ways.append(Way(label, address_of(question if is_here else question.of_kind(kind)), is_here, count))
    return ways


def _sorts(question: Question, view: str) -> list[Way]:
    sorts = SORTS_OF.get(question.kind, SORTS[:2])
    shown = sorts if question.text else sorts[1:]
    chosen = question.sort if question.sort in shown else shown[0]
    return [
        Way(SORT_LABELS[sort], address_of(replace(question, sort=sort, page=1), view), sort == chosen)
        for sort in shown
    ]


def _page(hits: Hits) -> Page[int]:
    """Return the page as the pager component takes it: numbers of pages only."""
    reachable = range(hits.pages * hits.page_size)
    return Paginator(reachable, hits.page_size).page(hits.page)


def _chips(question: Question, facets: tuple[Facet, ...], view: str) -> list[Way]:
    return [
        Way(_chip_label(facet, value), address_of(question.without_value(facet.name, value.value), view))
        for facet in facets
        for value in facet.selected
    ]


def _chip_label(facet: Facet, value: FacetValue) -> str:
    return f"{facet.label}: {value.label}"
