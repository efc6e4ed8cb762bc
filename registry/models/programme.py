"""Programmes: what calls belong to."""

from django.db import models
from django.urls import reverse

from registry.models.funder import Funder


class Programme(models.Model):
    """A programme of a funder. `key` ties it to the editors' snippet; imports have none."""

    funder = models.ForeignKey(Funder, models.PROTECT, related_name="programmes")
    diarienummer = models.CharField(max_length=10)
    key = models.UUIDField(null=True, blank=True, unique=True)
    title_sv = models.CharField(max_length=255)
    title_en = models.CharField(max_length=255, blank=True)
    description_sv = models.TextField(blank=True)
    description_en = models.TextField(blank=True)
    budget = models.BigIntegerField(null=True, blank=True, help_text="Whole kronor.")
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["funder", "diarienummer"], name="programme_number_per_funder")
        ]

    def __str__(self) -> str:
        return f"{self.diarienummer} {self.title_sv}"

    def get_absolute_url(self) -> str:
        """Return the permanent address in the active language; select `funder` in lists."""
        return reverse("registry:programme", args=[self.funder.slug, self.diarienummer])
