"""The consortium as a small network: who, which sector, how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from registry.pictures.shapes import Shape, sector_shape

MOST_PARTNERS = 20
NAMED_PARTNERS = 8
LINE_LENGTH = 20


@dataclass(frozen=True, kw_only=True)
class NetworkParty:
    """A party as the picture needs it. `amount` is whole kronor, None where it is not known."""

    name: str
    sector: str
    amount: int | None
    is_coordinator: bool = False


@dataclass(frozen=True, kw_only=True)
class Node:
    """A party in the picture: its place, its shape, its number in the table, and its name in lines."""

    x: str
    y: str
    shape: Shape
    ordinal: int
    lines: tuple[tuple[str, str], ...]
    ordinal_y: str
    near_y: str
    amount: int | None


@dataclass(frozen=True, kw_only=True)
class Edge:
    """A line from the coordinator to a partner; its width grows with the partner's grant."""

    x1: str
    y1: str
    x2: str
    y2: str
    width: str


@dataclass(frozen=True, kw_only=True)
class Network:
    """The whole picture. `left_out` partners with the smallest grants stand in the table only."""

    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int
    is_named: bool


@dataclass(frozen=True)
class _Place:
    x: float
    y: float
    middle: float


def draw_network(parties: Sequence[NetworkParty]) -> Network | None:
    """Draw parties in the order of the table; the first coordinator stands in the middle. One party: None."""
    if len(parties) < 2:
        return None
    ranked = sorted(range(len(parties)), key=lambda at: (-(parties[at].amount or 0), at))
    centre = next((at for at, party in enumerate(parties) if party.is_coordinator), ranked[0])
    shown = sorted([at for at in ranked if at != centre][:MOST_PARTNERS])
    named = len(shown) <= NAMED_PARTNERS
    height = _height(len(shown))
    places = _places(len(shown), height, named)
    largest = max((party.amount or 0 for party in parties), default=0)
    hub = _Place(50, height / 2, height / 2)
    nodes = [_node(parties[centre], centre, hub, largest, named)]
    nodes += [_node(parties[at], at, place, largest, named) for at, place in zip(shown, places, strict=True)]
    edges = [_edge(hub, place, parties[at].amount, largest) for at, place in zip(shown, places, strict=True)]
    return Network(
        height=height,
        nodes=tuple(nodes),
        edges=tuple(edges),
        left_out=len(parties) - 1 - len(shown),
        is_named=named,
    )


def _height(partners: int) -> int:
    if partners <= 2:
        return 230
    return 420 if partners <= NAMED_PARTNERS else 470


def _places(count: int, height: int, named: bool) -> list[_Place]:
    middle = height / 2
    if named:
        # Nobody stands right below the middle, where the coordinator's name is.
        turn = 0.0 if count <= 2 else -pi / 2 + (pi / count if count % 2 == 0 else 0)
        return [_on_ring(turn + 2 * pi * at / count, 36, 128, middle) for at in range(count)]
    inner = count // 3
    outer = count - inner
    ring = [_on_ring(-pi / 2 + 2 * pi * at / outer, 42, 195, middle) for at in range(outer)]
    return ring + [_on_ring(2 * pi * (at + 0.5) / inner, 23, 105, middle) for at in range(inner)]


def _on_ring(angle: float, across: float, down: float, middle: float) -> _Place:
    return _Place(50 + across * cos(angle), middle + down * sin(angle), middle)


def _node(party: NetworkParty, at: int, place: _Place, largest: int, named: bool) -> Node:
    share = sqrt((party.amount or 0) / largest) if largest else 0.4
    size = (13 + 15 * share) if named else (11 + 9 * share)
    above = place.y < place.middle - 20
    lines = tuple(_lines(party.name)) if named else ()
    # Names stand outside the ring, the last line nearest to the shape.
    first = place.y - size * 1.4 - 8 - 18 * len(lines) if above else place.y + size * 1.4 + 16
    return Node(
        x=f"{place.x:.2f}%",
        y=f"{place.y:.0f}",
        shape=sector_shape(party.sector, size),
        ordinal=at + 1,
        lines=tuple((f"{first - place.y + 18 * row:.0f}", line) for row, line in enumerate(lines)),
        ordinal_y=f"{first - place.y + (18 * len(lines)):.0f}" if lines else f"{size * 1.4 + 12:.0f}",
        near_y=f"{-(size * 1.4 + 10):.0f}" if above else f"{size * 1.4 + 14:.0f}",
        amount=party.amount,
    )


def _edge(hub: _Place, place: _Place, amount: int | None, largest: int) -> Edge:
    share = (amount or 0) / largest if largest else 0
    return Edge(
        x1=f"{hub.x:.2f}%",
        y1=f"{hub.y:.0f}",
        x2=f"{place.x:.2f}%",
        y2=f"{place.y:.0f}",
        width=f"{1.5 + 6 * share:.1f}",
    )


def _lines(name: str) -> list[str]:
    words, lines = name.split(), [""]
    for word in words:
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= LINE_LENGTH or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    kept = lines[:2]
    if len(lines) > 2 or len(kept[-1]) > LINE_LENGTH + 2:
        kept[-1] = kept[-1][:LINE_LENGTH].rstrip() + "…"
    return kept
