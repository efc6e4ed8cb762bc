"""Which cases a person may see: the queryset that every list, page, export and file goes through."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from rulebook.states import State

if TYPE_CHECKING:
    from accounts.models import User
    from applications.models import Application

    _Base = models.QuerySet[Application]
else:
    _Base = models.QuerySet


class ApplicationQuerySet(_Base):
    """Cases, limited to what somebody may see."""

    def of_applicant(self, user: "User") -> "ApplicationQuerySet":
        """The person's own cases, drafts included."""
        return self.filter(participants__user=user).distinct()

    def received(self) -> "ApplicationQuerySet":
        """Cases that have reached the funder: never a draft (the applicants' own space, TF 2:13)."""
        return self.exclude(state=State.DRAFT.value)

    def of_funder(self, user: "User") -> "ApplicationQuerySet":
        """Received cases that an officer, decider or registrar may open: never one they take part in."""
        return self.received().exclude(participants__user=user)

    def of_assessor(self, user: "User") -> "ApplicationQuerySet":
        """Received cases that the person is assigned to and has not been taken off."""
        return self.received().filter(
            assignments__assessor=user, assignments__ended_at__isnull=True
        ).distinct()

    def visible_to(self, user: "User", today: date) -> "ApplicationQuerySet":
        """Everything the person may see at least the names of, whatever their roles."""
        seen = Q(pk__in=self.of_applicant(user).values("pk")) | Q(pk__in=self.of_assessor(user).values("pk"))
        if user.staff_roles.filter(
            Q(until__isnull=True) | Q(until__gte=today), since__lte=today, role__in=_CASE_ROLES
        ).exists():
            seen |= Q(pk__in=self.of_funder(user).values("pk"))
        return self.filter(seen)


_CASE_ROLES = ["officer", "decider", "registrar"]
