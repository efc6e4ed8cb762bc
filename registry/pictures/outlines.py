"""The outlines that maps are drawn from, as they ship in `registry/data/` (see README.md there)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from registry.places import DATA


@dataclass(frozen=True)
class Outlines:
    """A map without figures: its size, and the SVG path of each area by its code."""

    width: int
    height: int
    paths: Mapping[str, str]


@cache
def outlines_of_sweden() -> Outlines:
    """Return the 21 counties by their two digits."""
    return _read(json.loads((DATA / "county_paths.json").read_text()))


@cache
def outlines_of_counties() -> Mapping[str, Outlines]:
    """Return each county's own map: its municipalities by their four digits."""
    maps = json.loads((DATA / "municipality_paths.json").read_text())
    return {county: _read(each) for county, each in maps.items()}


def _read(kept: Mapping[str, Any]) -> Outlines:
    return Outlines(kept["width"], kept["height"], kept["paths"])
