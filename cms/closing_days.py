"""Closing days that an editor should think twice about: weekends and public holidays."""

from typing import TYPE_CHECKING

from holidays import country_holidays

from cms.blocks.moments import moment_of
from rulebook.window import closing_on_holiday, swedish_day
from wording.speak import sentence

if TYPE_CHECKING:
    from cms.models import CallPage


def closing_notes(page: "CallPage") -> list[str]:
    """Return a sentence for every round that closes on a Saturday, a Sunday or a public holiday."""
    moments = [moment_of(child.value["closes"]) for child in page.rounds]
    notes = []
    for closes_at in moments:
        if closes_at is None:
            continue
        year = swedish_day(closes_at).year
        days = frozenset(country_holidays("SE", years=year, categories=("public", "de_facto")))
        note = closing_on_holiday(closes_at, days)
        if note:
            notes.append(sentence(note))
    return notes
