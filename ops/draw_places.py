"""Outlines of Sweden's counties and municipalities, from GeoJSON to the short SVG paths that we ship.

    python -m ops.draw_places municipalities.geojson

The file has one feature for each municipality (`id`: four digits), and neighbours share their points.
Borders are simplified once for both sides, so that no gap opens between two areas. Counties are the
municipalities without the borders inside. `registry/data/README.md` says where the outlines are from.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise
from math import asinh, atan2, cos, hypot, radians, sin, tan
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "registry" / "data"
MIDDLE = 15.0  # the meridian that the map is upright along
COUNTRY_HEIGHT = 1000
COUNTY_SIDE = 600
# Corners that change less than this, and islands that are smaller, are left out (square units of the map).
COUNTRY_DETAIL, COUNTRY_ISLAND = 5.0, 24.0
COUNTY_DETAIL, COUNTY_ISLAND = 10.0, 60.0

Point = tuple[float, float]
Ring = list[Point]


def main() -> None:
    """Write both files of paths and say how large they are."""
    rings = _rings(json.loads(Path(sys.argv[1]).read_text()))
    country = _drawn(rings, {code: code[:2] for code in rings}, COUNTRY_DETAIL, COUNTRY_ISLAND, None)
    counties = {
        county: _drawn(
            {code: rings[code] for code in rings if code[:2] == county},
            {code: code for code in rings},
            COUNTY_DETAIL,
            COUNTY_ISLAND,
            COUNTY_SIDE,
        )
        for county in sorted({code[:2] for code in rings})
    }
    for name, content in (("county_paths", country), ("municipality_paths", counties)):
        place = DATA / f"{name}.json"
        place.write_text(json.dumps(content, indent=0, separators=(",", ":")) + "\n")
        print(f"{place.name}: {place.stat().st_size} bytes")


def _rings(collection: Mapping[str, Any]) -> dict[str, list[Ring]]:
    found: dict[str, list[Ring]] = {}
    for feature in collection["features"]:
        shape = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        found[feature["properties"]["id"]] = [
            [_projected(*point) for point in ring[:-1]] for polygon in polygons for ring in polygon
        ]
    return dict(sorted(found.items()))


def _projected(longitude: float, latitude: float) -> Point:
    """Project to a transverse Mercator on a sphere of radius 1, y downwards."""
    aside, up = radians(longitude - MIDDLE), radians(latitude)
    return asinh(sin(aside) / hypot(tan(up), cos(aside))), -atan2(tan(up), cos(aside))


def _drawn(
    rings: Mapping[str, list[Ring]],
    area_of: Mapping[str, str],
    detail: float,
    island: float,
    side: int | None,
) -> dict[str, Any]:
    """Return the map's size and a path for each area; `side` is the longer side, None: a given height."""
    points = [point for each in rings.values() for ring in each for point in ring]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    width, height = max(x for x, _ in points) - left, max(y for _, y in points) - top
    scale = side / max(width, height) if side else COUNTRY_HEIGHT / height
    placed = {
        code: [[((x - left) * scale, (y - top) * scale) for x, y in ring] for ring in each]
        for code, each in rings.items()
    }
    outlines = _simplified(_dissolved(placed, area_of), detail)
    return {
        "width": round(width * scale),
        "height": round(height * scale),
        "paths": {area: _path(outlines[area], island) for area in sorted(outlines)},
    }


def _dissolved(rings: Mapping[str, list[Ring]], area_of: Mapping[str, str]) -> dict[str, list[Ring]]:
    """Join the rings of each area: an edge that the area has on both sides falls away."""
    edges: dict[str, set[tuple[Point, Point]]] = defaultdict(set)
    for code, each in rings.items():
        own = edges[area_of[code]]
        for ring in each:
            for start, end in zip(ring, ring[1:] + ring[:1], strict=True):
                if (end, start) in own:
                    own.remove((end, start))
                else:
                    own.add((start, end))
    return {area: _chained(own) for area, own in edges.items()}


def _chained(edges: Iterable[tuple[Point, Point]]) -> list[Ring]:
    onward: dict[Point, list[Point]] = defaultdict(list)
    for start, end in sorted(edges):
        onward[start].append(end)
    rings = []
    for first in sorted(onward):
        while onward[first]:
            ring, here = [first], onward[first].pop()
            while here != first:
                ring.append(here)
                here = onward[here].pop()
            rings.append(ring)
    return rings


def _simplified(outlines: Mapping[str, list[Ring]], detail: float) -> dict[str, list[Ring]]:
    """Simplify every stretch between two meeting points once, for the areas on both its sides."""
    beside: dict[frozenset[Point], set[str]] = defaultdict(set)
    for area, rings in outlines.items():
        for ring in rings:
            for start, end in zip(ring, ring[1:] + ring[:1], strict=True):
                beside[frozenset((start, end))].add(area)
    around: dict[Point, set[frozenset[str]]] = defaultdict(set)
    degree: dict[Point, int] = defaultdict(int)
    for edge, areas in beside.items():
        for point in edge:
            around[point].add(frozenset(areas))
            degree[point] += 1
    meeting = {point for point in degree if degree[point] != 2 or len(around[point]) > 1}
    return {area: [_simple_ring(ring, meeting, detail) for ring in rings] for area, rings in outlines.items()}


def _simple_ring(ring: Ring, meeting: set[Point], detail: float) -> Ring:
    cuts = [at for at, point in enumerate(ring) if point in meeting]
    if not cuts:
        # An island: begin at the same corner whoever draws it.
        first = ring.index(min(ring))
        turned = ring[first:] + ring[:first]
        return _simple_line([*turned, turned[0]], detail)[:-1]
    turned = ring[cuts[0] :] + ring[: cuts[0]]
    cuts = [cut - cuts[0] for cut in cuts] + [len(ring)]
    turned.append(turned[0])
    simple: Ring = []
    for start, end in pairwise(cuts):
        stretch = turned[start : end + 1]
        backwards = stretch[0] > stretch[-1] or (stretch[0] == stretch[-1] and stretch[1] > stretch[-2])
        line = _simple_line(stretch[::-1] if backwards else stretch, detail)
        simple += (line[::-1] if backwards else line)[:-1]
    return simple


def _simple_line(line: Ring, detail: float) -> Ring:
    """Take away the corner that changes the least, again and again (Visvalingam and Whyatt, 1993)."""
    before = {at: at - 1 for at in range(len(line))}
    after = {at: at + 1 for at in range(len(line))}
    last = len(line) - 1
    waiting = [(_triangle(*line[at - 1 : at + 2]), at) for at in range(1, last)]
    heapify(waiting)
    gone: set[int] = set()
    size = {at: area for area, at in waiting}
    while waiting:
        area, at = heappop(waiting)
        if at in gone or area != size[at]:
            continue
        if area >= detail:
            break
        gone.add(at)
        left, right = before[at], after[at]
        after[left], before[right] = right, left
        for near in (left, right):
            if 0 < near < last:
                # Never smaller than what was taken away before it.
                size[near] = max(area, _triangle(line[before[near]], line[near], line[after[near]]))
                heappush(waiting, (size[near], near))
    return [point for at, point in enumerate(line) if at not in gone]


def _triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def _path(rings: Sequence[Ring], island: float) -> str:
    """Write rings as one path of whole numbers; small islands are left out, the largest ring never."""
    ordered = sorted(rings, key=_area, reverse=True)
    kept = [ring for at, ring in enumerate(ordered) if at == 0 or _area(ring) >= island]
    return "".join(_ring_path(ring) for ring in kept)


def _area(ring: Ring) -> float:
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def _ring_path(ring: Ring) -> str:
    whole = [(round(x), round(y)) for x, y in ring]
    corners = [point for at, point in enumerate(whole) if at == 0 or point != whole[at - 1]]
    if len(corners) > 1 and corners[-1] == corners[0]:
        corners.pop()
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(corners)]
    lines = " ".join(steps).replace(" -", "-")
    return f"M{corners[0][0]} {corners[0][1]}l{lines}z"


if __name__ == "__main__":
    main()
