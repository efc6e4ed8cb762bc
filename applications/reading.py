"""A frozen version arranged for readers: the form's sections with labels, parties, a budget table."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from applications.answers_shown import Shown, shown_section
from applications.budget_table import HoursRow, PartyTable, TableRow, budget_table, held
from applications.document import Document
from applications.heads import party_name
from applications.models.party import RoleOfParty, SectorOfParty
from applications.party_words import about
from rulebook.facts import FundingKind
from rulebook.questions import Form, Section, SectionKind
from wording import speak


@dataclass(frozen=True)
class PartyLine:
    """One party as the table of parties shows it. `sought` is whole kronor, `said` labels and words."""

    key: str
    name: str
    number: str
    country: str
    sector: str
    role: str
    contact: str
    email: str
    sought: int
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class BudgetGroup:
    """The rows of one party, or of all together; `personnel` is the hours behind its personnel costs.

    `kept_apart` is what is sought, whole kronor, where the call keeps the rest from the reader.
    """

    name: str
    rows: tuple[TableRow, ...]
    personnel: tuple[HoursRow, ...] = ()
    kept_apart: int | None = None
    support: str = ""


@dataclass(frozen=True)
class Budget:
    """The whole budget by party, kind and year."""

    years: tuple[int, ...] = ()
    groups: tuple[BudgetGroup, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A section of the form with what stands in it."""

    key: str
    kind: SectionKind
    title: str
    lines: tuple[Shown, ...] = ()
    files: tuple[dict[str, Any], ...] = field(default=())


def chapters_of(document: Document, form: Form) -> tuple[Chapter, ...]:
    """Arrange a version by the sections of the form that it was written in, in the reader's language."""
    return tuple(_chapter(section, document) for section in form)


def parties_of(document: Document) -> tuple[PartyLine, ...]:
    """Every party of a version, as it stood."""
    parties = document["parties"]
    return tuple(_party(party, about(party, parties)) for party in parties)


def budget_of(document: Document) -> Budget:
    """Lay the budget out by party, kind and year, with sums; empty where nothing is budgeted."""
    table = budget_table(document, years=sorted(held(document["parties"])))
    groups = [
        _group(party, party.name or "–")
        for party in table.parties
        if not party.is_empty or party.kept_apart is not None
    ]
    if len(groups) > 1:
        groups.append(_group(table.whole, _("All parties")))
    return Budget(table.years, tuple(groups))


def _group(party: PartyTable, name: str) -> BudgetGroup:
    if party.kept_apart is not None:
        return BudgetGroup(name, (), kept_apart=party.grant)
    return BudgetGroup(name, _rows(party), party.personnel, support=party.support)


def grants_by_year(document: Document) -> list[tuple[dict[str, Any], int, int]]:
    """What is sought, as (party, year, kronor), in the order of parties and years."""
    return [
        (party, line["year"], line["amount"])
        for party in document["parties"]
        for line in party["budget"]
        if line["kind"] == FundingKind.GRANT.value
    ]


def _chapter(section: Section, document: Document) -> Chapter:
    answers = document["sections"].get(section.key, {})
    slots = {slot.key: speak.in_language(slot.label_sv, slot.label_en) for slot in section.slots}
    return Chapter(
        key=section.key,
        kind=section.kind,
        title=speak.in_language(section.title_sv, section.title_en),
        lines=shown_section(section, answers),
        files=tuple(
            {**file, "label": slots[file["slot"]]}
            for file in document["attachments"]
            if file["slot"] in slots
        ),
    )


def _party(party: dict[str, Any], said: tuple[tuple[str, str], ...]) -> PartyLine:
    grants = (line["amount"] for line in party["budget"] if line["kind"] == FundingKind.GRANT.value)
    role = RoleOfParty.NEED_OWNER if party["is_need_owner"] else RoleOfParty(party["role"])
    leads = party["role"] == RoleOfParty.COORDINATOR.value
    return PartyLine(
        key=party["id"],
        name=party_name(party),
        number=party["organisation_number"],
        country=party["country"],
        sector=str(SectorOfParty(party["sector"]).label) if party["sector"] in SectorOfParty.values else "",
        role=str((RoleOfParty.COORDINATOR if leads else role).label),
        contact=party["contact_name"],
        email=party["contact_email"],
        sought=party.get("grant_total", sum(grants)),
        said=said,
    )


def _rows(party: PartyTable) -> tuple[TableRow, ...]:
    """The rows that say something: costs and funding that are there, and what is not paid for."""
    return tuple(row for row in party.rows if not row.is_empty)
