"""Pictures that the portal draws itself: geometry as frozen values, which templates turn into SVG.

Positions are strings ready for attributes (`12.5%`, `140`), so that no locale can change a decimal sign.
"""

from registry.pictures.area_map import AreaFigure, AreaMap, county_map, municipality_map
from registry.pictures.money import MoneyBar, money_bars
from registry.pictures.network import Network, NetworkParty, draw_network
from registry.pictures.partners import Partner, PartnerPicture, draw_partners
from registry.pictures.shapes import SECTORS, Shape, sector_name, sector_shape, sectors_in_order
from registry.pictures.time import Milestone, Timeline, draw_timeline
from registry.pictures.weave import Weave, weave
from registry.pictures.years import YearFigure, YearPlot, year_plot

__all__ = [
    "SECTORS",
    "AreaFigure",
    "AreaMap",
    "Milestone",
    "MoneyBar",
    "Network",
    "NetworkParty",
    "Partner",
    "PartnerPicture",
    "Shape",
    "Timeline",
    "Weave",
    "YearFigure",
    "YearPlot",
    "county_map",
    "draw_network",
    "draw_partners",
    "draw_timeline",
    "money_bars",
    "municipality_map",
    "sector_name",
    "sector_shape",
    "sectors_in_order",
    "weave",
    "year_plot",
]
