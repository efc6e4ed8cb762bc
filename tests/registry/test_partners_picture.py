"""Those an organisation works with, drawn: every name readable, nothing on top of anything else."""

import random

import pytest
from django.template.loader import render_to_string

from registry.models import Organisation
from registry.pictures import Partner, draw_partners
from registry.pictures.lettering import width_of, wrapped
from registry.pictures.partners import MOST_DRAWN, NODE, Layout
from tests.registry.pages import NOW

WORDS = (
    "Kommunalförbundet STIFTELSEN för i av Ängslövs hållbar Skogsbrynet AB WWWWWWWWWWWWWWWWWWWWWWWW".split()
)
SECTORS = ("public", "academia", "business", "civil_society", "")


def partners(count: int, seed: int = 0) -> list[Partner]:
    """Return partners with names of one to nine words, the most common first."""
    chance = random.Random(seed)
    return [
        Partner(
            name=" ".join(chance.choices(WORDS, k=chance.randint(1, 9))),
            sector=SECTORS[at % 5],
            shared=3 * (count - at),
            address=f"/o/{at}/",
        )
        for at in range(count)
    ]


def layouts(count: int, seed: int = 0) -> tuple[Layout, ...]:
    """Draw that many partners of an organisation with a long name."""
    picture = draw_partners(
        "Institutet för framtidens livsmedelsförsörjning i norr", "", partners(count, seed)
    )
    assert picture is not None
    return picture.layouts


def test_nobody_is_no_picture() -> None:
    assert draw_partners("Ek", "", []) is None


@pytest.mark.parametrize("count", [1, 2, 3, 4, 7, 8, 15, 16, 20])
@pytest.mark.parametrize("seed", range(5))
def test_no_name_covers_another_and_none_leaves_the_picture(count: int, seed: int) -> None:
    for layout in layouts(count, seed):
        boxes = [spot.box() for spot in layout.spots]
        shapes = [shape_box(float(spot.x), float(spot.y), NODE) for spot in layout.spots]
        for at, box in enumerate(boxes):
            left, top, right, bottom = box
            assert 0 <= left < right <= layout.width
            assert 0 <= top < bottom <= layout.height
            others = boxes[:at] + boxes[at + 1 :]
            assert not [other for other in others + shapes if overlap(box, other)]
        hub_x, hub_y = float(layout.hub_x), float(layout.hub_y)
        assert not [box for box in boxes + shapes if overlap(box, shape_box(hub_x, hub_y, 24))]


@pytest.mark.parametrize("count", [1, 2, 3, 9, 16])
def test_the_name_in_the_middle_covers_no_partner(count: int) -> None:
    for layout in layouts(count):
        name = layout.hub_name
        left = name.x - name.width() / 2 if name.anchor == "middle" else name.x
        box = (left, name.lines[0][0] - 16, left + name.width(), name.lines[-1][0] + 4)
        assert not [spot for spot in layout.spots if overlap(box, spot.box())]
        assert not [s for s in layout.spots if overlap(box, shape_box(float(s.x), float(s.y), NODE))]
        assert left >= 0
        assert box[2] <= layout.width
        assert box[1] >= 0
        assert box[3] <= layout.height


def shape_box(x: float, y: float, size: float) -> tuple[float, float, float, float]:
    """Return the box of a shape around its middle."""
    return x - size * 1.4, y - size * 1.4, x + size * 1.4, y + size * 1.4


def overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Whether two boxes share any of their inside."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_the_most_common_are_drawn_and_the_others_counted() -> None:
    picture = draw_partners("Ek", "public", partners(20))
    assert picture is not None
    assert (picture.drawn, picture.left_out) == (MOST_DRAWN, 4)
    for layout in picture.layouts:
        assert [spot.partner.address for spot in layout.spots] == [f"/o/{at}/" for at in range(16)]


def test_lines_are_as_wide_as_what_is_shared() -> None:
    widths = [float(spot.edge_width) for spot in layouts(10)[0].spots]
    assert widths == sorted(widths, reverse=True)
    assert (widths[0], widths[-1] < 3) == (10.0, True)


def test_words_are_wrapped_to_a_width_and_cut_when_they_must() -> None:
    assert wrapped("Ek kommun", 200, 16, 2) == ("Ek kommun",)
    assert wrapped("Stiftelsen Röda Korset i Storåsen", 120, 16, 2) == ("Stiftelsen", "Röda Korset…")
    assert wrapped("", 120, 16, 2) == ()
    for text in (*WORDS, " ".join(WORDS), "W" * 300, "人" * 40, "a" * 3):
        for line in wrapped(text, 100, 16, 2):
            assert width_of(line, 16) <= 100


def test_the_drawn_picture_leads_to_each_partner_and_escapes_names() -> None:
    evil = Partner(name='<script>"x"</script>', sector="public", shared=2, address="/o/evil/")
    organisation = Organisation(name="<b>Ek</b>", sector="", updated_at=NOW)
    html = render_to_string(
        "registry/pictures/partners.html",
        {
            "organisation": organisation,
            "partners": [evil],
            "picture": draw_partners(organisation.name, "", [evil]),
            "sectors": ["public"],
        },
    )
    assert html.count('href="/o/evil/"') == 3
    assert "<script" not in html
    assert "<b>" not in html
    assert " style=" not in html
