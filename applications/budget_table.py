"""The budget as rows of words and whole kronor: what page, print, spreadsheet and PDF all show.

Every sum that people read is added up here, once, from the document.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from applications.declared import paid_by_others
from applications.document import Document, answer
from applications.heads import party_name
from applications.models.party import BudgetKind
from rulebook.facts import CostCategory, FundingKind

COSTS = tuple(kind.value for kind in CostCategory)
FUNDING = tuple(kind.value for kind in FundingKind)
MOST_YEARS = 12


@dataclass(frozen=True)
class TableRow:
    """One kind of cost or funding, or a sum of several: whole kronor, one amount for each year of the table.

    `key` is a BudgetKind's value, or `others` (what other funders pay, given for all years together), or
    `costs`, `funding` (sums) or `missing` (costs less funding, below zero where the funding is larger).
    `undated` is what belongs to no single year.
    """

    key: str
    label: str
    amounts: tuple[int, ...]
    is_sum: bool = False
    undated: int = 0

    @property
    def total(self) -> int:
        """The sum over all years, and of what belongs to none."""
        return sum(self.amounts) + self.undated

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not any(self.amounts) and not self.undated


@dataclass(frozen=True)
class HoursRow:
    """One person's or role's hours in each year of the table, at one rate in whole kronor an hour."""

    description: str
    hourly_rate: int
    hours: tuple[int, ...]

    @property
    def amounts(self) -> tuple[int, ...]:
        """Whole kronor in each year."""
        return tuple(hours * self.hourly_rate for hours in self.hours)

    @property
    def all_hours(self) -> int:
        """The hours of all years."""
        return sum(self.hours)

    @property
    def total(self) -> int:
        """Whole kronor over all years."""
        return sum(self.amounts)


@dataclass(frozen=True)
class PartyTable:
    """The budget of one party, or of all together (`key` and `name` empty).

    `rows`: each cost category, `costs`, each kind of funding, `others`, `funding`, `missing`. `personnel` is
    what stands behind the row `personnel`; what it does not explain was given without hours. `kept_apart` is
    what a party seeks whose lines the reader may not see (`applications.visibility`): its rows are then zero.
    """

    key: str
    name: str
    years: tuple[int, ...]
    rows: tuple[TableRow, ...]
    personnel: tuple[HoursRow, ...] = ()
    kept_apart: int | None = None

    def row(self, key: str) -> TableRow:
        """Return a row by its key. Raises KeyError."""
        found = {row.key: row for row in self.rows}
        return found[key]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is budgeted."""
        return all(row.is_empty for row in self.rows) and not self.personnel

    @property
    def cost(self) -> int:
        """All costs."""
        return self.row("costs").total

    @property
    def funding(self) -> int:
        """Grant, own funding and what other funders pay."""
        return self.row("funding").total

    @property
    def grant(self) -> int:
        """What is sought, of a party whose lines are kept apart too."""
        return self.row(FundingKind.GRANT.value).total + (self.kept_apart or 0)

    @property
    def own_cash(self) -> int:
        """Own funding in cash."""
        return self.row(FundingKind.OWN_CASH.value).total

    @property
    def own_in_kind(self) -> int:
        """Own funding in kind."""
        return self.row(FundingKind.OWN_IN_KIND.value).total

    @property
    def own(self) -> int:
        """Own funding, in cash and in kind."""
        return self.own_cash + self.own_in_kind

    @property
    def others(self) -> int:
        """What other funders pay."""
        return self.row("others").total

    @property
    def surplus(self) -> int:
        """Funding beyond the costs; zero where there is none."""
        return max(-self.missing, 0)

    @property
    def without_hours(self) -> tuple[int, ...]:
        """Personnel costs of each year that no hours stand behind."""
        by_hours = self.by_hours
        whole = self.row(CostCategory.PERSONNEL.value).amounts
        return tuple(cost - known for cost, known in zip(whole, by_hours, strict=True))

    @property
    def by_hours(self) -> tuple[int, ...]:
        """What the hours of each year cost."""
        return tuple(sum(row.amounts[place] for row in self.personnel) for place in range(len(self.years)))

    @property
    def missing(self) -> int:
        """Costs that nothing pays for yet; below zero where the funding is larger than the costs."""
        return self.row("missing").total

    @property
    def support(self) -> str:
        """The grant's share of the costs, in words."""
        return "–" if self.kept_apart else share_in_words(self.grant, self.cost)


@dataclass(frozen=True)
class BudgetTable:
    """The whole budget: every party's, in the document's order, and all together. All share the years."""

    years: tuple[int, ...]
    parties: tuple[PartyTable, ...]
    whole: PartyTable

    def party(self, key: str) -> PartyTable:
        """Return one party's table. Raises KeyError."""
        found = {party.key: party for party in self.parties}
        return found[key]


def budget_table(document: Document, *, years: Sequence[int] | None = None) -> BudgetTable:
    """Lay out a document's budget, with labels in the reader's language.

    The years are those of the project and every other that holds a sum, unless they are given.
    """
    parties = document["parties"]
    shown = tuple(years) if years is not None else tuple(sorted({*project_years(document), *held(parties)}))
    lines = [line for party in parties for line in party["budget"]]
    hidden = [party["grant_total"] for party in parties if "grant_total" in party]
    return BudgetTable(
        shown,
        tuple(_party(party, shown) for party in parties),
        PartyTable(
            "",
            "",
            shown,
            _rows(lines, shown, sum(map(paid_by_others, parties))),
            kept_apart=sum(hidden) if hidden else None,
        ),
    )


def _party(party: dict[str, Any], years: Sequence[int]) -> PartyTable:
    return PartyTable(
        key=party["id"],
        name=party_name(party),
        years=tuple(years),
        rows=_rows(party["budget"], years, 0 if "grant_total" in party else paid_by_others(party)),
        personnel=hours_of(party, years),
        kept_apart=party.get("grant_total"),
    )


def project_years(document: Document) -> tuple[int, ...]:
    """Return the years from the project's start to its end, twelve at most; none while they are not known."""
    starts, ends = (_year(answer(document, "project", key)) for key in ("starts", "ends"))
    if starts is None or ends is None:
        return ()
    return tuple(range(starts, min(max(ends, starts), starts + MOST_YEARS - 1) + 1))


def years_to_fill(document: Document, parties: Iterable[dict[str, Any]], *, today: date) -> tuple[int, ...]:
    """Return the years to budget for some parties: the project's, and any in which they hold a sum already.

    Without both dates of the project: three years from its start, or from this year.
    """
    project = project_years(document)
    if not project:
        first = _year(answer(document, "project", "starts")) or today.year
        project = (first, first + 1, first + 2)
    return tuple(sorted({*project, *held(parties)}))


def held(parties: Iterable[dict[str, Any]]) -> set[int]:
    """Return the years in which anything is budgeted for any of these parties of a document."""
    return {
        line["year"]
        for party in parties
        for line in (*party["budget"], *party.get("personnel", ()))  # older snapshots have no hours
    }


def hours_of(party: dict[str, Any], years: Sequence[int]) -> tuple[HoursRow, ...]:
    """Gather a party's hours: the years of one row share its place, description and rate."""
    rows: dict[tuple[int, str, int], dict[int, int]] = {}
    for one in party.get("personnel", ()):
        hours = rows.setdefault((one["order"], one["description"], one["hourly_rate"]), {})
        hours[one["year"]] = hours.get(one["year"], 0) + one["hours"]
    return tuple(
        HoursRow(description, rate, tuple(hours.get(year, 0) for year in years))
        for (_order, description, rate), hours in sorted(rows.items())
    )


def share_in_words(part: int, whole: int) -> str:
    """Write how much of `whole` a part is, for reading only: `60 %`, `87.5 %`, `about 66.7 %`.

    Comparisons are made with whole kronor, never with this.
    """
    if whole <= 0:
        return "–"
    if part * 100 % whole == 0:
        return _("%(percent)s %%") % {"percent": part * 100 // whole}
    tenths = (part * 2000 + whole) // (2 * whole)
    words = {"percent": tenths // 10, "tenth": tenths % 10}
    if part * 1000 % whole == 0:
        return _("%(percent)s.%(tenth)s %%") % words
    return _("about %(percent)s.%(tenth)s %%") % words


def _year(text: str) -> int | None:
    try:
        year = date.fromisoformat(text.strip()).year
    except ValueError:
        return None
    return year if 2000 <= year <= 2100 else None


def _rows(lines: Iterable[dict[str, Any]], years: Sequence[int], others: int) -> tuple[TableRow, ...]:
    found: dict[tuple[str, int], int] = {}
    for line in lines:
        place = (line["kind"], line["year"])
        found[place] = found.get(place, 0) + line["amount"]

    def of(kinds: Sequence[str]) -> tuple[int, ...]:
        return tuple(sum(found.get((kind, year), 0) for kind in kinds) for year in years)

    costs, funding = of(COSTS), of(FUNDING)
    missing = tuple(cost - paid for cost, paid in zip(costs, funding, strict=True))
    return (
        *(TableRow(kind, str(BudgetKind(kind).label), of((kind,))) for kind in COSTS),
        TableRow("costs", _("Sum of costs"), costs, is_sum=True),
        *(TableRow(kind, str(BudgetKind(kind).label), of((kind,))) for kind in FUNDING),
        TableRow("others", _("Other funders, all years"), tuple(0 for _each in years), undated=others),
        TableRow("funding", _("Sum of funding"), funding, is_sum=True, undated=others),
        TableRow("missing", _("Costs that nothing pays for yet"), missing, is_sum=True, undated=-others),
    )
