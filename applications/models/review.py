"""Who reads a case, whether they may, and what they say of it."""

from django.conf import settings
from django.db import models

from applications.models.application import Application


class Assignment(models.Model):
    """An assessor is asked to read a case. First they see only the names of parties and leader."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="assignments")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["assigned_at", "id"]
        constraints = [models.UniqueConstraint(fields=["application", "assessor"], name="assigned_once")]

    def __str__(self) -> str:
        return f"{self.assessor}: {self.application}"


class ConflictDeclaration(models.Model):
    """What a person who takes part in a case says of their ties to it, and how somebody else ruled.

    Everyone who can affect the decision declares (FL 16 §); a conflict that is declared or suspected
    is ruled on by another person (FL 18 §). The latest row of a person in a case counts.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="declarations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    has_conflict = models.BooleanField()
    explanation = models.TextField(blank=True)
    suspected = models.CharField(max_length=40, blank=True, help_text="What the system saw, if anything.")
    declared_at = models.DateTimeField()
    ruled_conflict = models.BooleanField(null=True, blank=True)
    ruled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ruled_at = models.DateTimeField(null=True, blank=True)
    ruling_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["declared_at", "id"]

    def __str__(self) -> str:
        return f"{self.person}: {self.application}"


class Assessment(models.Model):
    """An assessor's scores and reasons. `scores` is criterion key → `{score, reasons}`."""

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="assessment")
    version = models.PositiveIntegerField(default=0)
    scores = models.JSONField(default=dict, blank=True)
    summary = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.assignment)
