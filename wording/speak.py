"""Amounts, dates and the rulebook's sentences as words, in the language that is active."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import formats, timezone
from django.utils.translation import get_language, gettext

from rulebook.verdict import Bilingual, Kronor, Sentence, Term, type_of_parameter
from rulebook.window import STOCKHOLM

NARROW_SPACE = "\u202f"
NO_BREAK = "\u00a0"


def number(value: int) -> str:
    """Write a whole number with narrow no-break spaces: 1 250 000."""
    return f"{value:,}".replace(",", NARROW_SPACE).replace("-", "−")


def decimal(value: Decimal) -> str:
    """Write a number with its decimals as the language does: 1 250,5 in Swedish, 1,250.5 in English."""
    text = f"{value:,f}"
    if speaks_swedish():
        return text.replace(",", NARROW_SPACE).replace(".", ",").replace("-", "−")
    return text.replace("-", "−")


def kronor(amount: int) -> str:
    """Write whole kronor with the unit of the language: 1 250 000 kr, SEK 1,250,000."""
    if speaks_swedish():
        return f"{number(amount)}{NO_BREAK}kr"
    return f"SEK{NO_BREAK}{amount:,}"


def day(value: date | datetime) -> str:
    """Write a day as 22 november 2026, or 22 November 2026."""
    local = timezone.localtime(value, STOCKHOLM) if isinstance(value, datetime) else value
    return formats.date_format(local, "j F Y")


def weekday_and_day(value: date | datetime) -> str:
    """Write a day that binds, with its weekday: torsdag 26 november 2026."""
    local = timezone.localtime(value, STOCKHOLM) if isinstance(value, datetime) else value
    return f"{formats.date_format(local, 'l')} {day(local)}"


def clock(moment: datetime) -> str:
    """Write the time of day in Sweden: kl. 14.00, or 14:00."""
    local = timezone.localtime(moment, STOCKHOLM)
    return f"kl.{NO_BREAK}{local:%H.%M}" if speaks_swedish() else f"{local:%H:%M}"


def moment(value: datetime) -> str:
    """Write a moment that binds: torsdag 26 november 2026 kl. 14.00 (svensk tid)."""
    return gettext("%(day)s %(time)s (Swedish time)") % {"day": weekday_and_day(value), "time": clock(value)}


def month_and_year(value: date) -> str:
    """Write a month: december 2015."""
    return formats.date_format(value, "F Y")


def sentence(spoken: Sentence) -> str:
    """Say a sentence of the rulebook in the active language."""
    words = {name: parameter(value) for name, value in spoken.parameters}
    return gettext(spoken.msgid).format(**words)


def parameter(value: type_of_parameter) -> str:
    """Write what goes into a sentence's hole in the active language."""
    match value:
        case Kronor(amount):
            return kronor(amount)
        case Term(msgid):
            return gettext(msgid) if msgid else ""
        case Bilingual(sv, en):
            return sv if speaks_swedish() or not en else en
        case date():
            return day(value)
        case tuple():
            return listed([parameter(item) for item in value])
        case _:
            return str(value)


def listed(items: list[str]) -> str:
    """Join words as people do: a, b och c."""
    if len(items) < 2:
        return "".join(items)
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(items[:-1]), "last": items[-1]}


def in_language(swedish: str, english: str) -> str:
    """Choose between two texts of a record: the reader's language, or the one that exists."""
    return (swedish or english) if speaks_swedish() else (english or swedish)


def speaks_swedish() -> bool:
    """Whether the active language is Swedish."""
    return (get_language() or "sv").startswith("sv")
