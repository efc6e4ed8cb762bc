"""`{% load calls %}`: what the page of a call says about time left, files and changes."""

from collections.abc import Iterable
from datetime import timedelta

from django import template
from django.core.files import File
from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_noop, ngettext

from wording.speak import NO_BREAK, listed

register = template.Library()
_HOUR = timedelta(hours=1)
_IN_DAYS = 2 * timedelta(days=1)
_CHANGED = {
    "opens_at": gettext_noop("the opening"),
    "closes_at": gettext_noop("the closing"),
    "earliest_start": gettext_noop("when a project may start"),
    "latest_start": gettext_noop("when a project may start"),
    "latest_end": gettext_noop("when a project must have ended"),
    "received_on_submission": gettext_noop("when an application counts as received"),
    "rules": gettext_noop("the rules"),
    "form": gettext_noop("the application form"),
    "criteria": gettext_noop("the criteria"),
    "rounds": gettext_noop("the rounds"),
}


@register.filter
def time_left(left: timedelta) -> str:
    """{{ opening.left|time_left }}: 3 days, 41 hours, 12 minutes; never more than there is."""
    if left >= _IN_DAYS:
        return ngettext("%(count)s day", "%(count)s days", left.days) % {"count": left.days}
    if left >= _HOUR:
        hours = left // _HOUR
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    minutes = max(left // timedelta(minutes=1), 1)
    return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}


@register.filter
def file_size(file: File[bytes]) -> str:
    """{{ document.file|file_size }}: 245 kB, 1,2 MB; nothing for a file that is not there."""
    try:
        size = file.size
    except OSError:
        return ""
    if size < 1_000_000:
        return f"{max(1, round(size / 1_000))}{NO_BREAK}kB"
    return f"{number_format(size / 1_000_000, decimal_pos=1)}{NO_BREAK}MB"


@register.filter
def changes(names: Iterable[str]) -> str:
    """{{ amendment.changed|changes }}: the closing and the rules."""
    return listed(list(dict.fromkeys(gettext(_CHANGED[name]) for name in names if name in _CHANGED)))
