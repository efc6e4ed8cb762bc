"""What other applications count for in this one: those with the same coordinator in the same round.

Only received cases are looked at, as they were submitted: what somebody else drafts or changes is theirs.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from applications.document import Document, coordinator
from applications.models import Application, Snapshot
from applications.snapshots import content_of
from registry.models import Round
from rulebook.facts import Clause
from rulebook.identifiers import same_organisation
from rulebook.kinds.coordinator import CoordinatorApplications
from rulebook.states import State

_NOT_STANDING = (State.DRAFT, State.WITHDRAWN, State.STRUCK_OFF, State.DISMISSED, State.DECLINED)


@dataclass(frozen=True)
class Elsewhere:
    """How many other applications the coordinator has handed in, and how many from the same workplace."""

    as_coordinator: int = 0
    from_workplace: int = 0


NOWHERE = Elsewhere()


def elsewhere(
    document: Document, round_: Round, clauses: tuple[Clause, ...], *, before: datetime
) -> Elsewhere:
    """Count what the coordinator had handed in to the round before a moment (UTC), this case apart.

    Counts nothing in calls that set no limit: there is no reason to tell.
    """
    leads = coordinator(document)
    asked = any(clause.rule == CoordinatorApplications.id for clause in clauses)
    if not asked or leads is None or leads["country"] != "SE" or not leads["organisation_number"]:
        return NOWHERE
    workplaces = [
        _folded(other["workplace"])
        for other in _coordinators(round_, leads["organisation_number"], document["application"], before)
    ]
    return Elsewhere(len(workplaces), workplaces.count(_folded(leads["workplace"])))


def _coordinators(round_: Round, number: str, apart: str, before: datetime) -> list[dict[str, str]]:
    """The coordinating parties with this number, of other cases as they were submitted."""
    standing = (
        Application.objects.received()
        .exclude(state__in=[state.value for state in _NOT_STANDING])
        .exclude(pk=apart)
        # The head's names hold every party's number: few cases are left to open.
        .filter(round=round_, submitted_at__lt=before, head__names__contains=number)
    )
    versions = Prefetch("snapshots", Snapshot.objects.order_by("-number"), to_attr="versions")
    found = []
    for case in standing.prefetch_related(versions):
        leads = coordinator(content_of(case.versions[0])) if case.versions else None  # type: ignore[attr-defined]
        if leads and same_organisation(leads["organisation_number"], number):
            found.append(leads)
    return found


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
