"""The texts of the demonstration, and invented organisations with numbers that have a right check digit."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from stdnum import luhn

TEXTS = Path(__file__).parent / "texts"
# Series that no register has given out; the third digit is never below 2.
BEGINNINGS = {
    "municipality": "212099",
    "municipal_federation": "222099",
    "region": "232199",
    "state": "202199",
    "university": "202198",
    "institute": "559998",
    "company": "559999",
    "association": "802999",
    "foundation": "802998",
}


@dataclass(frozen=True)
class Organisation:
    """An invented organisation."""

    key: str
    name: str
    sector: str
    number: str
    country: str
    county: str
    municipality: str
    workplace: str


def read(name: str) -> Any:
    """Read a file of texts."""
    return yaml.safe_load((TEXTS / f"{name}.yaml").read_text(encoding="utf-8"))


@cache
def organisations() -> dict[str, Organisation]:
    """Every organisation of the demonstration by its key."""
    return {
        key: _organisation(key, place, row) for place, (key, row) in enumerate(read("organisations").items())
    }


def _organisation(key: str, place: int, row: dict[str, str]) -> Organisation:
    swedish = row.get("country", "SE") == "SE"
    nine = f"{BEGINNINGS[row['sector']]}{place + 101:03d}"
    return Organisation(
        key=key,
        name=row["name"],
        sector=row["sector"],
        number=f"{nine}{luhn.calc_check_digit(nine)}" if swedish else "",
        country=row.get("country", "SE"),
        county=row.get("county", ""),
        municipality=row.get("municipality", ""),
        workplace=row.get("workplace", ""),
    )
