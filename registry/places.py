"""Sweden's counties and municipalities by code, and the names of countries.

`data/counties.csv` and `data/municipalities.csv`: codes and names as Statistics Sweden gives them (CC0).
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale

DATA = Path(__file__).parent / "data"
# Babel knows these two-letter codes, but they are no countries.
_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


@dataclass(frozen=True)
class Place:
    """A county or a municipality. `county_code` of a county is its own code."""

    code: str
    name: str
    short_name: str
    county_code: str


@cache
def counties() -> dict[str, Place]:
    """Return every county by its two digits, in the order of the codes."""
    return {
        row["county_code"]: Place(
            row["county_code"], row["county_name"], row["county_name_short"], row["county_code"]
        )
        for row in _rows("counties.csv")
    }


@cache
def municipalities() -> dict[str, Place]:
    """Return every municipality by its four digits, in the order of the codes."""
    return {
        row["municipality_code"]: Place(
            row["municipality_code"],
            row["municipality_name"],
            row["municipality_name_short"],
            row["county_code"],
        )
        for row in _rows("municipalities.csv")
    }


@cache
def countries(language: str) -> dict[str, str]:
    """Return the name of every country by its two letters, in alphabetical order of the language's names."""
    locale = Locale(language)
    named = {
        code: name
        for code, name in locale.territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    }
    return dict(sorted(named.items(), key=lambda pair: _swedish_order(pair[1])))


def _swedish_order(name: str) -> str:
    """Å, ä and ö come last, in that order."""
    return name.casefold().translate(str.maketrans("åäö", "{|}"))


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
