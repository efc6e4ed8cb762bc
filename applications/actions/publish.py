"""Open the door from the case file to the public record, when a decision's day has come."""

import logging
from datetime import datetime
from typing import Any
from uuid import UUID

from applications.actions.beats import locked, move, note
from applications.document import answer, sought_in_all, title
from applications.facts import facts_of
from applications.models import Application, Decision
from applications.snapshots import content_of, valid_snapshot
from registry.facts import ApplicationFacts, AwardFacts, PartyFacts, ProjectFacts
from registry.publish import publish_application, register_project
from registry.publish.project import TEXTS, status_on
from rulebook.consortium import sector_class
from rulebook.facts import AidGround, FundingKind, Sector, SectorClass
from rulebook.identifiers import without_personal_numbers
from rulebook.states import DecisionKind, State
from rulebook.window import swedish_day
from rulebook.workflow import Action

MACHINE = "machine:tick"
log = logging.getLogger("utlysa.publish")
OWN = {FundingKind.OWN_CASH.value, FundingKind.OWN_IN_KIND.value}
PUBLIC_CLASSES = {SectorClass.PUBLIC, SectorClass.ACADEMIA, SectorClass.BUSINESS, SectorClass.CIVIL_SOCIETY}
TEXT_SECTIONS = {
    "title": "project",
    "summary": "project",
    "purpose": "plan",
    "effects": "plan",
    "plan": "plan",
}


def publish_due(*, now: datetime, most: int = 100) -> int:
    """Publish every signed decision whose moment has come; return how many became public.

    One that fails is logged and tried again next time; it never holds the others back.
    """
    due = Decision.objects.filter(
        signed_at__isnull=False, published_at__isnull=True, publish_at__lte=now
    ).order_by("publish_at", "pk")
    count = 0
    for pk in list(due.values_list("pk", flat=True)[:most]):
        try:
            count += publish(decision_id=pk, now=now)
        except Exception:
            log.exception("decision %s could not be published", pk)
    return count


def publish(*, decision_id: int, now: datetime) -> bool:
    """Publish one decision: a grant becomes a project, a refusal a row only where the funder shows it."""
    case: UUID = Decision.objects.values_list("application_id", flat=True).get(pk=decision_id)
    with locked(case) as application:
        decision = Decision.objects.select_for_update().get(pk=decision_id)
        if decision.published_at is not None or decision.signed_at is None:
            return False
        document = content_of(valid_snapshot(application))
        if decision.kind == DecisionKind.GRANTED and application.stands is State.GRANTED:
            register_project(project_facts(application, decision, document, now=now), now=now, actor=MACHINE)
            _publish_application(application, decision, document, now)
            move(application, Action.PUBLISH, now=now)
        elif decision.kind == DecisionKind.REFUSED and decision.publish_refused:
            _publish_application(application, decision, document, now)
        decision.published_at = now
        decision.save(update_fields=["published_at"])
        note(application, "publish", actor=MACHINE, now=now, kind=decision.kind)
    return True


def project_facts(
    application: Application, decision: Decision, document: dict[str, Any], *, now: datetime
) -> ProjectFacts:
    """Choose, field by field, what of a granted application becomes public."""
    rows = list(decision.rows.select_related("party"))
    order = [party["id"] for party in document["parties"]]
    granted = {party: sum(row.amount for row in rows if str(row.party_id) == party) for party in order}
    round_ = application.round
    known = facts_of(document, received=now)
    today = swedish_day(now)
    signed = decision.signed_at or now
    return ProjectFacts(
        funder_slug=round_.call.funder.slug,
        diarienummer=application.case_number or "",
        call_diarienummer=round_.call.diarienummer,
        programme_diarienummer=round_.call.programme.diarienummer if round_.call.programme else "",
        round_id=round_.pk,
        texts={
            f"{name}_{language}": public_text(answer(document, TEXT_SECTIONS[name], f"{name}_{language}"))
            for name in TEXTS
            for language in ("sv", "en")
        },
        parties=tuple(public_party(party, granted[party["id"]]) for party in document["parties"]),
        awards=tuple(
            AwardFacts(
                party=order.index(str(row.party_id)),
                year=row.year,
                aid_ground=AidGround(row.aid_ground),
                amount=row.amount,
            )
            for row in rows
        ),
        goals=tuple(int(goal) for goal in answer(document, "project", "goals").split(",") if goal),
        amount_awarded=sum(row.amount for row in rows),
        starts=known.starts,
        ends=known.ends,
        decided_on=swedish_day(signed),
        status=status_on(today, known.starts, known.ends),
    )


def public_party(party: dict[str, Any], granted: int | None) -> PartyFacts:
    """Choose what of a party becomes public: never its contact person, owners or rates."""
    own = sum(line["amount"] for line in party["budget"] if line["kind"] in OWN)
    return PartyFacts(
        number=party["organisation_number"] if party["country"] == "SE" else "",
        name=public_text(party["name"]),
        country=party["country"],
        workplace=public_text(party["workplace"]),
        sector=public_sector(party["sector"]),
        county_code=party["county_code"],
        municipality_code=party["municipality_code"],
        is_coordinator=party["role"] == "coordinator",
        amount_awarded=granted,
        own_funding=own,
    )


def public_text(text: str) -> str:
    """A text as the public sees it: without the personal identity numbers that somebody wrote into it."""
    return without_personal_numbers(text.strip())


def public_sector(sector: str) -> SectorClass | None:
    """The class that a party is counted in publicly; None for what fits none of the four."""
    counted = sector_class(Sector(sector)) if sector else None
    return counted if counted in PUBLIC_CLASSES else None


def _publish_application(
    application: Application, decision: Decision, document: dict[str, Any], now: datetime
) -> None:
    signed = decision.signed_at or now
    swedish, english = title(document)
    publish_application(
        ApplicationFacts(
            funder_slug=application.round.call.funder.slug,
            diarienummer=application.case_number or "",
            call_diarienummer=application.round.call.diarienummer,
            title_sv=public_text(swedish),
            title_en=public_text(english),
            granted=decision.kind == DecisionKind.GRANTED,
            amount_sought=sought_in_all(document),
            decided_on=swedish_day(signed),
            parties=tuple(public_party(party, None) for party in document["parties"]),
        ),
        now=now,
        actor=MACHINE,
    )
