"""Those an organisation works with: itself in the middle, the most common partners around it.

Two layouts of the same facts, since names can't be read in both a wide and a narrow picture: around the
middle on desks, as a tree on phones. The page shows the one that there is room for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from registry.pictures.lettering import width_of, wrapped
from registry.pictures.shapes import Shape, sector_shape

MOST_DRAWN = 16
SIZE, SMALL = 16.0, 14.0
LEADING = 20.0
THINNEST, THICKEST = 1.5, 10.0
# Where nobody shares more than a few projects, no line is at its thickest.
FEW = 5
NODE, HUB = 12.0, 24.0
# The page writes "1 234 projects" under a name; this is room for it.
COUNT_WIDTH = 120.0


@dataclass(frozen=True, kw_only=True)
class Partner:
    """A partner in the picture and in the table: how many projects they share, and its own page."""

    name: str
    sector: str
    shared: int
    address: str


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Words in the picture: each line with its `y`, all at `x`, at their start, middle or end."""

    x: float
    anchor: str
    lines: tuple[tuple[float, str], ...]

    def width(self) -> float:
        """Estimate how wide the widest line is."""
        return max((width_of(text, SIZE) for _y, text in self.lines), default=0.0)


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A partner's place: its shape, its name, where the count stands, and the line from the middle."""

    partner: Partner
    x: str
    y: str
    shape: Shape
    name: Lines
    count_y: str
    edge: str
    edge_width: str

    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of the words, for tests that nothing covers anything."""
        width = max(self.name.width(), COUNT_WIDTH)
        left = self.name.x - width if self.name.anchor == "end" else self.name.x
        return left, self.name.lines[0][0] - SIZE, left + width, float(self.count_y) + 4


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One way to draw it, in units of its own `width`."""

    name: str
    width: int
    height: int
    hub_x: str
    hub_y: str
    hub: Shape
    hub_name: Lines
    spots: tuple[Spot, ...]


@dataclass(frozen=True, kw_only=True)
class PartnerPicture:
    """The wide and the narrow layout, and how many partners are in the table only."""

    layouts: tuple[Layout, Layout]
    drawn: int
    left_out: int


def draw_partners(name: str, sector: str, partners: Sequence[Partner]) -> PartnerPicture | None:
    """Draw the first sixteen partners, in the order of the table. Nobody: None."""
    shown = list(partners[:MOST_DRAWN])
    if not shown:
        return None
    return PartnerPicture(
        layouts=(_around(name, sector, shown), _as_tree(name, sector, shown)),
        drawn=len(shown),
        left_out=len(partners) - len(shown),
    )


def _around(name: str, sector: str, partners: list[Partner]) -> Layout:
    width, middle, reach, room = 800, 400.0, 172.0, 196.0
    names = [wrapped(partner.name, room, SIZE, 2) for partner in partners]
    row = LEADING * (max(len(lines) for lines in names) + 1) + 10
    rows = -(-len(partners) // 2)
    height = max(rows * row + 8, 200)
    hub_lines = wrapped(name, 150, SIZE, 3)
    spots = []
    for at, (partner, lines) in enumerate(zip(partners, names, strict=True)):
        side = 1 if at % 2 == 0 else -1
        in_column = rows if side == 1 else len(partners) // 2
        y = height / 2 + row * (at // 2 - (in_column - 1) / 2)
        # On an arc: the first and the last stand a little nearer to the middle.
        bend = 1 - sqrt(max(0.0, 1 - ((y - height / 2) / (height / 2)) ** 2))
        x = middle + side * (reach - 44 * bend)
        bow = f"{middle + side * 96:.0f} {height / 2:.0f} {x - side * 76:.0f} {y:.0f}"
        edge = f"M{middle:.0f} {height / 2:.0f}C{bow} {x:.0f} {y:.0f}"
        spots.append(_spot(partner, lines, x, y, side, edge, partners[0].shared))
    return Layout(
        name="wide",
        width=width,
        height=round(height),
        hub_x=f"{middle:.0f}",
        hub_y=f"{height / 2:.0f}",
        hub=sector_shape(sector, HUB),
        hub_name=_stacked(hub_lines, middle, height / 2 + HUB * 1.4 + SIZE, "middle"),
        spots=tuple(spots),
    )


def _as_tree(name: str, sector: str, partners: list[Partner]) -> Layout:
    width, trunk, branch = 290, 34.0, 74.0
    hub_lines = wrapped(name, width - 82, SIZE, 3)
    top = max(HUB * 1.4 + 2, LEADING * len(hub_lines) / 2 + 2)
    hub_name = _stacked(hub_lines, 78, top - LEADING * (len(hub_lines) - 1) / 2 + SIZE * 0.35, "start")
    y = top * 2 + 4
    spots = []
    for partner in partners:
        lines = wrapped(partner.name, width - branch - NODE * 1.4 - 10, SIZE, 2)
        half = LEADING * (len(lines) + 1) / 2
        y += half + 5
        edge = (
            f"M{trunk:.0f} {top:.0f}V{y - 16:.0f}Q{trunk:.0f} {y:.0f} {trunk + 16:.0f} {y:.0f}H{branch:.0f}"
        )
        spots.append(_spot(partner, lines, branch, y, 1, edge, partners[0].shared))
        y += half + 5
    return Layout(
        name="narrow",
        width=width,
        height=round(y + 4),
        hub_x=f"{trunk:.0f}",
        hub_y=f"{top:.0f}",
        hub=sector_shape(sector, HUB),
        hub_name=hub_name,
        spots=tuple(spots),
    )


def _spot(
    partner: Partner, lines: tuple[str, ...], x: float, y: float, side: int, edge: str, most: int
) -> Spot:
    first = y - LEADING * len(lines) / 2 + SIZE * 0.35
    anchor = "start" if side == 1 else "end"
    return Spot(
        partner=partner,
        x=f"{x:.0f}",
        y=f"{y:.0f}",
        shape=sector_shape(partner.sector, NODE),
        name=_stacked(lines, x + side * (NODE * 1.4 + 8), first, anchor),
        count_y=f"{first + LEADING * len(lines):.0f}",
        edge=edge,
        edge_width=f"{THINNEST + (THICKEST - THINNEST) * partner.shared / max(most, FEW):.1f}",
    )


def _stacked(lines: Sequence[str], x: float, first: float, anchor: str) -> Lines:
    return Lines(
        x=round(x),
        anchor=anchor,
        lines=tuple((round(first + LEADING * row), text) for row, text in enumerate(lines)),
    )
