"""A mark for every project, woven from its own facts: sectors, county, goals and number."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from registry.pictures.shapes import UNKNOWN

SIDE = 3
CELL = 10


@dataclass(frozen=True)
class Thread:
    """One cell of the weave: its corner, its sector's colour and shape."""

    x: int
    y: int
    sector: str


@dataclass(frozen=True)
class Weave:
    """The mark: cells mirrored over both middles of a square of `size`, and dots for the goals."""

    size: int
    threads: tuple[Thread, ...]
    dots: tuple[tuple[int, int], ...]


def weave(number: str, sectors: Sequence[str], county: str = "", goals: Sequence[int] = ()) -> Weave:
    """Weave a project's mark; the same facts give the same mark on every machine and day."""
    seed = sha256(f"{number}|{county}".encode()).digest()
    quarter = _quarter([sector or UNKNOWN for sector in sectors] or [UNKNOWN], seed)
    last = 2 * SIDE - 1
    threads = []
    for place, sector in quarter.items():
        x, y = place % SIDE, place // SIDE
        if sector:
            corners = {(x, y), (last - x, y), (x, last - y), (last - x, last - y)}
            threads += [Thread(across * CELL, down * CELL, sector) for across, down in sorted(corners)]
    size = 2 * SIDE * CELL
    dots = tuple((goal * size // 18, size // 2) for goal in sorted(set(goals)))
    return Weave(size, tuple(threads), dots)


def _quarter(sectors: Sequence[str], seed: bytes) -> dict[int, str]:
    """Fill nine cells in proportion to the sectors, leave some empty, and mix them by the seed."""
    cells = SIDE * SIDE
    empty = 2 + seed[0] % 2
    kinds = Counter(sectors).most_common()
    filled: list[str] = [kind for kind, _count in kinds]
    while len(filled) < cells - empty:
        filled.append(max(kinds, key=lambda kind: kind[1] / (filled.count(kind[0]) + 0.5))[0])
    laid = filled[: cells - empty] + [""] * empty
    order = sorted(range(cells), key=lambda place: (seed[1 + place], place))
    return dict(zip(order, laid, strict=True))
