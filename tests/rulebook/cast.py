"""A small cast of invented parties, and short ways to put an application and a call together."""

import zlib
from dataclasses import replace
from datetime import date
from typing import Any

from rulebook.facts import (
    ApplicationFacts,
    Clause,
    Cost,
    CostCategory,
    Funding,
    FundingKind,
    PartyFacts,
    PartyRole,
    Sector,
    SectorOrigin,
)
from rulebook.judge import judge
from rulebook.verdict import Answer, Verdict
from rulebook.vocabulary import KINDS, parse_clause
from tests.rulebook.numbers import number_for

YEAR = 2027
NEED_OWNER = frozenset({PartyRole.NEED_OWNER})
MET, NOT_MET, UNKNOWN, JUDGE = Answer.MET, Answer.NOT_MET, Answer.UNKNOWN, Answer.JUDGE


def party(name: str, sector: Sector, grant: int = 0, cost: int | None = None, **more: Any) -> PartyFacts:
    """Make a party. Its cost is its grant unless told; what the grant doesn't pay it bears in kind."""
    whole = grant if cost is None else cost
    given: dict[str, Any] = {
        "key": name.casefold().replace(" ", "-"),
        "name": name,
        "number": number_for(sector, zlib.crc32(name.encode()) % 90_000),
        "sector": sector,
        "sector_origin": SectorOrigin.REGISTER,
        "costs": personnel(whole) if whole else (),
        "funding": paid(grant, in_kind=whole - grant),
    }
    return PartyFacts(**(given | more))


def personnel(amount: int) -> tuple[Cost, ...]:
    """Personnel costs in one year."""
    return (Cost(year=YEAR, category=CostCategory.PERSONNEL, amount=amount),)


def paid(grant: int = 0, *, cash: int = 0, in_kind: int = 0) -> tuple[Funding, ...]:
    """Funding in one year, without empty rows."""
    kinds = {FundingKind.GRANT: grant, FundingKind.OWN_CASH: cash, FundingKind.OWN_IN_KIND: in_kind}
    return tuple(Funding(year=YEAR, kind=kind, amount=amount) for kind, amount in kinds.items() if amount > 0)


def application(*parties: PartyFacts, **more: Any) -> ApplicationFacts:
    """Make an application. The first party coordinates if none does; the sum sought is that of the parts."""
    if parties and not any(one.is_coordinator for one in parties):
        first = parties[0]
        roles = first.roles - {PartyRole.PARTNER} | {PartyRole.COORDINATOR}
        parties = (replace(first, roles=roles), *parties[1:])
    given: dict[str, Any] = {
        "parties": parties,
        "amount_sought": sum(one.grant for one in parties),
        "starts": date(2027, 1, 1),
        "ends": date(2028, 12, 31),
        "received": date(2026, 11, 1),
    }
    return ApplicationFacts(**(given | more))


def clause(rule: str, **parameters: Any) -> Clause:
    """Make a blocking clause of a call."""
    return parse_clause(
        {"rule": rule, "effect": "blocks", "parameters": parameters, "clause_en": f"On {rule}"}
    )


BASIC = (
    clause("min_actors", least=2),
    clause("min_sectors", least=2),
    clause("ceiling", most=2_000_000),
)


def verdict(facts: ApplicationFacts, *clauses: Clause) -> Verdict:
    """Judge the facts by the clauses."""
    return judge(facts, clauses)


def answers(facts: ApplicationFacts, *clauses: Clause) -> dict[str, Answer]:
    """Return the worst answer of each rule of the call, and of the rules that always hold where they mind."""
    worst: dict[str, Answer] = {}
    for finding in judge(facts, clauses).findings:
        if finding.rule in KINDS or finding.answer is not Answer.MET:
            worst.setdefault(finding.rule, finding.answer)
    return worst


def told(facts: ApplicationFacts, rule: str, *clauses: Clause) -> str:
    """Return the sentence of the worst finding of a rule, in English."""
    return str(judge(facts, clauses).of_rule(rule)[0].sentence)
