"""Who may assess a case, how much they have to do already, and what ties them to it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from accounts.models import User
from applications.models import Application, Assignment
from applications.ties import suspicions_of
from rulebook.access import StaffRole
from rulebook.conflict import SENTENCES
from rulebook.window import swedish_day
from wording.speak import sentence


@dataclass(frozen=True)
class Candidate:
    """An assessor: how many cases wait for them, how many they have had in all, suspected ties in words."""

    user: User
    waiting: int
    in_all: int
    ties: tuple[str, ...]
    is_assigned: bool


def candidates_for(application: Application, *, now: datetime) -> list[Candidate]:
    """Everybody who is an assessor today, those without ties and with the least to do first."""
    today = swedish_day(now)
    role = Q(staff_roles__until__isnull=True) | Q(staff_roles__until__gte=today)
    people = list(
        User.objects.filter(
            role, is_active=True, staff_roles__role=StaffRole.ASSESSOR.value, staff_roles__since__lte=today
        )
        .distinct()
        .order_by("name", "email")
        .prefetch_related("memberships__organisation")
    )
    loads = {
        row["assessor"]: (row["unfiled"], row["in_all"])
        for row in Assignment.objects.filter(assessor__in=people, ended_at__isnull=True)
        .values("assessor")
        .annotate(in_all=Count("pk"), unfiled=Count("pk", filter=Q(assessment__filed_at__isnull=True)))
    }
    assigned = set(
        application.assignments.filter(ended_at__isnull=True).values_list("assessor_id", flat=True)
    )
    ties = suspicions_of(application, people)
    found = [
        Candidate(
            person,
            *loads.get(person.pk, (0, 0)),
            tuple(sentence(SENTENCES[ground]) for ground in ties[person.pk]),
            person.pk in assigned,
        )
        for person in people
    ]
    return sorted(found, key=lambda candidate: (bool(candidate.ties), candidate.waiting))
