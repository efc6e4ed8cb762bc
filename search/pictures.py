"""What was found as pictures: places on a map, money per year, and a facet's counts as columns."""

from collections.abc import Mapping
from dataclasses import dataclass

from registry.pictures import (
    AreaFigure,
    AreaMap,
    YearFigure,
    YearPlot,
    county_map,
    municipality_map,
    year_plot,
)
from search.addresses import address_of
from search.amounts import BANDS, range_label
from search.hits import Hits
from search.question import UNKNOWN, Question

HEIGHT = 40
MOST_YEARS = 30
# Facets that have an order of their own are drawn above their values.
DRAWN = ("year", "amount")


@dataclass(frozen=True, kw_only=True)
class Column:
    """A value's column: `x`, `width` in per cent of the picture; `y`, `height` in pixels of `HEIGHT`."""

    label: str
    count: int
    address: str
    is_chosen: bool
    x: str
    width: str
    y: int
    height: int


def map_of(question: Question, hits: Hits, view: str) -> AreaMap:
    """Draw counties, or the municipalities of the one county that is chosen; each area leads to its hits."""
    chosen = question.facets.get("county", frozenset())
    if len(chosen) == 1 and "municipality" in hits.counts:
        drawn = municipality_map(
            min(chosen),
            _areas(hits.counts["municipality"]),
            lambda code: address_of(question.toggled("municipality", code), view),
            question.facets.get("municipality", frozenset()),
        )
        if drawn is not None:
            return drawn
    return county_map(
        _areas(hits.counts.get("county", {})),
        lambda code: address_of(question.only("county", code), view),
        chosen,
    )


def _areas(counts: Mapping[str, int]) -> dict[str, AreaFigure]:
    return {code: AreaFigure(count) for code, count in counts.items()}


def years_of(question: Question, hits: Hits, view: str) -> YearPlot | None:
    """Draw money per year; each column leads to the hits of its year."""
    counts, sums = hits.counts.get("year", {}), hits.sums.get("year", {})
    figures = [
        YearFigure(int(year) if year.isdigit() else None, sums.get(year), count)
        for year, count in counts.items()
    ]
    chosen = question.facets.get("year", frozenset())
    return year_plot(figures, lambda year: address_of(question.toggled("year", year), view), chosen)


def facet_columns(question: Question, hits: Hits, view: str) -> dict[str, list[Column]]:
    """Return name of a facet → its columns, for those that are drawn and have at least two values."""
    drawn = {}
    for name in DRAWN:
        if name not in hits.counts:
            continue
        values = _in_order(name, set(hits.counts[name]))
        if sum(hits.counts[name].get(value, 0) > 0 for value in values) > 1:
            counts = [hits.counts[name].get(value, 0) for value in values]
            addresses = [address_of(question.toggled(name, value), view) for value in values]
            chosen = question.facets.get(name, frozenset())
            shown = [(_label(name, value), value in chosen) for value in values]
            drawn[name] = _columns(shown, counts, addresses)
    return drawn


def _label(name: str, value: str) -> str:
    return range_label(value) if name == "amount" else value


def _in_order(name: str, known: set[str]) -> list[str]:
    if name == "amount":
        return list(BANDS)
    years = sorted(int(value) for value in known - {UNKNOWN} if value.isdigit())
    last = years[-MOST_YEARS:]
    return [str(year) for year in range(last[0], last[-1] + 1)][-MOST_YEARS:] if last else []


def _columns(shown: list[tuple[str, bool]], counts: list[int], addresses: list[str]) -> list[Column]:
    step, highest = 100 / len(shown), max(counts)
    columns = []
    for at, ((label, is_chosen), count, address) in enumerate(zip(shown, counts, addresses, strict=True)):
        height = max(2, round(HEIGHT * count / highest)) if count else 0
        columns.append(
            Column(
                label=label,
                count=count,
                address=address if count or is_chosen else "",
                is_chosen=is_chosen,
                x=f"{at * step:.2f}%",
                width=f"{step * 0.86:.2f}%",
                y=HEIGHT - height,
                height=height,
            )
        )
    return columns
