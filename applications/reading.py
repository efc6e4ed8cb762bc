"""A frozen version arranged for readers: the form's sections with labels, parties, a budget table."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from applications.document import Document
from applications.heads import party_name
from applications.models.party import BudgetKind, RoleOfParty, SectorOfParty
from registry.goals import GOALS
from rulebook.facts import CostCategory, FundingKind
from rulebook.money import read_kronor
from rulebook.questions import Form, Question, QuestionKind, Section, SectionKind
from wording import speak

COSTS = tuple(kind.value for kind in CostCategory)
FUNDING = tuple(kind.value for kind in FundingKind)


@dataclass(frozen=True)
class Line:
    """One question and its answer as words; `language` is the answer's own, where the form says it."""

    key: str
    label: str
    text: str
    is_long: bool
    language: str = ""


@dataclass(frozen=True)
class PartyLine:
    """One party as the table of parties shows it. `sought` is whole kronor."""

    key: str
    name: str
    number: str
    country: str
    sector: str
    role: str
    contact: str
    email: str
    sought: int


@dataclass(frozen=True)
class BudgetRow:
    """One kind of cost or funding over the years, and its sum; `is_sum` marks the lines that add up."""

    label: str
    amounts: tuple[int, ...]
    is_sum: bool = False

    @property
    def total(self) -> int:
        """The sum over all years, whole kronor."""
        return sum(self.amounts)


@dataclass(frozen=True)
class BudgetGroup:
    """The rows of one party, or of all together."""

    name: str
    rows: tuple[BudgetRow, ...]


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
    lines: tuple[Line, ...] = ()
    files: tuple[dict[str, Any], ...] = field(default=())


def chapters_of(document: Document, form: Form) -> tuple[Chapter, ...]:
    """Arrange a version by the sections of the form that it was written in, in the reader's language."""
    return tuple(_chapter(section, document) for section in form)


def parties_of(document: Document) -> tuple[PartyLine, ...]:
    """Every party of a version, as it stood."""
    return tuple(_party(party) for party in document["parties"])


def budget_of(document: Document) -> Budget:
    """Lay the budget out by party, kind and year, with sums; empty where nothing is budgeted."""
    lines = [line for party in document["parties"] for line in party["budget"]]
    years = tuple(sorted({line["year"] for line in lines}))
    groups = [
        BudgetGroup(party_name(party) or "–", tuple(_rows(party["budget"], years)))
        for party in document["parties"]
        if party["budget"]
    ]
    if len(groups) > 1:
        groups.append(BudgetGroup(_("All parties"), tuple(_rows(lines, years))))
    return Budget(years, tuple(groups))


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
        lines=tuple(_line(question, str(answers.get(question.key, ""))) for question in section.questions),
        files=tuple(
            {**file, "label": slots[file["slot"]]}
            for file in document["attachments"]
            if file["slot"] in slots
        ),
    )


def _line(question: Question, answer: str) -> Line:
    return Line(
        key=question.key,
        label=speak.in_language(question.label_sv, question.label_en),
        text=_words(question, answer.strip()),
        is_long=question.kind is QuestionKind.LONG_TEXT,
        language=question.language,
    )


def _words(question: Question, answer: str) -> str:
    if not answer:
        return ""
    if question.kind is QuestionKind.KRONOR:
        amount = read_kronor(answer)
        return speak.kronor(amount) if isinstance(amount, int) else answer
    if question.kind is QuestionKind.DATE:
        try:
            return speak.day(date.fromisoformat(answer))
        except ValueError:
            return answer
    if question.kind is QuestionKind.YES_NO:
        return _("Yes") if answer == "yes" else _("No")
    if question.kind is QuestionKind.GOALS:
        goals = [int(goal) for goal in answer.split(",") if goal.isdigit()]
        return "; ".join(f"{goal} {GOALS[goal]}" for goal in goals if goal in GOALS)
    choices = {key: speak.in_language(swedish, english) for key, swedish, english in question.choices}
    return choices.get(answer, answer)


def _party(party: dict[str, Any]) -> PartyLine:
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
        sought=sum(grants),
    )


def _rows(lines: list[dict[str, Any]], years: tuple[int, ...]) -> Iterator[BudgetRow]:
    for kinds, title in ((COSTS, _("Costs")), (FUNDING, _("Funding"))):
        rows = [BudgetRow(str(BudgetKind(kind).label), _by_year(lines, (kind,), years)) for kind in kinds]
        yield from (row for row in rows if row.total)
        if any(row.total for row in rows):
            yield BudgetRow(title, _by_year(lines, kinds, years), is_sum=True)


def _by_year(lines: list[dict[str, Any]], kinds: tuple[str, ...], years: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(
        sum(line["amount"] for line in lines if line["kind"] in kinds and line["year"] == year)
        for year in years
    )
