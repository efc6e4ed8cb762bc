"""Money per year as columns that lead somewhere, beside a table with the same sums.

    year_plot([YearFigure(2024, 12_000_000, 9), YearFigure(None, None, 2)], lambda year: f"?year={year}")

`templates/registry/pictures/years.html` draws what comes back, as `plot`.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

HEIGHT = 160
MOST_LABELS = 6
# Imported records hold years like 1900 and 2090; the columns show the stretch where most projects are.
MOST_COLUMNS = 40


@dataclass(frozen=True)
class YearFigure:
    """What one year holds: whole kronor (None: not stated) and how many projects. `year` None: not known.

    `whole` is what their projects got together, where `amount` is one party's share.
    """

    year: int | None
    amount: int | None
    count: int
    whole: int | None = None


@dataclass(frozen=True, kw_only=True)
class YearColumn:
    """A year's column (`x`, `width` in per cent of the picture, `y`, `height` of `HEIGHT`) and its figures.

    The `whole_…` column stands behind it. An empty `address` is no link.
    """

    figure: YearFigure
    address: str
    is_chosen: bool
    is_best: bool
    is_labelled: bool
    x: str
    middle: str
    width: str
    slot_x: str
    slot_width: str
    y: str
    height: str
    whole_y: str
    whole_height: str


@dataclass(frozen=True, kw_only=True)
class YearRow:
    """A line of the table: the figures, and where the year leads."""

    figure: YearFigure
    address: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class YearPlot:
    """The whole picture: `best` is the year with the most; `rows` are all years, the latest first.

    `unknown` stands apart from them. `left_out` says how many years are in the table only.
    """

    columns: tuple[YearColumn, ...]
    rows: tuple[YearRow, ...]
    best: YearFigure | None
    unknown: YearRow | None
    left_out: int
    has_amounts: bool
    has_whole: bool
    has_links: bool


def year_plot(
    figures: Iterable[YearFigure],
    address: Callable[[str], str] | None = None,
    chosen: Collection[str] = (),
) -> YearPlot | None:
    """Draw a column for every year from the first to the last, empty ones too; None where nothing is.

    Columns are sums of money, or numbers where no sum is known. `address` takes a year in digits, or
    "unknown", and gives where it leads.
    """
    known = {one.year: one for one in figures if one.count}
    unknown = known.pop(None, None)
    if not known and unknown is None:
        return None
    lead = address or (lambda _year: "")
    has_amounts = any(one.amount is not None for one in known.values())
    shown = _stretch({year: one.count for year, one in known.items() if year is not None})
    inside = [known.get(year) or YearFigure(year, 0 if has_amounts else None, 0) for year in shown]
    best = max(inside, key=lambda one: (_size(one, has_amounts), one.year or 0), default=None)
    return YearPlot(
        columns=tuple(_columns(inside, best, has_amounts, lead, chosen)),
        rows=tuple(_row(known[year], lead, chosen) for year in sorted(known, key=_of, reverse=True)),
        best=best,
        unknown=_row(unknown, lead, chosen) if unknown else None,
        left_out=len([year for year in known if year not in shown]),
        has_amounts=has_amounts or (unknown is not None and unknown.amount is not None),
        has_whole=any(one.whole is not None for one in known.values()),
        has_links=address is not None,
    )


def _of(year: int | None) -> int:
    return year or 0


def _size(figure: YearFigure, by_amount: bool) -> int:
    return (figure.amount or 0) if by_amount else figure.count


def _row(figure: YearFigure, lead: Callable[[str], str], chosen: Collection[str]) -> YearRow:
    name = str(figure.year or "unknown")
    return YearRow(figure=figure, address=lead(name), is_chosen=name in chosen)


def _stretch(counts: dict[int, int]) -> range:
    """Return the years to draw: all, or the forty in a row that hold the most, the latest such."""
    if not counts:
        return range(0)
    first, last = min(counts), max(counts)
    if last - first < MOST_COLUMNS:
        return range(first, last + 1)
    held = {
        start: sum(count for year, count in counts.items() if start <= year < start + MOST_COLUMNS)
        for start in counts
    }
    start = max(held, key=lambda year: (held[year], year))
    end = max(year for year in counts if year < start + MOST_COLUMNS)
    return range(start, end + 1)


def _columns(
    inside: Sequence[YearFigure],
    best: YearFigure | None,
    by_amount: bool,
    lead: Callable[[str], str],
    chosen: Collection[str],
) -> Iterable[YearColumn]:
    step = 100 / max(len(inside), 1)
    every = -(-len(inside) // MOST_LABELS)
    highest = max((max(_size(one, by_amount), one.whole or 0) for one in inside), default=0) or 1
    for at, one in enumerate(inside):
        own, whole = (_height(size, highest) for size in (_size(one, by_amount), one.whole or 0))
        yield YearColumn(
            figure=one,
            address=lead(str(one.year)) if one.count else "",
            is_chosen=str(one.year) in chosen,
            is_best=one is best,
            is_labelled=(len(inside) - 1 - at) % every == 0,
            x=f"{at * step + step * 0.12:.3f}%",
            middle=f"{at * step + step * 0.5:.3f}%",
            width=f"{step * 0.76:.3f}%",
            slot_x=f"{at * step:.3f}%",
            slot_width=f"{step:.3f}%",
            y=f"{HEIGHT - own:.1f}",
            height=f"{own:.1f}",
            whole_y=f"{HEIGHT - whole:.1f}",
            whole_height=f"{whole:.1f}",
        )


def _height(size: int, highest: int) -> float:
    """Return a column's height; whatever is more than nothing can be seen."""
    return max(HEIGHT * size / highest, 1.5) if size > 0 else 0.0
