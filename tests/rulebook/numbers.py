"""Invented organisation numbers with valid check digits."""

from stdnum import luhn

from rulebook.facts import Sector

_BEGINNINGS = {
    Sector.STATE: "2021",
    Sector.MUNICIPALITY: "2120",
    Sector.REGION: "2321",
    Sector.MUNICIPAL_FEDERATION: "2220",
    Sector.HEALTH_CARE: "5567",
    Sector.PARISH: "2520",
    Sector.UNIVERSITY: "2021",
    Sector.INSTITUTE: "5568",
    Sector.COMPANY: "5599",
    Sector.SOLE_TRADER: "9001",
    Sector.ASSOCIATION: "8024",
    Sector.FOUNDATION: "8572",
    Sector.OTHER: "6624",
}


def number(beginning: str, running: int) -> str:
    """Return ten digits that begin as told, with a right check digit."""
    nine = f"{beginning}{running:0{9 - len(beginning)}d}"
    return nine + str(luhn.calc_check_digit(nine))


def number_for(sector: Sector, running: int) -> str:
    """Return a number of the kind that organisations of the sector have."""
    return number(_BEGINNINGS[sector], running)
