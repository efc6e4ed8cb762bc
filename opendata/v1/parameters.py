"""The parameters of API v1: one table that reads them, refuses them and documents them.

A parameter that isn't known is refused: a misspelt facet would else silently answer another question.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opendata.problems import BadParameters
from registry.goals import GOALS as UN_GOALS
from registry.models import ProjectStatus
from registry.models.choices import SectorChoice
from registry.openings import OpeningState
from rulebook.identifiers import read_case_number, read_organisation_number
from rulebook.window import STOCKHOLM
from search.amounts import read_range
from search.question import UNKNOWN

MOST_VALUES = 50
LONGEST_SHOWN = 40
ALWAYS = frozenset({"page", "page_size", "format"})


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A parameter: what it means, how one value is read, and which values there are if they are few.

    `read` returns the value as it is searched for, or raises ValueError with a sentence.
    """

    name: str
    description: str | Promise
    read: Callable[[str], str]
    many: bool = True
    enum: tuple[str, ...] = ()
    example: str = ""


@dataclass(frozen=True)
class Wanted:
    """What was asked for: facet → values, the search text, and since when."""

    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    text: str = ""
    since: datetime | None = None


def read_parameters(query: QueryDict, known: Sequence[Parameter]) -> Wanted:
    """Read a query string by a list's table. Raises BadParameters that names every fault at once."""
    by_name = {parameter.name: parameter for parameter in known}
    faults: dict[str, str] = {}
    facets: dict[str, frozenset[str]] = {}
    for name in query:
        if name in ALWAYS:
            continue
        if name not in by_name:
            faults[shown(name)] = _unknown_name(known)
            continue
        try:
            facets[name] = _values(query.getlist(name), by_name[name])
        except ValueError as fault:
            faults[name] = str(fault)
    if query.get("format", "json") != "json":
        faults["format"] = _("Answers are always JSON.")
    text = next(iter(facets.pop("q", ())), "")
    since = next(iter(facets.pop("updated_since", ())), "")
    if text and since:
        faults["updated_since"] = _("Can't be combined with q: withdrawn records are not searched.")
    if faults:
        raise BadParameters(faults)
    chosen = {name: values for name, values in facets.items() if values}
    return Wanted(chosen, text, datetime.fromisoformat(since) if since else None)


def _values(texts: list[str], parameter: Parameter) -> frozenset[str]:
    if len(texts) > MOST_VALUES:
        raise ValueError(_("At most %(most)d values can be given.") % {"most": MOST_VALUES})
    given = [text for text in texts if text.strip()]
    if not parameter.many and len(given) > 1:
        raise ValueError(_("Can be given only once."))
    return frozenset(parameter.read(text.strip()) for text in given)


def _unknown_name(known: Sequence[Parameter]) -> str:
    names = ", ".join([*(parameter.name for parameter in known), "page", "page_size"])
    return _("There is no such parameter here. There are: %(names)s.") % {"names": names}


def shown(value: str) -> str:
    """Cut what somebody sent to a length and to characters that can be shown."""
    printable = "".join(letter if letter.isprintable() else "?" for letter in value[: LONGEST_SHOWN + 1])
    return printable if len(printable) <= LONGEST_SHOWN else f"{printable[:LONGEST_SHOWN]}…"


def _one_of(choices: Sequence[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(
                _("%(value)s is not one of %(choices)s.")
                % {"value": shown(text), "choices": ", ".join(choices)}
            )
        return text

    return read


def _digits(pattern: str, refusal: str | Promise) -> Callable[[str], str]:
    """Read a value of fixed digits, or "unknown"; `refusal` takes the value."""

    def read(text: str) -> str:
        if text == UNKNOWN or re.fullmatch(pattern, text, re.ASCII):
            return text
        raise ValueError(str(refusal) % {"value": shown(text)})

    return read


_year = _digits("(19|20)[0-9]{2}", gettext_lazy("%(value)s is not a year (YYYY) or unknown."))
_county = _digits("[0-9]{2}", gettext_lazy("%(value)s is not a county code of two digits, or unknown."))
_municipality = _digits(
    "[0-9]{4}", gettext_lazy("%(value)s is not a municipality code of four digits, or unknown.")
)


def _case_number(text: str) -> str:
    number = read_case_number(text)
    if text == UNKNOWN or number is not None:
        return text if number is None else str(number)
    raise ValueError(_("%(value)s is not a case number (YYYY-NNNNN) or unknown.") % {"value": shown(text)})


def _slug(text: str) -> str:
    if re.fullmatch("[A-Za-z0-9_-]{1,60}", text, re.ASCII):
        return text
    raise ValueError(_("%(value)s is not a funder's short name, such as vinnova.") % {"value": shown(text)})


def _amount(text: str) -> str:
    if text == UNKNOWN or read_range(text) is not None:
        return text
    raise ValueError(
        _("%(value)s is not a range in kronor such as 500000-999999, or unknown.") % {"value": shown(text)}
    )


def _organisation(text: str) -> str:
    read = read_organisation_number(text)
    if read.number is not None:
        return read.number
    raise ValueError(
        _("This is not an organisation number (NNNNNN-NNNN).")
    )  # never echoed: may be a person's


def _moment(text: str) -> str:
    text = re.sub(r" (\d\d:?\d\d)$", r"+\1", text)  # a "+" in an address arrives as a space
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            moment = datetime.combine(date.fromisoformat(text), time(), STOCKHOLM)
        else:
            moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    except (ValueError, OverflowError) as fault:
        raise ValueError(
            _("%(value)s is not a moment such as 2026-03-01T12:00:00Z, or a day.") % {"value": shown(text)}
        ) from fault


def _text(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text[:2000]).split())[:1000]


def q(description: str | Promise) -> Parameter:
    """The search text of a list."""
    return Parameter(name="q", description=description, read=_text, many=False, example="belysning")


SECTORS = (*SectorChoice.values, UNKNOWN)
STATUSES = (*ProjectStatus.values, UNKNOWN)
OPENINGS = tuple(state.value for state in OpeningState)

SEARCH = q(
    gettext_lazy(
        "Words to search for, in Swedish or English, best match first. A case number finds its record. "
        "At most 1,000 characters are read."
    )
)
NAME_SEARCH = q(gettext_lazy("A part of the name or title, or a case number."))
UPDATED_SINCE = Parameter(
    name="updated_since",
    description=gettext_lazy(
        "Only what has changed since this moment (that moment included), the earliest change first. "
        "Withdrawn records come as tombstones: delete your copies. "
        "A moment without a zone is UTC, a day starts in Sweden."
    ),
    read=_moment,
    many=False,
    example="2026-03-01T12:00:00Z",
)
FUNDER = Parameter(
    name="funder", description=gettext_lazy("The funder's short name."), read=_slug, example="vinnova"
)
YEAR = Parameter(
    name="year",
    description=gettext_lazy("Year of the decision, else of the start; or unknown."),
    read=_year,
    example="2024",
)
SECTOR = Parameter(
    name="sector",
    description=gettext_lazy("Sector of any party. Unknown: no party's sector is known."),
    read=_one_of(SECTORS),
    enum=SECTORS,
)
STATUS = Parameter(
    name="status",
    description=gettext_lazy("Where the project is in time."),
    read=_one_of(STATUSES),
    enum=STATUSES,
)
OPENING = Parameter(
    name="status",
    description=gettext_lazy("Upcoming, open or closed now."),
    read=_one_of(OPENINGS),
    enum=OPENINGS,
)
PROGRAMME = Parameter(
    name="programme",
    description=gettext_lazy("Case number of the programme, or unknown."),
    read=_case_number,
    example="2025-00001",
)
CALL = Parameter(
    name="call",
    description=gettext_lazy("Case number of the call, or unknown."),
    read=_case_number,
    example="2025-00002",
)
COUNTY = Parameter(
    name="county",
    description=gettext_lazy("County code of any party (01 is Stockholm), or unknown."),
    read=_county,
    example="01",
)
MUNICIPALITY = Parameter(
    name="municipality",
    description=gettext_lazy("Municipality code of any party (0180 is Stockholm), or unknown."),
    read=_municipality,
    example="0180",
)
AMOUNT = Parameter(
    name="amount",
    description=gettext_lazy(
        "Grant in kronor, from and to, both included; the end may be left out. Or unknown."
    ),
    read=_amount,
    example="500000-999999",
)
GOALS = (*(str(goal) for goal in UN_GOALS), UNKNOWN)
GOAL = Parameter(
    name="goal",
    description=gettext_lazy("Number of a sustainability goal, or unknown."),
    read=_one_of(GOALS),
    enum=GOALS,
)
ORGANISATION = Parameter(
    name="organisation",
    description=gettext_lazy("Organisation number of any party, with or without hyphen."),
    read=_organisation,
    example="202100-5216",
)
HAS_OUTCOME = Parameter(
    name="has_outcome",
    description=gettext_lazy("Whether the project's outcome is published."),
    read=_one_of(("yes", "no")),
    enum=("yes", "no"),
)
