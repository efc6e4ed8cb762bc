"""The four sectors as shape and letter, the same in every badge, plot and picture."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, pi, sin

from django.utils.translation import gettext, pgettext

from registry.models.choices import SectorChoice

SECTORS: tuple[str, ...] = tuple(SectorChoice.values)
UNKNOWN = "unknown"

# How many corners, and how far a corner lies from the middle of a shape of size 10.
_CORNERS = {
    SectorChoice.PUBLIC.value: (4, 13.4, pi / 4),
    SectorChoice.ACADEMIA.value: (6, 12.0, 0.0),
    SectorChoice.CIVIL_SOCIETY.value: (4, 13.6, 0.0),
    UNKNOWN: (8, 11.4, pi / 8),
}
_ROUND = 11.0


@dataclass(frozen=True)
class Shape:
    """A shape around the middle (0, 0): corners for a polygon, or a radius for a circle."""

    sector: str
    letter: str
    points: str
    radius: str


def sector_shape(sector: str, size: float = 10.0) -> Shape:
    """Return a sector's shape; `size` 10 fits a box from -14 to 14. An empty sector is unknown."""
    known = sector if sector in SECTORS else UNKNOWN
    scale = size / 10
    if known not in _CORNERS:
        return Shape(known, _letter(known), "", f"{_ROUND * scale:.1f}")
    corners, reach, turn = _CORNERS[known]
    angles = [turn + 2 * pi * corner / corners for corner in range(corners)]
    points = " ".join(f"{reach * scale * cos(a):.1f},{reach * scale * sin(a):.1f}" for a in angles)
    return Shape(known, _letter(known), points, "")


def sector_name(sector: str) -> str:
    """Return the word for a sector in the reader's language."""
    if sector in SECTORS:
        return str(SectorChoice(sector).label)
    return gettext("Sector not stated")


def sectors_in_order(sectors: Iterable[str]) -> list[str]:
    """Return each sector once in the order of the record, the empty one (unknown) last."""
    found = set(sectors)
    known = [sector for sector in SECTORS if sector in found]
    return known + ([""] if found - set(SECTORS) else [])


def _letter(sector: str) -> str:
    letters = {
        SectorChoice.PUBLIC.value: pgettext("letter of the public sector", "P"),
        SectorChoice.ACADEMIA.value: pgettext("letter of academia", "A"),
        SectorChoice.BUSINESS.value: pgettext("letter of business", "B"),
        SectorChoice.CIVIL_SOCIETY.value: pgettext("letter of civil society", "C"),
    }
    return letters.get(sector, "?")
