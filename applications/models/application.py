"""Applications: one case from draft to closed, and the people on the applicants' side of it."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from registry.models import Round
from rulebook.access import Role
from rulebook.states import State

CASE_ROLES = ("officer", "decider", "registrar")


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Cases, limited to what somebody may see."""

    def of_applicant(self, user: User) -> "ApplicationQuerySet":
        """The person's own cases, drafts included; none of those that their access to has ended."""
        return self.filter(participants__user=user, participants__ended_at__isnull=True).distinct()

    def received(self) -> "ApplicationQuerySet":
        """Cases that have reached the funder: never a draft (the applicants' own space, TF 2:13)."""
        return self.exclude(state=State.DRAFT.value)

    def of_funder(self, user: User) -> "ApplicationQuerySet":
        """Received cases that an officer, decider or registrar may open: never one they take part in."""
        return self.received().exclude(participants__user=user)

    def of_assessor(self, user: User) -> "ApplicationQuerySet":
        """Received cases that the person is assigned to and has not been taken off."""
        return (
            self.received().filter(assignments__assessor=user, assignments__ended_at__isnull=True).distinct()
        )

    def visible_to(self, user: User, today: date) -> "ApplicationQuerySet":
        """Everything the person may see at least the names of, whatever their roles."""
        seen = Q(pk__in=self.of_applicant(user).values("pk")) | Q(pk__in=self.of_assessor(user).values("pk"))
        if user.staff_roles.filter(
            Q(until__isnull=True) | Q(until__gte=today), since__lte=today, role__in=CASE_ROLES
        ).exists():
            seen |= Q(pk__in=self.of_funder(user).values("pk"))
        return self.filter(seen)


class Application(models.Model):
    """A case. Its id is random: the case number is a label, never a key of access."""

    STATES = [
        (State.DRAFT.value, _("Draft")),
        (State.SUBMITTED.value, _("Submitted")),
        (State.UNLOCKED.value, _("Submitted, unlocked for changes")),
        (State.WITHDRAWN.value, _("Withdrawn")),
        (State.IN_REVIEW.value, _("In review")),
        (State.PREPARED.value, _("Decision prepared")),
        (State.GRANTED.value, _("Granted")),
        (State.RESERVE.value, _("Reserve")),
        (State.INVITED.value, _("Invited to the full application")),
        (State.NOT_INVITED.value, _("Not invited to the full application")),
        (State.REFUSED.value, _("Refused")),
        (State.EARLY_REFUSED.value, _("Refused on formal grounds")),
        (State.DISMISSED.value, _("Dismissed")),
        (State.STRUCK_OFF.value, _("Struck off")),
        (State.DECLINED.value, _("Declined by the applicant")),
        (State.RUNNING.value, _("Running project")),
        (State.REPORTED.value, _("Final report submitted")),
        (State.CLOSED.value, _("Closed")),
    ]
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, choices=STATES, default=State.DRAFT.value)
    case_number = models.CharField(max_length=10, null=True, blank=True, unique=True)
    submitted_at = models.DateTimeField(null=True, blank=True, help_text="Arrival of the valid version, UTC.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)
    created_at = models.DateTimeField()
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")
    changed_at = models.DateTimeField()

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=State.DRAFT.value) | models.Q(case_number__isnull=False),
                name="received_cases_have_a_number",
            )
        ]

    def __str__(self) -> str:
        return self.case_number or str(self.id)

    @property
    def stands(self) -> State:
        """The state as the rulebook names it."""
        return State(self.state)


class Participant(models.Model):
    """A person on the applicants' side: coordinates the application, or takes part for a party."""

    ROLES = [(Role.COORDINATOR.value, _("Coordinator")), (Role.PARTNER.value, _("Partner"))]
    application = models.ForeignKey(Application, models.CASCADE, related_name="participants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=ROLES)
    party = models.ForeignKey(
        "applications.Party", models.SET_NULL, null=True, blank=True, related_name="people"
    )
    joined_at = models.DateTimeField()
    is_signatory = models.BooleanField(default=False, help_text="May approve for the party.")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "user"], name="participant_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"
