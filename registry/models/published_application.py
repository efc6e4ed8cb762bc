"""Applications as the public may see them: granted or refused, by whom, and what was sought."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models.call import Call
from registry.models.funder import Funder
from registry.models.organisation import Organisation
from registry.models.programme import Programme


class ApplicationOutcome(models.TextChoices):
    """How a published application ended."""

    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


class PublishedApplication(models.Model):
    """An application in the public record, written by the decision's door. Whole kronor."""

    funder = models.ForeignKey(Funder, models.PROTECT, related_name="published_applications")
    diarienummer = models.CharField(max_length=10)
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="+")
    call = models.ForeignKey(
        Call, models.PROTECT, null=True, blank=True, related_name="published_applications"
    )
    title_sv = models.CharField(max_length=255, blank=True)
    title_en = models.CharField(max_length=255, blank=True)
    outcome = models.CharField(max_length=8, choices=ApplicationOutcome.choices)
    amount_sought = models.BigIntegerField()
    decided_on = models.DateField()
    updated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["funder", "diarienummer"], name="published_application_number_per_funder"
            )
        ]

    def __str__(self) -> str:
        return f"{self.diarienummer} {self.outcome}"


class PublishedApplicant(models.Model):
    """An organisation behind a published application."""

    application = models.ForeignKey(PublishedApplication, models.CASCADE, related_name="applicants")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    is_coordinator = models.BooleanField(default=False)

    class Meta:
        ordering = ["-is_coordinator", "id"]

    def __str__(self) -> str:
        return str(self.organisation)
