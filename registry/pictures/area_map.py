"""Place as a map: Sweden's counties, or one county's municipalities, in five steps, beside a table.

    county_map({"01": AreaFigure(34), "unknown": AreaFigure(2)}, address=lambda code: f"?county={code}")

`templates/registry/pictures/area_map.html` draws what comes back, as `map`.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from registry.pictures.outlines import Outlines, outlines_of_counties, outlines_of_sweden
from registry.pictures.steps import Step, step_of, steps_of
from registry.places import Place, counties, municipalities

UNKNOWN = "unknown"


@dataclass(frozen=True)
class AreaFigure:
    """What there is in an area: how many, and for how much (whole kronor; None where it isn't counted)."""

    count: int
    amount: int | None = None


@dataclass(frozen=True, kw_only=True)
class Area:
    """An area on the map and in the table. `step` is 0 (nothing there) to 5; an empty `address`: no link."""

    code: str
    name: str
    path: str
    step: int
    count: int
    amount: int | None
    address: str
    is_chosen: bool

    @property
    def is_link(self) -> bool:
        """Whether there is anything to go to: hits, or a choice to take back."""
        return bool(self.address) and (self.count > 0 or self.is_chosen)


@dataclass(frozen=True, kw_only=True)
class AreaMap:
    """The whole picture.

    `areas` are in drawing order, chosen ones last so that their outline is whole; `rows` are those with
    something in them, most first. `empty` areas have nothing. `county` is None on the map of Sweden.
    """

    county: Place | None
    width: int
    height: int
    areas: tuple[Area, ...]
    rows: tuple[Area, ...]
    steps: tuple[Step, ...]
    unknown: Area | None
    empty: int
    has_amounts: bool


def county_map(
    figures: Mapping[str, AreaFigure], address: Callable[[str], str], chosen: Collection[str] = ()
) -> AreaMap:
    """Draw the 21 counties. `address` takes a county's two digits, or "unknown", and gives where it leads."""
    return _drawn(None, outlines_of_sweden(), counties(), figures, address, chosen)


def municipality_map(
    county_code: str,
    figures: Mapping[str, AreaFigure],
    address: Callable[[str], str],
    chosen: Collection[str] = (),
) -> AreaMap | None:
    """Draw a county's municipalities by their four digits; figures of others are left out.

    None where there is no such county.
    """
    county, outlines = counties().get(county_code), outlines_of_counties().get(county_code)
    if county is None or outlines is None:
        return None
    own = {code: figure for code, figure in figures.items() if code in outlines.paths}
    return _drawn(county, outlines, municipalities(), own, address, chosen)


def _drawn(
    county: Place | None,
    outlines: Outlines,
    places: Mapping[str, Place],
    figures: Mapping[str, AreaFigure],
    address: Callable[[str], str],
    chosen: Collection[str],
) -> AreaMap:
    steps = steps_of(figure.count for code, figure in figures.items() if code in outlines.paths)
    nothing = AreaFigure(0)

    def area(code: str, name: str) -> Area:
        figure = figures.get(code, nothing)
        return Area(
            code=code,
            name=name,
            path=outlines.paths.get(code, ""),
            step=step_of(figure.count, steps),
            count=figure.count,
            amount=figure.amount,
            address=address(code),
            is_chosen=code in chosen,
        )

    areas = [area(code, places[code].short_name) for code in outlines.paths]
    rows = sorted((one for one in areas if one.is_link), key=lambda one: (-one.count, one.code))
    return AreaMap(
        county=county,
        width=outlines.width,
        height=outlines.height,
        areas=tuple(sorted(areas, key=lambda one: (one.is_chosen, one.code))),
        rows=tuple(rows),
        steps=steps,
        unknown=area(UNKNOWN, "") if UNKNOWN in figures or UNKNOWN in chosen else None,
        empty=len(areas) - len(rows),
        has_amounts=any(figure.amount is not None for figure in figures.values()),
    )
