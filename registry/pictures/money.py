"""Money as bars: one for each party, one column for each year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class MoneyBar:
    """A party's grant and own funding as parts of the widest bar, ready for `width` and `x`."""

    grant: str
    own: str
    share: str


@dataclass(frozen=True, kw_only=True)
class YearColumn:
    """What was awarded in one year (whole kronor), with its column."""

    year: int
    amount: int
    x: str
    middle: str
    width: str
    y: str
    height: str
    is_labelled: bool


def money_bars(sums: Sequence[tuple[int | None, int | None]]) -> list[MoneyBar]:
    """Draw a bar for each (grant, own funding); the largest sum of both is the full width."""
    widest = max(((grant or 0) + (own or 0) for grant, own in sums), default=0) or 1
    whole = sum(grant or 0 for grant, _own in sums) or 1
    return [
        MoneyBar(
            grant=f"{100 * (grant or 0) / widest:.2f}%",
            own=f"{100 * ((grant or 0) + (own or 0)) / widest:.2f}%",
            share=str(round(100 * (grant or 0) / whole)),
        )
        for grant, own in sums
    ]


def year_columns(amounts: Mapping[int, int], height: int = 160) -> list[YearColumn]:
    """Draw a column for every year from the first to the last, empty years too."""
    if not amounts:
        return []
    first, last, highest = min(amounts), max(amounts), max(amounts.values()) or 1
    step = 100 / (last - first + 1)
    # At most eight years are written out, the last one always.
    every = -(-(last - first + 1) // 8)
    return [
        YearColumn(
            year=year,
            amount=amounts.get(year, 0),
            x=f"{(year - first) * step + step * 0.12:.3f}%",
            middle=f"{(year - first) * step + step * 0.5:.3f}%",
            width=f"{step * 0.76:.3f}%",
            y=f"{height - height * amounts.get(year, 0) / highest:.1f}",
            height=f"{height * amounts.get(year, 0) / highest:.1f}",
            is_labelled=(last - year) % every == 0,
        )
        for year in range(first, last + 1)
    ]
