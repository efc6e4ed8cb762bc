"""What writing and reading a spreadsheet share: the marks in its hidden column, where things stand, names."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

HIDDEN_SHEET = "_utlysa"
MARK = "utlysa-budget"
FORM_OF_FILE = 1
# Column A, hidden, names what each row holds; the rows of costs and funding are named after their kind.
PARTY, HOURS, PERSON, HOURS_END, YEARS = "party", "hours", "person", "hours_end", "years"
# Columns, counted from zero: the marks, words, kronor an hour, then a column a year, then the sum.
WORDS, RATE, FIRST_YEAR = 1, 2, 3
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31


def sheet_names(parties: Iterable[str]) -> list[str]:
    """Name a sheet for each party: what Excel allows, at most 31 signs, no two alike in any case."""
    taken = {HIDDEN_SHEET.casefold(), summary_name().casefold(), "history"}
    names = []
    for party in parties:
        plain = " ".join(_FORBIDDEN.sub(" ", party).split()).strip("' ") or _("Party")
        name, number = plain[:_LONGEST_NAME].rstrip("' "), 1
        while name.casefold() in taken:
            number += 1
            ending = f" {number}"
            name = plain[: _LONGEST_NAME - len(ending)].rstrip("' ") + ending
        taken.add(name.casefold())
        names.append(name)
    return names


def summary_name() -> str:
    """Name the first sheet."""
    return str(_("Summary"))
