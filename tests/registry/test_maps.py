"""Maps of counties and municipalities, and the shades they are drawn in: every number in its step."""

import re
from itertools import pairwise

import pytest
from django.template.loader import render_to_string

from registry.pictures import AreaFigure, county_map, municipality_map
from registry.pictures.outlines import outlines_of_counties, outlines_of_sweden
from registry.pictures.steps import Step, step_of, steps_of
from registry.places import counties, municipalities


def where(code: str) -> str:
    """Return an address with everything in it that HTML has to escape."""
    return f'?county={code}&q="><b>'


def test_every_county_and_municipality_has_an_outline() -> None:
    assert list(outlines_of_sweden().paths) == list(counties())
    drawn = {code: county for county, each in outlines_of_counties().items() for code in each.paths}
    assert drawn == {code: place.county_code for code, place in municipalities().items()}
    for each in (outlines_of_sweden(), *outlines_of_counties().values()):
        for path in each.paths.values():
            assert re.fullmatch(r"(M\d+ \d+l-?\d+[ -][-0-9 ]+z)+", path)


def test_a_map_s_areas_lie_inside_it() -> None:
    for each in (outlines_of_sweden(), *outlines_of_counties().values()):
        for path in each.paths.values():
            for x, y in corners(path):
                assert -1 <= x <= each.width + 1
                assert -1 <= y <= each.height + 1


def corners(path: str) -> list[tuple[int, int]]:
    """Return the corners of a path of moves and relative lines."""
    found = []
    for ring in path.removesuffix("z").split("z"):
        start, _, lines = ring.partition("l")
        x, y = (int(figure) for figure in re.findall(r"-?\d+", start))
        found.append((x, y))
        figures = [int(figure) for figure in re.findall(r"-?\d+", lines)]
        for across, down in zip(figures[::2], figures[1::2], strict=True):
            x, y = x + across, y + down
            found.append((x, y))
    return found


def test_counties_are_shaded_listed_and_led_to() -> None:
    figures = {"01": AreaFigure(340, 5_000), "12": AreaFigure(20, 100), "unknown": AreaFigure(3)}
    drawn = county_map(figures, where, chosen={"12"})
    assert [(row.name, row.count, row.step, row.is_chosen) for row in drawn.rows] == [
        ("Stockholm", 340, 5, False),
        ("Skåne", 20, 1, True),
    ]
    assert drawn.areas[-1].name == "Skåne"
    assert len(drawn.areas) == 21
    assert (drawn.empty, drawn.has_amounts, drawn.county) == (19, True, None)
    assert drawn.unknown is not None
    assert (drawn.unknown.count, drawn.unknown.address) == (3, where("unknown"))
    assert drawn.steps == (Step(1, 20, 20), Step(5, 340, 340))


def test_a_chosen_area_with_nothing_can_still_be_taken_back() -> None:
    drawn = county_map({"01": AreaFigure(0)}, where, chosen={"09", "unknown"})
    assert [row.code for row in drawn.rows] == ["09"]
    assert drawn.unknown is not None
    assert drawn.unknown.is_link
    assert drawn.steps == ()


def test_a_county_s_map_shows_its_own_municipalities_only() -> None:
    drawn = municipality_map("12", {"1280": AreaFigure(7), "0180": AreaFigure(900)}, where)
    assert drawn is not None
    assert drawn.county is not None
    assert drawn.county.name == "Skåne län"
    assert [(row.name, row.count) for row in drawn.rows] == [("Malmö", 7)]
    assert len(drawn.areas) == 33


@pytest.mark.parametrize("county", ["", "00", "1280", "unknown", "../12"])
def test_there_is_no_map_of_what_is_no_county(county: str) -> None:
    assert municipality_map(county, {}, where) is None


def test_values_that_are_no_places_are_not_drawn() -> None:
    drawn = county_map({"99": AreaFigure(5), '"><b>': AreaFigure(5)}, where)
    assert (drawn.rows, drawn.steps, drawn.unknown) == ((), (), None)


def test_the_drawn_map_is_small_and_escapes_its_addresses() -> None:
    figures = {code: AreaFigure(at * 7 + 1, at * 1_000_000) for at, code in enumerate(counties())}
    html = render_to_string("registry/pictures/area_map.html", {"map": county_map(figures, where)})
    assert len(html.encode()) < 20_000
    assert "<b>" not in html
    assert html.count("?county=01&amp;q=&quot;&gt;&lt;b&gt;") == 2
    assert html.count("<a href=") == 42
    assert " style=" not in html


def test_the_largest_county_s_map_is_small_too() -> None:
    codes = outlines_of_counties()["14"].paths
    figures = {code: AreaFigure(at * 7 + 1) for at, code in enumerate(codes)}
    html = render_to_string(
        "registry/pictures/area_map.html", {"map": municipality_map("14", figures, where)}
    )
    assert len(html.encode()) < 40_000
    assert html.count("<a href=") == 98


@pytest.mark.parametrize(
    "values",
    [
        [1],
        [4, 4, 4],
        [1, 2],
        [1, 2, 3, 4, 5],
        list(range(1, 22)),
        [1, 1, 2, 3, 5, 8, 900, 45_000],
        [10**9 + at for at in range(9)],
        [7**at for at in range(12)],
        [1, 2, 3, 4, 5, 10**12],
    ],
)
def test_steps_hold_every_value_once_and_grow(values: list[int]) -> None:
    steps = steps_of([*values, 0])
    assert 1 <= len(steps) <= 5
    assert [step.number for step in steps] == sorted({step.number for step in steps})
    assert all(before.most < after.least for before, after in pairwise(steps))
    assert all(step.least <= step.most for step in steps)
    for value in values:
        assert len([step for step in steps if step.least <= value <= step.most]) == 1
        assert step_of(value, steps) > 0
    assert step_of(max(values), steps) == steps[-1].number
    assert step_of(0, steps) == 0


def test_nothing_has_no_steps() -> None:
    assert steps_of([]) == ()
    assert steps_of([0, 0]) == ()
