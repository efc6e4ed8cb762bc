"""A consortium's money as bars, one for each party."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class MoneyBar:
    """A party's grant and own funding as parts of the widest bar, ready for `width` and `x`."""

    grant: str
    own: str
    share: str


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
