"""The older open-data form `projekt`: one record into facts for the registry, with remarks on its dirt.

Money is whole kronor, times are Swedish local time. Keys that begin with `_` are optional extras that tell
the coordinator's number and kind.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from opendata.importers import cleaning
from opendata.importers.reading import Record
from opendata.importers.remarks import Remark
from registry.facts import LinkFacts, PartyFacts, ProjectFacts
from registry.models import ProjectStatus
from registry.publish.project import status_on
from rulebook.facts import SectorClass
from rulebook.identifiers import read_case_number, read_organisation_number, without_personal_numbers
from rulebook.window import swedish_day

SOURCE = "vinnova"
REQUIRED = (
    "Diarienummer",
    "Ärenderubrik",
    "MalSvenska",
    "ResultatSvenska",
    "ImplementationSvenska",
    "BeviljatBidrag",
    "ProjektStart",
    "ProjektSlut",
    "KoordinatorOrg",
)
TEXTS = {
    "title_sv": "Ärenderubrik",
    "title_en": "ÄrenderubrikEngelska",
    "summary_sv": "Projektreferat",
    "purpose_sv": "MalSvenska",
    "purpose_en": "MalEngelska",
    "effects_sv": "ResultatSvenska",
    "effects_en": "ResultatEngelska",
    "plan_sv": "ImplementationSvenska",
    "plan_en": "ImplementationEngelska",
}
SECTORS = {
    "Universitet": SectorClass.ACADEMIA,
    "Högskola": SectorClass.ACADEMIA,
    "Företag": SectorClass.BUSINESS,
    "Stat, regioner, kommuner, församlingar": SectorClass.PUBLIC,
    "Ideella föreningar och stiftelser": SectorClass.CIVIL_SOCIETY,
}
STATUSES = {
    "ej påbörjad": ProjectStatus.NOT_STARTED,
    "ej påbörjat": ProjectStatus.NOT_STARTED,
    "planerad": ProjectStatus.NOT_STARTED,
    "planerat": ProjectStatus.NOT_STARTED,
    "pågående": ProjectStatus.RUNNING,
    "pågår": ProjectStatus.RUNNING,
    "avslutad": ProjectStatus.ENDED,
    "avslutat": ProjectStatus.ENDED,
    "avbruten": ProjectStatus.CANCELLED,
    "avbrutet": ProjectStatus.CANCELLED,
}
LONGEST_TITLE = 255
LONGEST_URL = 1000
HIGHEST_AMOUNT = 10**12
MACHINE_TRANSLATED = "maskinöversatt"
_ABSENT = frozenset({1, 1900})  # the register has sent 1900-01-01 for "no date"; 0001 is another such
_YEARS = range(1950, 2101)
_is_url = URLValidator(schemes=["http", "https"])


@dataclass
class Reading:
    """One record while it is read: its place, its remarks, and the facts unless it was refused."""

    place: str
    remarks: list[Remark] = field(default_factory=list)
    facts: ProjectFacts | None = None

    def note(self, code: str, key: str = "") -> None:
        """Remark on the record or on one of its keys; a reason is told once for each key."""
        remark = Remark(code, self.place, key)
        if remark not in self.remarks:
            self.remarks.append(remark)

    def refuse(self, code: str, key: str = "") -> None:
        """Take nothing of the record, and say why."""
        self.note(code, key)
        self.facts = None


def read_project(record: Record, position: int, *, funder_slug: str, today: date) -> Reading:
    """Read one record (the `position`th of its file, from 1) into facts, which are None if it was refused."""
    number, problem, suffixed = _case_number(record["Diarienummer"], funder_slug)
    reading = Reading(f"#{position} {number}" if number else f"#{position}")
    if problem:
        reading.refuse(problem, "Diarienummer")
        return reading
    if suffixed:
        reading.note("number_suffix", "Diarienummer")
    texts = {name: _text(reading, record, key) for name, key in TEXTS.items()}
    _remark_on_language(reading, texts)
    if not texts["title_sv"] and texts["title_en"]:
        texts["title_sv"] = texts["title_en"]
        reading.note("title_from_english", "Ärenderubrik")
    if not texts["title_sv"]:
        reading.refuse("record_title", "Ärenderubrik")
        return reading
    for name in ("title_sv", "title_en"):
        texts[name] = _one_line(reading, texts[name], TEXTS[name])
    starts, ends = _dates(reading, record)
    reading.facts = ProjectFacts(
        funder_slug=funder_slug,
        diarienummer=number,
        call_diarienummer=_other_number(record.get("DiarienummerUtlysning")),
        programme_diarienummer=_other_number(record.get("DiarienummerProgram")),
        texts=texts,
        parties=_coordinator(reading, record),
        links=_links(reading, record.get("LankLista")),
        amount_awarded=_amount(reading, record["BeviljatBidrag"]),
        starts=starts,
        ends=ends,
        status=_status(reading, record.get("Status"), lambda: status_on(today, starts, ends)),
        source=SOURCE,
    )
    return reading


def _case_number(value: Any, funder_slug: str) -> tuple[str, str, bool]:
    """Return the number, the code of what is wrong with it, and whether a funder's name hung on it."""
    text, _mark, suffix = str(value or "").strip().partition("_")
    read = read_case_number(text) if isinstance(value, str) else None
    if read is None:
        return "", "record_number", False
    if suffix and suffix.casefold() != funder_slug.casefold():
        return str(read), "record_other_funder", True
    return str(read), "", bool(suffix)


def _other_number(value: Any) -> str:
    read = read_case_number(value) if isinstance(value, str) else None
    return str(read) if read else ""


def _text(reading: Reading, record: Record, key: str) -> str:
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        reading.note("text_unusable", key)
        return ""
    steps: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("characters", cleaning.storable),
        ("html", cleaning.without_markup),
        ("apostrophe", lambda text: text.replace("´", "'")),
        ("personal_in_text", without_personal_numbers),
    )
    text = value
    for code, mend in steps:
        mended = mend(text)
        if mended != text:
            reading.note(code, key)
        text = mended
    text = cleaning.tidy(cleaning.storable(text))
    if text and cleaning.is_placeholder(text):
        reading.note("placeholder", key)
        return ""
    return text


def _one_line(reading: Reading, text: str, key: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    if cleaning.is_shouting(text):
        reading.note("upper_case", key)
    if len(text) <= LONGEST_TITLE:
        return text
    reading.note("too_long", key)
    return f"{text[: LONGEST_TITLE - 1].rsplit(' ', 1)[0]}…"


def _remark_on_language(reading: Reading, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        if name.endswith("_sv") and cleaning.looks_english(text):
            reading.note("english_in_swedish", TEXTS[name])
        if MACHINE_TRANSLATED in text[:80]:
            reading.note("machine_translated", TEXTS[name])


def _dates(reading: Reading, record: Record) -> tuple[date | None, date | None]:
    starts, ends = _date(reading, record, "ProjektStart"), _date(reading, record, "ProjektSlut")
    if starts and ends and ends < starts:
        reading.note("dates_reversed", "ProjektSlut")
        return None, None
    return starts, ends


def _date(reading: Reading, record: Record, key: str) -> date | None:
    value = record[key]
    if value is None or value == "":
        reading.note("date_missing", key)
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
        day = swedish_day(moment) if moment.tzinfo else moment.date()
    except (ValueError, TypeError, AttributeError, OverflowError):
        reading.note("date_unreadable", key)
        return None
    if day.year in _ABSENT:
        reading.note("date_missing", key)
        return None
    if day.year not in _YEARS:
        reading.note("date_unreadable", key)
        return None
    return day


def _amount(reading: Reading, value: Any) -> int | None:
    if value is None or value == "":
        reading.note("amount_missing", "BeviljatBidrag")
        return None
    if isinstance(value, str) and re.fullmatch(r"[0-9][0-9 \u00a0\u202f]{0,20}", value.strip()):
        value = int(re.sub(r"\D", "", value))
        reading.note("amount_form", "BeviljatBidrag")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= HIGHEST_AMOUNT:
        reading.note("amount_unusable", "BeviljatBidrag")
        return None
    return value


def _coordinator(reading: Reading, record: Record) -> tuple[PartyFacts, ...]:
    name = _one_line(reading, _text(reading, record, "KoordinatorOrg"), "KoordinatorOrg")
    if not name:
        reading.note("coordinator_missing", "KoordinatorOrg")
        return ()
    kind = record.get("_koordinatorTyp")
    sector = SECTORS.get(kind) if isinstance(kind, str) else None
    if sector is None:
        reading.note("sector_unknown", "_koordinatorTyp")
    workplace = _one_line(reading, _text(reading, record, "KoordinatorArb"), "KoordinatorArb")
    number = _organisation_number(reading, record.get("_koordinatorOrgnr"))
    party = PartyFacts(number=number, name=name, workplace=workplace, sector=sector, is_coordinator=True)
    return (party,)


def _organisation_number(reading: Reading, value: Any) -> str:
    if value is None or value == "":
        return ""
    read = read_organisation_number(str(value))
    if read.number is None:
        reading.note("number_personal" if read.personal else "number_wrong", "_koordinatorOrgnr")
    return read.number or ""


def _links(reading: Reading, value: Any) -> tuple[LinkFacts, ...]:
    links: list[LinkFacts] = []
    for item in value if isinstance(value, list) else []:
        record = item if isinstance(item, dict) else {}
        url = record.get("URL")
        if url is None or url == "":
            continue  # the register sends one link of empty texts when there is none
        try:
            _is_url(url)
        except ValidationError:
            reading.note("link_unusable", "LankLista")
            continue
        if len(url) > LONGEST_URL:
            reading.note("link_unusable", "LankLista")
            continue
        title = _one_line(reading, _text(reading, record, "Beskrivning"), "Beskrivning")
        links.append(LinkFacts(url=url, title=title))
    return tuple(links)


def _status(reading: Reading, value: Any, by_dates: Callable[[], str]) -> str:
    if not isinstance(value, str) or not value.strip():
        return by_dates()
    known = STATUSES.get(value.strip().casefold())
    if known is None:
        reading.note("status_unknown", "Status")
        return by_dates()
    if known in (ProjectStatus.ENDED, ProjectStatus.CANCELLED):
        return known.value
    return by_dates() or known.value  # "running" in an old file says less than the dates do
