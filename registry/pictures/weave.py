"""A mark for every project, woven from its own facts: sectors, county, goals and number."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from registry.models.choices import SectorChoice
from registry.pictures.shapes import UNKNOWN

SIDE = 3
CELL = 10


# How each sector's cell is drawn, ten units wide: where it begins from its upper left corner, and the way
# from there. Written short: a page of hits holds hundreds. A circle is an arc that almost closes.
_PATHS = {
    SectorChoice.PUBLIC.value: (0, 0, "h10v10h-10z"),
    SectorChoice.ACADEMIA.value: (0, 5, "l2.5-5h5l2.5 5-2.5 5h-5z"),
    SectorChoice.BUSINESS.value: (0, 5, "a5 5 0 1 1 0 .1z"),
    SectorChoice.CIVIL_SOCIETY.value: (5, 0, "l5 5-5 5-5-5z"),
    UNKNOWN: (2, 2, "h6v6h-6z"),
}


@dataclass(frozen=True)
class Thread:
    """All cells of one sector as one path."""

    sector: str
    path: str


@dataclass(frozen=True)
class Weave:
    """The mark: cells mirrored over both middles of a square of `size`, and dots for the goals."""

    size: int
    threads: tuple[Thread, ...]
    dots: tuple[tuple[int, int], ...]


def weave(number: str, sectors: Sequence[str], county: str = "", goals: Sequence[int] = ()) -> Weave:
    """Weave a project's mark; the same facts give the same mark on every machine and day."""
    seed = sha256(f"{number}|{county}".encode()).digest()
    known = [sector if sector in _PATHS else UNKNOWN for sector in sectors] or [UNKNOWN]
    quarter = _quarter(known, seed)
    last = 2 * SIDE - 1
    paths: dict[str, list[str]] = {}
    for place, sector in sorted(quarter.items()):
        x, y = place % SIDE, place // SIDE
        if sector:
            corners = {(x, y), (last - x, y), (x, last - y), (last - x, last - y)}
            right, below, way = _PATHS[sector]
            paths.setdefault(sector, []).extend(
                f"M{across * CELL + right} {down * CELL + below}{way}" for across, down in sorted(corners)
            )
    size = 2 * SIDE * CELL
    threads = tuple(Thread(sector, "".join(path)) for sector, path in sorted(paths.items()))
    return Weave(size, threads, tuple((goal * size // 18, size // 2) for goal in sorted(set(goals))))


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
