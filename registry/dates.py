"""The dates of a call in one list: what the table on its page and its calendar file both say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext, gettext_noop

from registry.models import Call, Round
from rulebook.window import swedish_day
from wording.speak import in_language

_MOMENTS = (("opens_at", gettext_noop("Opens")), ("closes_at", gettext_noop("Closes")))
_DAYS = (
    ("decision_expected", gettext_noop("Decision expected")),
    ("earliest_start", gettext_noop("Earliest start of a project")),
    ("latest_start", gettext_noop("Latest start of a project")),
    ("latest_end", gettext_noop("Latest end of a project")),
)
# The days that somebody plans by; the others are limits for the project.
IN_CALENDAR = frozenset({"opens_at", "closes_at", "decision_expected", "other"})


@dataclass(frozen=True)
class CallDate:
    """A day or a moment (UTC) of a call. `name` stays the same in every language and through every change."""

    name: str
    kind: str
    words: str
    language: str
    day: date
    moment: datetime | None = None
    round: Round | None = None
    is_cancelled: bool = False

    def has_passed(self, now: datetime) -> bool:
        """Whether it is over at a moment."""
        return self.moment < now if self.moment else self.day < swedish_day(now)


def dates_of(call: Call, rounds: Iterable[Round], *, language: str) -> list[CallDate]:
    """Gather every date of a call and these rounds, in the order of the calendar, in the active language."""
    found = [one for round_ in rounds for one in _of_round(round_, language)]
    found += [one for place, row in enumerate(call.dates) if (one := _own(place, row)) is not None]
    return sorted(found, key=lambda one: (one.day, one.moment is None, one.moment, one.name))


def _of_round(round_: Round, language: str) -> Iterable[CallDate]:
    gone = round_.withdrawn_at is not None
    for kind, words in _MOMENTS:
        moment: datetime = getattr(round_, kind)
        name = f"{kind}-{round_.diarienummer}"
        yield CallDate(
            name, kind, gettext(words), language, swedish_day(moment), moment, round_, is_cancelled=gone
        )
    for kind, words in _DAYS:
        day: date | None = getattr(round_, kind)
        if day is not None:
            name = f"{kind}-{round_.diarienummer}"
            yield CallDate(name, kind, gettext(words), language, day, None, round_, is_cancelled=gone)


def _own(place: int, row: dict[str, str]) -> CallDate | None:
    """Read a date that an editor wrote; one that is no date stands on the page only."""
    swedish, english = str(row.get("text_sv") or ""), str(row.get("text_en") or "")
    words = in_language(swedish, english)
    try:
        day = date.fromisoformat(str(row.get("date", "")))
    except ValueError:
        return None
    return CallDate(f"day-{place + 1}", "other", words, "sv" if words == swedish else "en", day)
