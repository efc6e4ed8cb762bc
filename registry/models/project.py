"""Projects that got a grant."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.models.call import Call
from registry.models.choices import SectorChoice
from registry.models.funder import Funder
from registry.models.organisation import Organisation
from registry.models.programme import Programme
from registry.models.round import Round


class ProjectStatus(models.TextChoices):
    """Where a project is in time. Empty in the database means unknown."""

    NOT_STARTED = "not_started", _("Not started")
    RUNNING = "running", _("Running")
    ENDED = "ended", _("Ended")
    CANCELLED = "cancelled", _("Cancelled")


class Project(models.Model):
    """A project in the public record. Money is whole kronor, dates are days in Sweden.

    The three texts are shown under headings that fit a running or an ended project.
    `goals` are numbers 1–17 of the UN's sustainability goals. `decided_on` may be unknown (imports).
    """

    funder = models.ForeignKey(Funder, models.PROTECT, related_name="projects")
    diarienummer = models.CharField(max_length=10)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="projects")
    call = models.ForeignKey(Call, models.PROTECT, null=True, blank=True, related_name="projects")
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="projects")
    title_sv = models.CharField(max_length=255)
    title_en = models.CharField(max_length=255, blank=True)
    summary_sv = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    purpose_sv = models.TextField(blank=True)
    purpose_en = models.TextField(blank=True)
    effects_sv = models.TextField(blank=True)
    effects_en = models.TextField(blank=True)
    plan_sv = models.TextField(blank=True)
    plan_en = models.TextField(blank=True)
    amount_awarded = models.BigIntegerField(null=True, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=ProjectStatus.choices, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    goals = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=40, default="own", help_text="own, or the importer's name.")
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["funder", "diarienummer"], name="project_number_per_funder")
        ]
        indexes = [
            models.Index(fields=["status"]),
            models.Index(fields=["updated_at", "id"]),
            # Sums by year are read from these alone: the rows are long, and there may be a million.
            # `withdrawn_at` is empty in nearly all rows; in the first place, SQLite would follow it even
            # where a few rows are asked for by id.
            models.Index(
                fields=["decided_on", "starts", "amount_awarded", "withdrawn_at"], name="project_sums"
            ),
            models.Index(
                fields=["programme", "withdrawn_at", "decided_on", "starts", "amount_awarded"],
                name="project_sums_of_programme",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.diarienummer} {self.title_sv}"

    def get_absolute_url(self) -> str:
        """Return the permanent address in the active language; select `funder` in lists."""
        return reverse("registry:project", args=[self.funder.slug, self.diarienummer])


class ProjectParty(models.Model):
    """A party of a project, as the decision or the import named it. Sums are whole kronor."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="parties")
    order = models.PositiveSmallIntegerField(default=0)
    is_coordinator = models.BooleanField(default=False)
    name = models.CharField(max_length=255)
    workplace = models.CharField(max_length=255, blank=True)
    sector = models.CharField(max_length=20, choices=SectorChoice.choices, blank=True)
    county_code = models.CharField(max_length=2, blank=True)
    municipality_code = models.CharField(max_length=4, blank=True)
    amount_awarded = models.BigIntegerField(null=True, blank=True)
    own_funding = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-is_coordinator", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=models.Q(is_coordinator=True),
                name="one_coordinator_per_project",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} – {self.workplace}" if self.workplace else self.name


class ProjectLink(models.Model):
    """A link of a project to pages of its own."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="links")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=255, blank=True)
    url = models.URLField(max_length=1000)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.title or self.url
