"""What an import did, kept and refused: reasons, counts and a few examples of each."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """What became of what the remark is about."""

    MENDED = "mended"  # normalised, then taken
    NOTICED = "noticed"  # taken as it stands
    REFUSED_VALUE = "refused_value"  # the record was taken without this value
    REFUSED_RECORD = "refused_record"  # nothing of the record was taken


REASONS: dict[str, tuple[Kind, Promise]] = {
    "html": (Kind.MENDED, _("HTML in the text was made into plain text")),
    "apostrophe": (Kind.MENDED, _("An acute accent that stood for an apostrophe was made an apostrophe")),
    "characters": (Kind.MENDED, _("Characters that can't be kept were left out")),
    "placeholder": (Kind.MENDED, _("A text that only filled the field (x, -, na) was taken as no text")),
    "too_long": (Kind.MENDED, _("A text that was too long for its field was shortened")),
    "amount_form": (Kind.MENDED, _("An amount written as text was made a number")),
    "number_suffix": (Kind.MENDED, _("The funder's name was taken off the case number")),
    "title_from_english": (
        Kind.MENDED,
        _("The title is missing in Swedish, so the English one stands there"),
    ),
    "english_in_swedish": (Kind.NOTICED, _("A Swedish field holds English text; it was kept")),
    "machine_translated": (Kind.NOTICED, _("The text says that it is machine-translated; it was kept")),
    "upper_case": (Kind.NOTICED, _("A name or title is written in capitals; it was kept")),
    "amount_missing": (Kind.NOTICED, _("The amount is missing")),
    "date_missing": (Kind.NOTICED, _("The start or the end is missing")),
    "coordinator_missing": (Kind.NOTICED, _("The coordinator is missing")),
    "sector_unknown": (Kind.NOTICED, _("The coordinator's sector is not known")),
    "status_unknown": (Kind.NOTICED, _("The status is not one we know; the dates decide instead")),
    "call_unknown": (Kind.NOTICED, _("The project's call is not in the record")),
    "dates_reversed": (Kind.REFUSED_VALUE, _("The project ends before it starts; both dates were refused")),
    "date_unreadable": (Kind.REFUSED_VALUE, _("The date can't be read (it should be YYYY-MM-DDTHH:MM:SS)")),
    "amount_unusable": (Kind.REFUSED_VALUE, _("The amount is not a whole number of kronor, zero or more")),
    "number_personal": (
        Kind.REFUSED_VALUE,
        _("The organisation number is a personal identity number; it was not kept"),
    ),
    "number_wrong": (Kind.REFUSED_VALUE, _("The organisation number is not right; it was not kept")),
    "personal_in_text": (Kind.REFUSED_VALUE, _("A personal identity number in the text was masked")),
    "link_unusable": (Kind.REFUSED_VALUE, _("The link is not a web address")),
    "text_unusable": (Kind.REFUSED_VALUE, _("The field holds something else than text")),
    "record_number": (Kind.REFUSED_RECORD, _("The case number is missing or not of the form YYYY-NNNNN")),
    "record_title": (Kind.REFUSED_RECORD, _("The title is missing in both languages")),
    "record_double": (
        Kind.REFUSED_RECORD,
        _("The case number stands in the file already; the first was taken"),
    ),
    "record_other_funder": (
        Kind.REFUSED_RECORD,
        _("The case number carries another funder's name: a double under the wrong funder"),
    ),
    "record_own": (
        Kind.REFUSED_RECORD,
        _("A project with this number was decided in this portal; an import can't overwrite it"),
    ),
    "record_withdrawn": (
        Kind.REFUSED_RECORD,
        _("The project has been withdrawn from the record here; an import does not bring it back"),
    ),
}


@dataclass(frozen=True)
class Remark:
    """One thing worth telling: the reason's code and where. Never holds what stood there."""

    code: str
    place: str
    key: str = ""

    @property
    def where(self) -> str:
        """The record, and the key in it."""
        return f"{self.place}, {self.key}" if self.key else self.place


@dataclass
class Tally:
    """How often a reason came up, in how many records, and the first few places."""

    count: int = 0
    records: set[str] = field(default_factory=set)
    examples: list[str] = field(default_factory=list)


@dataclass
class Report:
    """What an import came to. `taken` records are new, changed or unchanged."""

    funder: str
    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    examples_each: int = 5
    tallies: dict[str, Tally] = field(default_factory=dict)

    def note(self, remark: Remark) -> None:
        """Count a remark under its reason."""
        tally = self.tallies.setdefault(remark.code, Tally())
        tally.count += 1
        tally.records.add(remark.place)
        if len(tally.examples) < self.examples_each:
            tally.examples.append(remark.where)
        if REASONS[remark.code][0] is Kind.REFUSED_RECORD:
            self.refused += 1

    def of(self, kind: Kind) -> dict[str, Tally]:
        """The tallies of one kind, in the order of the table of reasons."""
        return {
            code: self.tallies[code] for code in REASONS if code in self.tallies and REASONS[code][0] is kind
        }

    def as_json(self) -> dict[str, Any]:
        """The report for a file, reasons as codes and as sentences."""
        return {
            "funder": self.funder,
            "read": self.read,
            "taken": {"new": self.new, "changed": self.changed, "unchanged": self.unchanged},
            "refused": self.refused,
            **{
                kind.value: [
                    {
                        "code": code,
                        "reason": str(REASONS[code][1]),
                        "count": tally.count,
                        "records": len(tally.records),
                        "examples": tally.examples,
                    }
                    for code, tally in self.of(kind).items()
                ]
                for kind in Kind
            },
        }
