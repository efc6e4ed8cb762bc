"""The projects of the demonstration: granted in earlier years, some with outcomes."""

from datetime import date, datetime, time, timedelta
from typing import Any

from config.demonstration.reading import Organisation, organisations, read
from registry.facts import ApplicationFacts, AwardFacts, OutcomeFacts, OutputFacts, PartyFacts, ProjectFacts
from registry.models import Call, Funder, NumberPurpose, Programme
from registry.numbers import issue_number
from registry.publish import publish_application, publish_outcome, register_project
from registry.publish.project import status_on
from rulebook.consortium import sector_class
from rulebook.facts import AidGround, Sector, SectorClass
from rulebook.window import STOCKHOLM, add_months, swedish_day

ACTOR = "machine:demonstration"
COORDINATORS = {
    "projects_participation": 420_000,
    "projects_circular": 650_000,
    "projects_care": 800_000,
}
PROGRAMMES = {
    "projects_participation": "delaktighet",
    "projects_circular": "kretslopp",
    "projects_care": "narhet",
}
CEILING = 2_000_000


def make_projects(
    funder: Funder, calls: dict[str, Call], programmes: dict[str, Programme], *, now: datetime
) -> int:
    """Register every project on the day it was decided; return how many."""
    rows = [(group, row) for group in COORDINATORS for row in read(group)]
    rows.sort(key=lambda item: int(item[1]["starts"]))
    for group, row in rows:
        call = calls.get(row.get("call", ""))
        _make(funder, row, group, call, programmes[PROGRAMMES[group]], now)
    return len(rows)


def _make(
    funder: Funder, row: dict[str, Any], group: str, call: Call | None, programme: Programme, now: datetime
) -> None:
    starts = add_months(swedish_day(now).replace(day=1), row["starts"])
    ends = add_months(starts, row["months"]) - timedelta(days=1)
    decided = datetime.combine(starts - timedelta(days=45), time(10), tzinfo=STOCKHOLM)
    decided = min(decided, now - timedelta(days=3))
    number = issue_number(funder, NumberPurpose.CASE, now=decided)
    parties = _parties(row, group)
    facts = ProjectFacts(
        funder_slug=funder.slug,
        diarienummer=number,
        call_diarienummer=call.diarienummer if call else "",
        programme_diarienummer=programme.diarienummer,
        texts={name: row.get(name, "") for name in _TEXTS},
        parties=parties,
        awards=tuple(_awards(parties, starts, ends)),
        goals=tuple(row["goals"]),
        amount_awarded=sum(party.amount_awarded or 0 for party in parties),
        starts=starts,
        ends=ends,
        decided_on=decided.date(),
        status=status_on(swedish_day(now), starts, ends),
    )
    register_project(facts, now=decided, actor=ACTOR)
    if call:
        publish_application(_application(facts, call), now=decided, actor=ACTOR)
    if "outcome" in row:
        reported = datetime.combine(min(ends + timedelta(days=60), now.date()), time(9), tzinfo=STOCKHOLM)
        publish_outcome(_outcome(facts, row["outcome"]), now=min(reported, now), actor=ACTOR)


_TEXTS = (
    "title_sv",
    "title_en",
    "summary_sv",
    "summary_en",
    "purpose_sv",
    "effects_sv",
    "plan_sv",
)


def _parties(row: dict[str, Any], group: str) -> tuple[PartyFacts, ...]:
    known = organisations()
    partners = sum(row["partners"].values())
    own_grant = COORDINATORS[group]
    if group == "projects_participation":
        own_grant = min(own_grant, CEILING - partners)
    coordinator = party_facts(known[row["coordinator"]], granted=own_grant, own=row["own"], coordinates=True)
    others = (party_facts(known[key], granted=sum_) for key, sum_ in row["partners"].items())
    return (coordinator, *others)


def party_facts(known: Organisation, *, granted: int, own: int = 0, coordinates: bool = False) -> PartyFacts:
    """Describe an organisation as a party of a project."""
    counted = sector_class(Sector(known.sector))
    return PartyFacts(
        number=known.number,
        name=known.name,
        country=known.country,
        workplace=known.workplace,
        sector=counted if counted is not SectorClass.OTHER else None,
        county_code=known.county,
        municipality_code=known.municipality,
        is_coordinator=coordinates,
        amount_awarded=granted,
        own_funding=own,
    )


def _awards(parties: tuple[PartyFacts, ...], starts: date, ends: date) -> list[AwardFacts]:
    years = list(range(starts.year, ends.year + 1))
    rows = []
    for place, party in enumerate(parties):
        granted = party.amount_awarded or 0
        share = granted // len(years)
        ground = AidGround.DE_MINIMIS if party.sector is SectorClass.BUSINESS else AidGround.NOT_AID
        for year in years:
            amount = granted - share * (len(years) - 1) if year == years[0] else share
            if amount:
                rows.append(AwardFacts(party=place, year=year, aid_ground=ground, amount=amount))
    return rows


def _application(facts: ProjectFacts, call: Call) -> ApplicationFacts:
    return ApplicationFacts(
        funder_slug=facts.funder_slug,
        diarienummer=facts.diarienummer,
        call_diarienummer=call.diarienummer,
        title_sv=facts.texts["title_sv"],
        title_en=facts.texts["title_en"],
        granted=True,
        amount_sought=facts.amount_awarded or 0,
        decided_on=facts.decided_on or call.published_at.date(),
        parties=facts.parties,
    )


def _outcome(facts: ProjectFacts, row: dict[str, Any]) -> OutcomeFacts:
    return OutcomeFacts(
        funder_slug=facts.funder_slug,
        diarienummer=facts.diarienummer,
        texts={name: row.get(name, "") for name in ("summary_sv", "summary_en", "results_sv", "effects_sv")},
        outputs=tuple(OutputFacts(kind=kind, title=title, url=url) for kind, title, url in row["outputs"]),
    )
