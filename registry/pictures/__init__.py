"""Pictures that the portal draws itself: geometry as frozen values, which templates turn into SVG.

Positions are strings ready for attributes (`12.5%`, `140`), so that no locale can change a decimal sign.
"""

from registry.pictures.money import MoneyBar, YearColumn, money_bars, year_columns
from registry.pictures.network import Network, NetworkParty, draw_network
from registry.pictures.shapes import SECTORS, Shape, sector_name, sector_shape, sectors_in_order
from registry.pictures.time import Milestone, Timeline, draw_timeline
from registry.pictures.weave import Weave, weave

__all__ = [
    "SECTORS",
    "Milestone",
    "MoneyBar",
    "Network",
    "NetworkParty",
    "Shape",
    "Timeline",
    "Weave",
    "YearColumn",
    "draw_network",
    "draw_timeline",
    "money_bars",
    "sector_name",
    "sector_shape",
    "sectors_in_order",
    "weave",
    "year_columns",
]
