"""Ranges of sums: the bands that a facet offers, and any other range that a person writes. Whole kronor."""

import re

from django.utils.translation import gettext

from wording.speak import number

# Where each band begins; the last has no end.
BAND_STARTS = (0, 100_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 50_000_000)
MOST = 10**12 - 1
_RANGE = re.compile(r"(\d{0,12})-(\d{0,12})", re.ASCII)


def _bands() -> tuple[str, ...]:
    ends = [f"{start - 1}" for start in BAND_STARTS[1:]] + [""]
    return tuple(f"{start}-{end}" for start, end in zip(BAND_STARTS, ends, strict=True))


BANDS = _bands()


def band_of(amount: int | None) -> str | None:
    """Return the band that holds a sum, or None for an unknown one."""
    if amount is None:
        return None
    return next(
        band for start, band in zip(reversed(BAND_STARTS), reversed(BANDS), strict=True) if amount >= start
    )


def read_range(value: str) -> tuple[int, int] | None:
    """Read "FROM-TO", both included; an end may be empty, but not both. None for anything else."""
    found = _RANGE.fullmatch(value)
    if not found or value == "-":
        return None
    least, most = int(found[1] or 0), int(found[2] or MOST)
    return (least, most) if least <= most else (most, least)


def written_range(least: str, most: str) -> str:
    """Write what a person typed in two fields as a range; empty when neither holds a number.

    Spaces, kr and the signs between thousands may stand in the numbers.
    """
    ends = [re.sub(r"[\s.,_]|kr$|sek$", "", text.strip().lower())[:12] for text in (least, most)]
    digits = [end if end.isascii() and end.isdigit() else "" for end in ends]
    read = read_range("-".join(digits))
    if read is None:
        return ""
    return f"{read[0]}-{read[1] if read[1] < MOST else ''}"


def range_label(value: str) -> str:
    """Return a range in words: "100 000–499 999 kr", "at least 50 000 000 kr"."""
    read = read_range(value)
    if read is None:
        return value
    least, most = read
    if most >= MOST:
        return gettext("at least %(sum)s kr") % {"sum": number(least)}
    if least == 0:
        return gettext("at most %(sum)s kr") % {"sum": number(most)}
    return f"{number(least)}–{number(most)} kr"
