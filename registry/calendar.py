"""A call's dates as a calendar file (RFC 5545): moments in UTC, days as days, one lasting name for each."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext
from icalendar import Calendar, Event

from registry.dates import IN_CALENDAR, CallDate
from registry.models import Call
from wording.speak import in_language

MEDIA_TYPE = "text/calendar; charset=utf-8"
_ASK_AGAIN = timedelta(hours=12)


def calendar_of(call: Call, dates: list[CallDate], *, language: str) -> bytes:
    """Write the calendar file of a call. Cancelled dates are in it, so that calendars take them away."""
    title = in_language(call.title_sv, call.title_en)
    calendar = Calendar()
    calendar.add("prodid", f"-//Utlysa//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", _ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for one in dates:
        if one.kind in IN_CALENDAR:
            calendar.add_component(_event(call, title, one))
    return bytes(calendar.to_ical())


def _event(call: Call, title: str, one: CallDate) -> Event:
    event = Event()
    address = settings.PUBLIC_URL + call.get_absolute_url()
    event.add(
        "uid", f"{one.name}-{call.diarienummer}@{call.funder.slug}.{urlsplit(settings.PUBLIC_URL).hostname}"
    )
    # Both only ever grow, so a changed date always has a higher number than the one it replaces.
    event.add("sequence", call.version + (one.round.version if one.round else 0))
    event.add("dtstamp", _written_at(call, one).astimezone(UTC))
    event.add("summary", gettext("%(what)s: %(call)s") % {"what": one.words, "call": title})
    if one.moment is not None:
        event.add("dtstart", one.moment.astimezone(UTC))
    else:
        event.add("dtstart", one.day)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    event.add("description", address)
    event.add("url", address)
    return event


def _written_at(call: Call, one: CallDate) -> datetime:
    return max(call.updated_at, one.round.updated_at) if one.round else call.updated_at
