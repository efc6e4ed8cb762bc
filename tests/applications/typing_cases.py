"""Typing an application in, as the cases of practice have it, by the actions that its pages use."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from applications.actions.budget import BudgetInput
from applications.actions.party import PartyInput, add_party
from applications.document import document_of
from applications.facts import verdict_on
from applications.models import Application
from rulebook.facts import Sector
from rulebook.verdict import Answer, Verdict
from tests import factories as make
from tests.rulebook.cast import MET
from tests.rulebook.numbers import number, number_for

SHARED_OWNER: dict[str, Any] = {
    "owner_number": number("5591", 4711),
    "owner_name": "Vikgruppen AB",
    "owner_share": 100,
}


@dataclass(frozen=True)
class One:
    """A party as it is typed: its particulars and its budget in kronor."""

    given: PartyInput
    lines: tuple[BudgetInput, ...]


def one(
    name: str, sector: Sector, grant: int = 0, cost: int | None = None, *, lines: Any = None, **more: Any
) -> One:
    """A party whose cost is its grant unless told; what the grant doesn't pay it bears in kind."""
    whole = grant if cost is None else cost
    sums = {"personnel": whole, "grant": grant, "own_in_kind": whole - grant} | (lines or {})
    given: dict[str, Any] = {
        "name": name,
        "organisation_number": number_for(sector, zlib.crc32(name.encode()) % 90_000),
        "sector": sector.value,
    }
    budget = tuple(BudgetInput(2027, kind, amount) for kind, amount in sums.items() if amount)
    return One(PartyInput(**(given | more)), budget)


def owned(name: str, owner: One, share: int | None = 100, grant: int = 400_000, **more: Any) -> One:
    """A company that another party owns."""
    by = {
        "owner_number": owner.given.organisation_number,
        "owner_name": owner.given.name,
        "owner_sector": owner.given.sector,
        "owner_share": share,
    }
    return one(name, more.pop("sector", Sector.COMPANY), grant, **(by | more))


def rule(name: str, **parameters: Any) -> dict[str, Any]:
    """A blocking rule of the call."""
    return {"rule": name, "effect": "blocks", "parameters": parameters, "clause_en": f"On {name}"}


BASIC = (rule("min_actors", least=2), rule("min_sectors", least=2), rule("ceiling", most=2_000_000))
ALL_MET = {"min_actors": MET, "min_sectors": MET, "ceiling": MET}
NEED = {"is_need_owner": True}
VIK = one("Vik kommun", Sector.MUNICIPALITY, 1_200_000)
MAPS = one("Föreningen Öppen kod i Vik", Sector.ASSOCIATION, 800_000)
DATA = one("Havsnära Data AB", Sector.COMPANY, 500_000)
REGION = one("Region Norrvik", Sector.REGION, 900_000)
UNIVERSITY = one("Norrviks universitet", Sector.UNIVERSITY, 700_000)


def typed(
    parties: Sequence[One], rules: Sequence[dict[str, Any]], *, sought: int | None = None, round_: Any = None
) -> Application:
    """Type an application in; the first party coordinates. The sum sought is that of the parts."""
    application = make.draft_application(round_=round_ or make.open_round(rules=rules))
    for place, party in enumerate(parties):
        if place == 0:
            leads = replace(party.given, role="coordinator")
            row = make.give_party(application, application.parties.get(), leads, now=make.APPLIED)
        else:
            row = add_party(
                application_id=application.pk, given=party.given, actor=make.applicant(), now=make.APPLIED
            )
        make.give_budget(application, row, party.lines)
    parts = sum(line.amount for party in parties for line in party.lines if line.kind == "grant")
    project = make.ANSWERS["project"] | {"amount_sought": str(parts if sought is None else sought)}
    make.give_answers(application, "project", project)
    return Application.objects.select_related("round__call__funder", "round__form", "round__rules").get(
        pk=application.pk
    )


def said(
    *parties: One, rules: Sequence[dict[str, Any]], at: datetime = make.APPLIED, **more: Any
) -> dict[str, Answer]:
    """The worst answer of each rule of the call, and of those that always hold where they mind."""
    application = typed(parties, rules, **more)
    return worst(verdict_on(document_of(application), application.round, at=at), rules)


def worst(verdict: Verdict, rules: Sequence[dict[str, Any]]) -> dict[str, Answer]:
    """The worst answer by rule, the form's own questions aside."""
    found: dict[str, Answer] = {}
    for finding in verdict.findings:
        of_call = finding.rule in {one["rule"] for one in rules}
        if finding.rule not in ("answer", "complete") and (of_call or finding.answer is not MET):
            found.setdefault(finding.rule, finding.answer)
    return found
