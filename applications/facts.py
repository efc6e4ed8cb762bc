"""From an application's document to the facts that rules read: the one translator."""

from datetime import date, datetime
from typing import Any

from applications.approved import facts_approved
from applications.attached import findings_about, slots_filled
from applications.counts import NOWHERE, Elsewhere, elsewhere
from applications.declared import facts_declared
from applications.document import Document, answer
from registry.models import FormVersion, Round
from rulebook.answers import check_answers
from rulebook.facts import (
    AidGround,
    ApplicationFacts,
    Clause,
    CompanySize,
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
from rulebook.money import read_kronor
from rulebook.questions import Form, form_from_json
from rulebook.standard_form import STANDARD_FORM
from rulebook.verdict import Verdict
from rulebook.vocabulary import parse_clause
from rulebook.window import swedish_day


def verdict_on(document: Document, round_: Round, *, at: datetime) -> Verdict:
    """Judge an application as it would be received at a moment (UTC): the form first, then the rules."""
    form = form_of(round_)
    filled_in = check_answers(form, document["sections"], slots_filled(document, form))
    clauses = clauses_of(round_)
    others = elsewhere(document, round_, clauses, before=at)
    ruled = judge(facts_of(document, received=at, others=others), clauses)
    return Verdict.of([*filled_in.findings, *findings_about(document, form), *ruled.findings])


def verdict_on_decision(document: Document, round_: Round, *, received: datetime, amount: int) -> Verdict:
    """Judge a decision to grant `amount` kronor, by the rules that were frozen for the round."""
    clauses = clauses_of(round_)
    others = elsewhere(document, round_, clauses, before=received)
    return judge(facts_of(document, received=received, amount_decided=amount, others=others), clauses)


def form_of(round_: Round) -> Form:
    """The form that the round froze."""
    return form_from_json(round_.form.content) if round_.form and round_.form.content else STANDARD_FORM


def form_of_version(round_: Round, sha256: str) -> Form:
    """The form that a version was written in, even if an amendment has changed the round's since."""
    kept = FormVersion.objects.filter(sha256=sha256).first()
    return form_from_json(kept.content) if kept else form_of(round_)


def clauses_of(round_: Round) -> tuple[Clause, ...]:
    """The rules that the round froze."""
    return tuple(parse_clause(raw) for raw in round_.rules.content) if round_.rules else ()


def facts_of(
    document: Document,
    *,
    received: datetime,
    amount_decided: int | None = None,
    others: Elsewhere = NOWHERE,
) -> ApplicationFacts:
    """Translate a document. Answers that are missing or malformed become facts that are not known.

    `others` is what the coordinator has handed in besides.
    """
    sought = read_kronor(answer(document, "project", "amount_sought"))
    return ApplicationFacts(
        parties=tuple(_party(party, document, others) for party in document["parties"]),
        amount_sought=sought if isinstance(sought, int) else None,
        amount_decided=amount_decided,
        starts=_day(answer(document, "project", "starts")),
        ends=_day(answer(document, "project", "ends")),
        received=swedish_day(received),
        attachments=tuple(sorted({row["slot"] for row in document["attachments"]})),
    )


def _roles(party: dict[str, Any]) -> frozenset[PartyRole]:
    marks = {"is_need_owner": PartyRole.NEED_OWNER, "is_fund_holder": PartyRole.FUND_HOLDER}
    return frozenset({PartyRole(party["role"])} | {role for key, role in marks.items() if party.get(key)})


def _party(party: dict[str, Any], document: Document, others: Elsewhere) -> PartyFacts:
    roles = _roles(party)
    leads = PartyRole.COORDINATOR in roles
    person = answer(document, "contacts", "leader_email") if leads else party["contact_email"]
    return PartyFacts(
        key=party["id"],
        name=party["name"],
        number=party["organisation_number"] or None,
        country=party["country"],
        workplace=party["workplace"],
        sector=Sector(party["sector"]) if party["sector"] else None,
        sector_origin=SectorOrigin(party["sector_origin"]),
        roles=roles,
        owner=party["owner_number"] or None,
        owner_name=party["owner_name"],
        owner_sector=Sector(party["owner_sector"]) if party["owner_sector"] else None,
        owner_share=party["owner_share"],
        economic_activity=party["economic_activity"],
        aid_ground=AidGround(party["aid_ground"]) if party["aid_ground"] else None,
        size=CompanySize(party["size"]) if party["size"] else None,
        costs=_costs(party),
        funding=tuple(
            Funding(year=line["year"], kind=FundingKind(line["kind"]), amount=line["amount"])
            for line in party["budget"]
            if line["kind"] in set(FundingKind)
        ),
        responsible_person=person.strip().lower() or None,
        applications_as_coordinator=others.as_coordinator if leads else 0,
        applications_from_workplace=others.from_workplace if leads else 0,
        **facts_declared(party),
        **facts_approved(party),
    )


def _costs(party: dict[str, Any]) -> tuple[Cost, ...]:
    """The costs of each category and year; personnel costs apart by whether hours stand behind them."""
    hours: dict[int, int] = {}
    by_hours: dict[int, int] = {}
    for row in party.get("personnel", ()):  # older snapshots have no hours
        hours[row["year"]] = hours.get(row["year"], 0) + row["hours"]
        by_hours[row["year"]] = by_hours.get(row["year"], 0) + row["hours"] * row["hourly_rate"]
    costs = []
    for line in party["budget"]:
        if line["kind"] in set(CostCategory):
            category = CostCategory(line["kind"])
            known = by_hours.get(line["year"], 0) if category is CostCategory.PERSONNEL else 0
            if line["amount"] > known:
                costs.append(Cost(year=line["year"], category=category, amount=line["amount"] - known))
    costs += [
        Cost(year=year, category=CostCategory.PERSONNEL, amount=by_hours[year], hours=hours[year])
        for year in sorted(hours)
        if hours[year]
    ]
    return tuple(costs)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
