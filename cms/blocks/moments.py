"""A moment as an editor writes it: a day and a time of day in Sweden."""

from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from rulebook.window import WallTime, read_wall_time


class MomentBlock(blocks.StructBlock):
    """A day and a time of day in Sweden, whatever time zone the editor's profile says."""

    day = blocks.DateBlock(label=gettext_lazy("Day"))
    clock = blocks.TimeBlock(label=gettext_lazy("Time in Sweden"), default=time(14, 0))

    class Meta:
        form_classname = "struct-block cms-moment"

    def clean(self, value: Any) -> Any:
        """Refuse a time of day that the clocks skip or pass twice on that day."""
        cleaned = super().clean(value)
        wrong = _what_clocks_do(cleaned)
        if wrong:
            raise blocks.StructBlockValidationError(block_errors={"clock": ValidationError(wrong)})
        return cleaned


def moment_of(value: Any) -> datetime | None:
    """Return the moment (aware UTC) that a MomentBlock's value says; None while day or time is missing."""
    day, clock = _parts(value)
    if day is None or clock is None:
        return None
    return read_wall_time(day, clock).kindest


def _what_clocks_do(value: Any) -> str:
    day, clock = _parts(value)
    if day is None or clock is None:
        return ""
    match read_wall_time(day, clock).occurs:
        case WallTime.NEVER:
            return _("This time does not exist: the clocks go forward that night. Choose another time.")
        case WallTime.TWICE:
            return _("This time occurs twice: the clocks go back that night. Choose another time.")
        case WallTime.ONCE:
            return ""


def _parts(value: Any) -> tuple[date | None, time | None]:
    return (value.get("day"), value.get("clock")) if value else (None, None)
