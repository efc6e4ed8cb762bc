"""Outcomes: what a project led to, once its final report is approved."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.project import Project


class Outcome(models.Model):
    """A project's public result. Its texts are the project group's own."""

    project = models.OneToOneField(Project, models.CASCADE, related_name="outcome")
    summary_sv = models.TextField()
    summary_en = models.TextField(blank=True)
    results_sv = models.TextField(blank=True)
    results_en = models.TextField(blank=True)
    effects_sv = models.TextField(blank=True)
    effects_en = models.TextField(blank=True)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(
                fields=["published_at"], condition=models.Q(withdrawn_at__isnull=True), name="outcome_newest"
            )
        ]

    def __str__(self) -> str:
        return f"{self.project.diarienummer} {self.project.title_sv}"


class OutputKind(models.TextChoices):
    """What kind of thing a project left behind."""

    REPORT = "report", _("Report")
    PUBLICATION = "publication", _("Publication")
    SOFTWARE = "software", _("Software")
    DATASET = "dataset", _("Dataset")
    SERVICE = "service", _("Service")
    METHOD = "method", _("Method")
    OTHER = "other", _("Other")


class Output(models.Model):
    """One thing that a project left behind, with where to find it."""

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="outputs")
    order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=12, choices=OutputKind.choices, default=OutputKind.OTHER)
    title = models.CharField(max_length=255)
    url = models.URLField(max_length=1000, blank=True)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.title
