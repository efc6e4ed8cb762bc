"""Registering a project: from a decision on a case, or from an import."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from journal.canonical import sha256_of
from registry.facts import PartyFacts, ProjectFacts
from registry.models import (
    AwardRow,
    Call,
    Funder,
    Programme,
    Project,
    ProjectLink,
    ProjectParty,
    ProjectStatus,
)
from registry.numbers import claim_number
from registry.publish.change import announce, apply
from registry.publish.organisation import written_organisation

TEXTS = ("title", "summary", "purpose", "effects", "plan")


@transaction.atomic
def register_project(facts: ProjectFacts, *, now: datetime, actor: str) -> Project:
    """Write a project under its funder and number. The same facts a second time write nothing.

    Raises Funder.DoesNotExist, and ValueError for an imported number that is no case number.
    """
    funder = Funder.objects.get(slug=facts.funder_slug)
    row = Project.objects.select_for_update().filter(funder=funder, diarienummer=facts.diarienummer).first()
    is_new = row is None
    if row is None:
        row = Project(funder=funder, diarienummer=facts.diarienummer, version=0, published_at=now)
        if facts.source != "own":
            claim_number(funder, facts.diarienummer, now=now)
    changed = apply(row, _values(facts, funder)) or is_new
    if not is_new and not changed and _parts_of(row) == _wanted_parts(facts) and row.withdrawn_at is None:
        return row
    row.version += 1
    row.updated_at, row.withdrawn_at = now, None
    row.save()
    _write_parts(row, facts, now=now, actor=actor)
    announce("project", row, action="register", actor=actor, now=now, content=_digestible(facts))
    return row


@transaction.atomic
def withdraw_project(project: Project, *, now: datetime, actor: str) -> Project:
    """Take a project out of the public's sight; its number stays taken."""
    row = Project.objects.select_for_update().get(pk=project.pk)
    if row.withdrawn_at is None:
        row.withdrawn_at, row.updated_at, row.version = now, now, row.version + 1
        row.save()
        announce("project", row, action="withdraw", actor=actor, now=now, content=row.diarienummer)
    return row


def status_on(today: date, starts: date | None, ends: date | None) -> str:
    """Where a project is in time on a day in Sweden; empty when its dates do not tell."""
    if ends is not None and ends < today:
        return ProjectStatus.ENDED.value
    if starts is not None and starts > today:
        return ProjectStatus.NOT_STARTED.value
    return ProjectStatus.RUNNING.value if starts is not None and ends is not None else ""


def refresh_statuses(*, today: date, now: datetime) -> int:
    """Move projects whose dates have passed into their new status; return how many."""
    late = Q(status=ProjectStatus.NOT_STARTED, starts__lte=today) | Q(
        status=ProjectStatus.RUNNING, ends__lt=today
    )
    moved = 0
    for number in Project.objects.filter(late, withdrawn_at__isnull=True).values_list("pk", flat=True)[:500]:
        with transaction.atomic():
            row = Project.objects.select_for_update().get(pk=number)
            status = status_on(today, row.starts, row.ends)
            if status == row.status:
                continue
            row.status, row.updated_at, row.version = status, now, row.version + 1
            row.save(update_fields=["status", "updated_at", "version"])
            announce("project", row, action="refresh", actor="machine:tick", now=now, content=status)
            moved += 1
    return moved


def _values(facts: ProjectFacts, funder: Funder) -> dict[str, Any]:
    call = Call.objects.filter(funder=funder, diarienummer=facts.call_diarienummer).first()
    programme = Programme.objects.filter(funder=funder, diarienummer=facts.programme_diarienummer).first()
    texts = {
        f"{name}_{language}": facts.texts.get(f"{name}_{language}", "")
        for name in TEXTS
        for language in ("sv", "en")
    }
    return {
        **texts,
        "call": call,
        "programme": programme or (call.programme if call else None),
        "round_id": facts.round_id,
        "amount_awarded": facts.amount_awarded,
        "starts": facts.starts,
        "ends": facts.ends,
        "decided_on": facts.decided_on,
        "status": facts.status,
        "goals": list(facts.goals),
        "source": facts.source,
    }


def _write_parts(row: Project, facts: ProjectFacts, *, now: datetime, actor: str) -> None:
    row.award_rows.all().delete()
    row.parties.all().delete()
    row.links.all().delete()
    organisations = [written_organisation(party, now=now, actor=actor) for party in facts.parties]
    for order, (party, organisation) in enumerate(zip(facts.parties, organisations, strict=True)):
        values = asdict(party) | {"sector": party.sector or ""}
        ProjectParty.objects.create(
            project=row,
            organisation=organisation,
            order=order,
            **{name: value for name, value in values.items() if name not in ("number", "country")},
        )
    for award in facts.awards:
        AwardRow.objects.create(
            project=row,
            organisation=organisations[award.party],
            year=award.year,
            aid_ground=award.aid_ground or "",
            amount=award.amount,
        )
    for order, link in enumerate(facts.links):
        ProjectLink.objects.create(project=row, order=order, title=link.title, url=link.url)


def _wanted_parts(facts: ProjectFacts) -> list[list[Any]]:
    return [
        [_party_parts(party, party.number) for party in facts.parties],
        sorted(
            [facts.parties[a.party].number, a.year, str(a.aid_ground or ""), a.amount] for a in facts.awards
        ),
        [[link.title, link.url] for link in facts.links],
    ]


def _parts_of(row: Project) -> list[list[Any]]:
    parties = row.parties.select_related("organisation").order_by("order")
    awards = row.award_rows.select_related("organisation")
    return [
        [_party_parts(party, party.organisation.number) for party in parties],
        sorted([a.organisation.number, a.year, a.aid_ground, a.amount] for a in awards),
        [[link.title, link.url] for link in row.links.all()],
    ]


def _party_parts(party: PartyFacts | ProjectParty, number: str) -> list[Any]:
    return [
        number,
        party.name,
        party.workplace,
        str(party.sector or ""),
        party.is_coordinator,
        party.amount_awarded,
        party.own_funding,
        party.county_code,
        party.municipality_code,
    ]


def _digestible(facts: ProjectFacts) -> str:
    return sha256_of(repr(facts))
