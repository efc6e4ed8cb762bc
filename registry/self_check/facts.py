"""From answers to the facts that rules read.

A party without an organisation number gets a number that stands in for it, so that it counts as an
organisation of its own; the page says so. Such numbers begin with 446, which no organisation's number does.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from stdnum import luhn

from registry.models import Round
from registry.self_check.asked import Asked
from registry.self_check.forms import PartyQuestions, ProjectQuestions
from registry.self_check.typed import party_name
from rulebook.facts import (
    AidGround,
    ApplicationFacts,
    CompanySize,
    Cost,
    CostCategory,
    Funding,
    FundingKind,
    PartyFacts,
    PartyRole,
    Sector,
)
from rulebook.identifiers import canonical
from rulebook.reads import Fact
from rulebook.window import swedish_day

_ANSWERS = {"yes": True, "no": False}


class _StandIns:
    """Numbers for organisations that have given none: one for each name, and never one that was typed."""

    def __init__(self, typed: Iterable[str]) -> None:
        self._taken = {canonical(number) for number in typed}
        self._by_name: dict[str, str] = {}
        self._next = 0

    def know(self, name: str, number: str) -> None:
        """Remember the number that goes with a name."""
        if name:
            self._by_name.setdefault(_folded(name), number)

    def for_name(self, name: str) -> str:
        """Return the number of an organisation of this name, a new one if it is not known."""
        return self._by_name.setdefault(_folded(name), self.new())

    def new(self) -> str:
        """Return a number that nobody has."""
        while True:
            nine = f"446{self._next:06d}"
            self._next += 1
            number = nine + str(luhn.calc_check_digit(nine))
            if number not in self._taken:
                return number


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def facts_of(
    project: ProjectQuestions,
    parties: Sequence[PartyQuestions],
    asked: Asked,
    *,
    round_: Round,
    now: datetime,
) -> ApplicationFacts:
    """Translate valid answers; parties about which nothing is said are left out, but for the coordinator."""
    said = [form for form in parties if not form.is_blank]
    if said and parties[0] not in said:
        said.insert(0, parties[0])
    answers = [dict(form.cleaned_data) | {"key": form.prefix} for form in said]
    numbers = _StandIns(n for row in answers for n in (row["number"], row.get("owner_number")) if n)
    for row in answers:
        row["shown"] = row["name"] or party_name(row["key"])
        row["identity"] = row["number"] or numbers.new()
        numbers.know(row["name"], row["identity"])
    year = max(swedish_day(now), swedish_day(round_.opens_at)).year
    received = max(now, round_.opens_at)
    return ApplicationFacts(
        parties=tuple(
            _party(row, numbers, asked, year=year, coordinates=row["key"] == "p1") for row in answers
        ),
        amount_sought=project.cleaned_data.get("amount_sought"),
        starts=project.cleaned_data.get("starts"),
        ends=project.cleaned_data.get("ends"),
        received=swedish_day(received),
    )


def without_number(parties: Iterable[PartyQuestions]) -> list[str]:
    """Name the parties that are counted as organisations of their own because they gave no number."""
    return [
        form.cleaned_data["name"] or party_name(str(form.prefix))
        for form in parties
        if not form.is_blank and not form.cleaned_data["number"]
    ]


def _party(
    row: dict[str, Any], numbers: _StandIns, asked: Asked, *, year: int, coordinates: bool
) -> PartyFacts:
    owner_name = row.get("owner_name") or ""
    roles = {PartyRole.COORDINATOR if coordinates else PartyRole.PARTNER}
    country = row.get("country") or "SE"
    return PartyFacts(
        key=row["key"],
        name=row["shown"],
        number=row["identity"],
        country=country,
        swedish_branch=_ANSWERS.get(row.get("swedish_branch") or ""),
        workplace=row.get("workplace") or "",
        sector=Sector(row["sector"]) if row["sector"] else None,
        roles=frozenset(roles | {role for role in asked.roles if row.get(role.value)}),
        owner=row.get("owner_number") or (numbers.for_name(owner_name) if owner_name else None),
        owner_name=owner_name,
        owner_sector=Sector(row["owner_sector"]) if row.get("owner_sector") else None,
        owner_share=row.get("owner_share"),
        economic_activity=_ANSWERS.get(row.get("economic_activity") or ""),
        aid_ground=AidGround(row["aid_ground"]) if row.get("aid_ground") else None,
        size=CompanySize(row["size"]) if row.get("size") else None,
        de_minimis_received=row.get("de_minimis_received"),
        in_difficulty=_ANSWERS.get(row.get("in_difficulty") or ""),
        unpaid_recovery=_ANSWERS.get(row.get("unpaid_recovery") or ""),
        work_starts=row.get("work_starts"),
        costs=tuple(_costs(row, year)),
        funding=tuple(_funding(row, asked, year)),
    )


def _costs(row: dict[str, Any], year: int) -> Iterable[Cost]:
    parts = {
        CostCategory.PERSONNEL: row.get("personnel") or 0,
        CostCategory.CONSULTANTS: row.get("consultants") or 0,
        CostCategory.INDIRECT: row.get("indirect") or 0,
    }
    rest = (row.get("cost") or 0) - sum(parts.values())
    for category, amount in (*parts.items(), (CostCategory.OTHER_DIRECT, max(rest, 0))):
        if amount:
            yield Cost(year=year, category=category, amount=amount)


def _funding(row: dict[str, Any], asked: Asked, year: int) -> Iterable[Funding]:
    """What neither the grant nor cash pays of the costs is own funding in kind."""
    grant, cash = row.get("grant") or 0, row.get("own_cash") or 0
    in_kind = (row.get("cost") or 0) - grant - cash if Fact.CASH in asked else 0
    kinds = {FundingKind.GRANT: grant, FundingKind.OWN_CASH: cash, FundingKind.OWN_IN_KIND: max(in_kind, 0)}
    for kind, amount in kinds.items():
        if amount:
            yield Funding(year=year, kind=kind, amount=amount)
