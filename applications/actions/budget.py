"""Save the budget of one party, or of several at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import User
from applications.actions.beats import locked, note, require, require_open, require_piece, touch
from applications.actions.lapse import watching_approvals
from applications.actions.sections import SectionChanged, section_key, take_in
from applications.merging_budget import HOURS, fields_of, standing_fields, sums_in
from applications.models import Application, BudgetLine, Party, PersonnelRow, SectionAnswer
from rulebook.access import Piece
from rulebook.facts import CostCategory, FundingKind
from rulebook.money import HIGHEST
from rulebook.verdict import Refused, say
from rulebook.workflow import Action

KINDS = frozenset({kind.value for kind in (*CostCategory, *FundingKind)})
PERSONNEL = CostCategory.PERSONNEL.value
MOST_LINES = 200
MOST_PERSONNEL_ROWS = 1000
MOST_HOURS = 999_999
HIGHEST_RATE = 99_999
LONGEST_DESCRIPTION = 200


@dataclass(frozen=True)
class BudgetInput:
    """One sum: year, cost category or kind of funding, whole kronor.

    A sum of the kind `personnel` is what was given without hours; the hours' cost comes on top of it.
    """

    year: int
    kind: str
    amount: int


@dataclass(frozen=True)
class PersonnelInput:
    """Hours of one person or role in one year, at a rate in whole kronor.

    The years of one row of the form share their place, description and rate.
    """

    year: int
    description: str
    hours: int
    hourly_rate: int
    order: int = 0


@dataclass(frozen=True, kw_only=True)
class PartyBudget:
    """What stands in one party's budget, over the section version that the writer saw.

    With `base`, the marks of what the page showed, it is merged field by field (`merging_budget`); `sent`
    then names the fields that count. Without it the whole budget is replaced.
    """

    party_id: UUID
    lines: Sequence[BudgetInput]
    personnel: Sequence[PersonnelInput] = ()
    version: int
    base: Mapping[str, str] | None = None
    sent: frozenset[str] | None = None


def save_budget(
    *,
    application_id: UUID,
    party_id: UUID,
    lines: Sequence[BudgetInput],
    personnel: Sequence[PersonnelInput] = (),
    version: int,
    base: Mapping[str, str] | None = None,
    sent: frozenset[str] | None = None,
    actor: User,
    now: datetime,
) -> Party:
    """Save a party's budget; lines of zero kronor are not kept.

    Raises Party.DoesNotExist, Refused, and SectionChanged when somebody else changed the same meanwhile.
    """
    given = PartyBudget(
        party_id=party_id, lines=lines, personnel=personnel, version=version, base=base, sent=sent
    )
    (party,) = save_budgets(application_id=application_id, budgets=[given], actor=actor, now=now)
    return party


def save_budgets(
    *, application_id: UUID, budgets: Sequence[PartyBudget], actor: User, now: datetime
) -> list[Party]:
    """Save the budgets of several parties, all or none. Raises what `save_budget` does.

    What two people changed is left alone, and SectionChanged raised when the rest is saved.
    """
    with locked(application_id) as application:
        require(application, actor, Action.SAVE, now=now)
        require_open(application, arrived_at=now)
        with watching_approvals(application, actor=actor, now=now):
            saved = [_save(application, given, actor=actor, now=now) for given in budgets]
        touch(application, now=now)
    for _party, changed in saved:
        if changed is not None:
            raise changed
    return [party for party, _changed in saved]


def _save(
    application: Application, given: PartyBudget, *, actor: User, now: datetime
) -> tuple[Party, SectionChanged | None]:
    party: Party = Party.objects.get(application=application, pk=given.party_id)
    require_piece(application, actor, Piece.BUDGET, party)
    _checked(given)
    standing, mine = standing_fields(party), _fields(given)
    section, merged = take_in(
        application,
        section_key("budget", party),
        given.version,
        given.base,
        current=standing,
        sent={name: value for name, value in mine.items() if given.sent is None or name in given.sent},
        nothing=0,
        actor=actor,
        now=now,
    )
    if given.base is None or merged.changes:
        fields = {**(standing if given.base is not None else {}), **merged.changes}
        whole = _from_fields(given, fields)
        lines = _checked(whole)
        _replace(party, lines, whole.personnel)
        section.save()
        names = sorted(merged.changes)
        _written(application, section, party, lines, whole.personnel, names, actor=actor, now=now)
    return party, SectionChanged(section, merged.clashes) if merged.clashes else None


def _fields(given: PartyBudget) -> dict[str, Any]:
    rows = [(row.order, row.year, row.description, row.hours, row.hourly_rate) for row in given.personnel]
    return fields_of([(line.year, line.kind, line.amount) for line in given.lines], rows)


def _from_fields(given: PartyBudget, fields: Mapping[str, Any]) -> PartyBudget:
    return replace(
        given,
        lines=[BudgetInput(year, kind, amount) for year, kind, amount in sums_in(fields)],
        personnel=[
            PersonnelInput(year, description, hours, rate, order)
            for order, year, description, hours, rate in fields.get(HOURS, ())
        ],
    )


def _checked(given: PartyBudget) -> list[BudgetInput]:
    """Check what was given and return the lines to keep, the personnel costs with the hours' cost added."""
    places = [(line.year, line.kind) for line in given.lines]
    too_many = len(places) > MOST_LINES or len(given.personnel) > MOST_PERSONNEL_ROWS
    if too_many or len(set(places)) != len(places):
        raise Refused.because("budget", say("Each year and cost category can stand once."), "budget")
    if not all(_line_holds(line) for line in given.lines) or not all(map(_row_holds, given.personnel)):
        raise Refused.because("budget", say("A sum in the budget is out of range."), "budget")
    lines = with_hours(given.lines, given.personnel)
    if any(line.amount > HIGHEST for line in lines):
        raise Refused.because("budget", say("A sum in the budget is out of range."), "budget")
    return lines


def with_hours(lines: Iterable[BudgetInput], personnel: Iterable[PersonnelInput]) -> list[BudgetInput]:
    """Return the lines as a budget holds them: personnel with the hours' cost added, zeros left out."""
    sums = {(line.year, line.kind): line.amount for line in lines}
    for row in personnel:
        place = (row.year, PERSONNEL)
        sums[place] = sums.get(place, 0) + row.hours * row.hourly_rate
    return [BudgetInput(year, kind, amount) for (year, kind), amount in sorted(sums.items()) if amount]


def _line_holds(line: BudgetInput) -> bool:
    return line.kind in KINDS and 2000 <= line.year <= 2100 and 0 <= line.amount <= HIGHEST


def _row_holds(row: PersonnelInput) -> bool:
    return (
        2000 <= row.year <= 2100
        and 0 <= row.hours <= MOST_HOURS
        and 0 <= row.hourly_rate <= HIGHEST_RATE
        and 0 <= row.order <= MOST_PERSONNEL_ROWS
        and len(row.description) <= LONGEST_DESCRIPTION
    )


def _replace(party: Party, lines: Iterable[BudgetInput], personnel: Iterable[PersonnelInput]) -> None:
    party.budget_lines.all().delete()
    party.personnel_rows.all().delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(party=party, year=line.year, kind=line.kind, amount=line.amount) for line in lines
    )
    PersonnelRow.objects.bulk_create(
        PersonnelRow(
            party=party,
            order=row.order,
            year=row.year,
            description=row.description,
            hours=row.hours,
            hourly_rate=row.hourly_rate,
        )
        for row in personnel
    )


def _written(
    application: Application,
    section: SectionAnswer,
    party: Party,
    lines: Iterable[BudgetInput],
    personnel: Iterable[PersonnelInput],
    fields: Sequence[str],
    *,
    actor: User,
    now: datetime,
) -> None:
    note(
        application,
        "save_budget",
        actor=actor.journal_name,
        now=now,
        content=[
            *([line.year, line.kind, line.amount] for line in lines),
            *([row.year, row.description, row.hours, row.hourly_rate] for row in personnel),
        ],
        party=str(party.pk),
        section=section.key,
        version=section.version,
        fields=list(fields),
    )
