"""Filters that every template has: amounts, dates, sentences and a record's text in the reader's language."""

from datetime import date, datetime
from typing import Any

from django import template

from rulebook.identifiers import format_organisation_number
from rulebook.verdict import Sentence
from wording import speak

register = template.Library()


@register.filter
def kronor(amount: int | None) -> str:
    """{{ amount|kronor }}: 1 250 000 kr; nothing for no amount."""
    return "" if amount is None else speak.kronor(int(amount))


@register.filter
def number(value: int | None) -> str:
    """{{ count|number }}: 1 250 000; nothing for no number."""
    return "" if value is None else speak.number(int(value))


@register.filter
def day(value: date | datetime | None) -> str:
    """{{ date|day }}: 22 november 2026."""
    return "" if value is None else speak.day(value)


@register.filter
def binding_day(value: date | datetime | None) -> str:
    """{{ date|binding_day }}: torsdag 26 november 2026."""
    return "" if value is None else speak.weekday_and_day(value)


@register.filter
def moment(value: datetime | None) -> str:
    """{{ closes_at|moment }}: torsdag 26 november 2026 kl. 14.00 (svensk tid)."""
    return "" if value is None else speak.moment(value)


@register.filter
def clock(value: datetime | None) -> str:
    """{{ saved_at|clock }}: kl. 14.03."""
    return "" if value is None else speak.clock(value)


@register.filter
def month(value: date | None) -> str:
    """{{ date|month }}: december 2015."""
    return "" if value is None else speak.month_and_year(value)


@register.filter
def sentence(value: Sentence) -> str:
    """{{ finding.sentence|sentence }}: the rulebook's sentence in the reader's language."""
    return speak.sentence(value)


@register.filter
def text(record: Any, name: str) -> str:
    """{{ project|text:"title" }}: `title_sv` or `title_en`, whichever the reader speaks and exists."""
    if isinstance(record, dict):
        return speak.in_language(record.get(f"{name}_sv", ""), record.get(f"{name}_en", ""))
    return speak.in_language(getattr(record, f"{name}_sv", ""), getattr(record, f"{name}_en", ""))


@register.filter
def text_language(record: Any, name: str) -> str:
    """{{ project|text_language:"title" }}: the language of what `text` gives, for the `lang` attribute."""
    swedish = getattr(record, f"{name}_sv", "") if not isinstance(record, dict) else record.get(f"{name}_sv")
    english = getattr(record, f"{name}_en", "") if not isinstance(record, dict) else record.get(f"{name}_en")
    if speak.speaks_swedish():
        return "sv" if swedish or not english else "en"
    return "en" if english or not swedish else "sv"


@register.filter
def organisation_number(value: str) -> str:
    """{{ number|organisation_number }}: 212000-0142."""
    return format_organisation_number(value) if value else ""
